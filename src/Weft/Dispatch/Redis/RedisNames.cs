using System.Globalization;
using Weft.Model;

namespace Weft.Dispatch.Redis;

/// <summary>
/// Weft's own keys and channels. The layout's number is part of each: a build with another layout keeps to other keys. Names of providers stand
/// last, for they may hold anything. Channels know no databases, so the database's number is in them.
/// </summary>
internal sealed class RedisNames(int database)
{
    private const string Prefix = "weft:1:";

    private readonly string _channels = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{database}:");

    /// <summary>High and normal class, generations, state: as the scripts of the ring want them.</summary>
    public static string[] Ring(string provider) =>
        [
            $"{Prefix}ring:high:{provider}",
            $"{Prefix}ring:normal:{provider}",
            $"{Prefix}ring:generations:{provider}",
            $"{Prefix}ring:state:{provider}",
        ];

    /// <summary>State, permits, grants, tokens, line, waiting, called: as the scripts of the gate want them.</summary>
    public static string[] Gate(string provider) =>
        [
            $"{Prefix}gate:state:{provider}",
            $"{Prefix}gate:permits:{provider}",
            $"{Prefix}gate:grants:{provider}",
            $"{Prefix}gate:tokens:{provider}",
            $"{Prefix}gate:line:{provider}",
            $"{Prefix}gate:waiting:{provider}",
            $"{Prefix}gate:called:{provider}",
        ];

    /// <summary>All providers that a gate was ever seeded for.</summary>
    public const string GateProviders = Prefix + "gate:providers";

    public static string Heartbeat(SessionId session) => $"{Prefix}beat:{session}";

    /// <summary>A list that any program may push to; the name is older than Weft, and kept.</summary>
    public static string Mailbox(string provider) => $"kg:ai_queue:{provider}";

    public static string Rejects(string provider) => $"kg:ai_queue_rejects:{provider}";

    public const string RejectCounts = "kg:ai_queue_rejected";

    public static string Node(string node) => $"kg:nodes:{node}";

    /// <summary>What a node has that all must have alike.</summary>
    public static string Card(SessionId session) => $"{Prefix}card:{session}";

    public static string Worker(SessionId session, string slot) => $"kg:worker:{session}:{slot}";

    /// <summary>Stands as long as the server's memory does: gone = wiped, another value = rolled back to before a wipe.</summary>
    public const string Memory = Prefix + "memory";

    public string RingChannel(string provider) => $"{_channels}ring:{provider}";

    public string GateChannel(string provider) => $"{_channels}gate:{provider}";

    public string Presence(SessionId session) => $"{_channels}alive:{session}";
}
