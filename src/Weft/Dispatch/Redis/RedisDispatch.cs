using Microsoft.Extensions.Logging;
using Weft.Work;

namespace Weft.Dispatch.Redis;

/// <summary>Rings, fleet and gate of many machines, over the connections of one process.</summary>
internal sealed class RedisDispatch : IAsyncDisposable
{
    private readonly RedisLink _link;

    private RedisDispatch(RedisLink link, TimeProvider time, Random random, Guards guards)
    {
        _link = link;
        Ring = new RedisRing(link, time, random, guards);
        Fleet = new RedisFleet(link);
        Gate = new RedisGate(link, time, guards);
    }

    public RedisRing Ring { get; }

    public RedisFleet Fleet { get; }

    public RedisGate Gate { get; }

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
        return new RedisDispatch(link, time, random, guards);
    }

    public ValueTask DisposeAsync() => _link.DisposeAsync();
}
