using System.Globalization;
using StackExchange.Redis;
using Weft.Reasons.Findings;

namespace Weft.Dispatch.Redis;

/// <summary>How a Redis server is set and how it fares.</summary>
internal static class RedisExamination
{
    private const double Nearly = 0.9;

    public static async Task<IReadOnlyList<Finding>> RunAsync(string setting, TimeProvider time)
    {
        await using var link = await RedisLink.ConnectAsync(setting, forSettings: true);
        var asked = time.GetTimestamp();
        var clock = (RedisResult[])(await link.AskAsync("TIME"))!;
        var took = time.GetElapsedTime(asked);
        var theirs = DateTimeOffset.FromUnixTimeSeconds((long)clock[0]).AddMicroseconds((long)clock[1]);
        var info = await link.InfoAsync();
        return
        [
            Well(link.Server, info, took),
            .. Of(link.Server, info, await SettingsAsync(link)),
            .. ClockFindings.Of(link.Server, theirs, time.GetUtcNow(), took),
        ];
    }

    private static Finding Well(string server, IReadOnlyDictionary<string, string> info, TimeSpan took) =>
        new(
            "redis_ok",
            ("version", info.GetValueOrDefault("redis_version", "?")),
            ("server", server),
            ("ms", Measures.Milliseconds(took)),
            ("clients", Number(info, "connected_clients")),
            ("memory", Measures.Size(Number(info, "used_memory")))
        );

    /// <param name="info">What it says of itself (INFO).</param>
    /// <param name="settings">What is set (CONFIG GET); null where it does not show that.</param>
    internal static IEnumerable<Finding> Of(
        string server,
        IReadOnlyDictionary<string, string> info,
        IReadOnlyDictionary<string, string>? settings
    )
    {
        if (info.GetValueOrDefault("role") is "slave" or "replica")
            yield return new(
                "redis_replica",
                ("server", server),
                ("master", $"{info.GetValueOrDefault("master_host")}:{info.GetValueOrDefault("master_port")}")
            );
        foreach (var finding in Kept(server, info, settings).Concat(Full(server, info)))
            yield return finding;
    }

    private static IEnumerable<Finding> Kept(
        string server,
        IReadOnlyDictionary<string, string> info,
        IReadOnlyDictionary<string, string>? settings
    )
    {
        var appends = info.GetValueOrDefault("aof_enabled") == "1";
        var saves = settings?.GetValueOrDefault("save") ?? "";
        if (settings is null)
            yield return new("redis_hidden", ("server", server));
        else if (!appends)
            yield return saves.Length == 0
                ? new("redis_not_kept", ("server", server))
                : new("redis_saves", ("server", server), ("save", saves));
        if (appends && settings?.GetValueOrDefault("appendfsync") == "no")
            yield return new("redis_fsync", ("server", server));
        foreach (var what in (string[])["aof_last_write_status", "rdb_last_bgsave_status"])
            if (info.GetValueOrDefault(what) == "err")
                yield return new("redis_write_fails", ("server", server), ("what", what));
    }

    private static IEnumerable<Finding> Full(string server, IReadOnlyDictionary<string, string> info)
    {
        var (used, most) = (Number(info, "used_memory"), Number(info, "maxmemory"));
        var policy = info.GetValueOrDefault("maxmemory_policy", "");
        if (most > 0 && policy is not ("noeviction" or ""))
            yield return new("redis_evicts", ("server", server), ("memory", Measures.Size(most)), ("policy", policy));
        else if (most > 0 && used > most * Nearly)
            yield return new("redis_memory", ("server", server), ("used", Measures.Size(used)), ("memory", Measures.Size(most)));
        var (clients, places) = (Number(info, "connected_clients"), Number(info, "maxclients"));
        if (places > 0 && clients > places * Nearly)
            yield return new("redis_clients", ("server", server), ("clients", clients), ("most", places));
    }

    /// <summary>Servers that others keep for one forbid the question.</summary>
    private static async Task<IReadOnlyDictionary<string, string>?> SettingsAsync(RedisLink link)
    {
        try
        {
            var settings = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var name in (string[])["save", "appendfsync"])
                if ((string?[]?)(await link.AskAsync("CONFIG", "GET", name)) is [_, { } value])
                    settings[name] = value;
            return settings;
        }
        catch (DispatchUnavailableException)
        {
            return null;
        }
    }

    private static long Number(IReadOnlyDictionary<string, string> info, string name) =>
        long.TryParse(info.GetValueOrDefault(name), CultureInfo.InvariantCulture, out var number) ? number : 0;
}
