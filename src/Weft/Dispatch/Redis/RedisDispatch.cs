using Microsoft.Extensions.Logging;
using Weft.Runtime;

namespace Weft.Dispatch.Redis;

/// <summary>Rings, fleet and gate of many machines, over the connections of one process.</summary>
internal sealed class RedisDispatch : IAsyncDisposable
{
    private readonly RedisLink _link;

    private RedisDispatch(RedisLink link, string connectionString, TimeProvider time, Random random, Guards guards)
    {
        _link = link;
        Ring = new RedisRing(link, time, random, guards);
        Fleet = new RedisFleet(link, random);
        Gate = new RedisGate(link, time, guards);
        Mailbox = new RedisMailbox(link, connectionString, time);
        Board = new RedisBoard(link, time);
    }

    public RedisRing Ring { get; }

    public RedisFleet Fleet { get; }

    public RedisGate Gate { get; }

    public RedisMailbox Mailbox { get; }

    public RedisBoard Board { get; }

    /// <summary>Throws as <see cref="RedisLink.ConnectAsync"/> does.</summary>
    public static async Task<RedisDispatch> ConnectAsync(
        string connectionString,
        TimeProvider time,
        Random random,
        Guards guards,
        ILogger log
    )
    {
        var link = await RedisLink.ConnectAsync(connectionString);
        if (ServerCheck.Warning(await link.InfoAsync()) is { } warning)
            log.LogWarning("{Warning}", warning);
        return new RedisDispatch(link, connectionString, time, random, guards);
    }

    public async ValueTask DisposeAsync()
    {
        await Mailbox.DisposeAsync();
        await _link.DisposeAsync();
    }
}
