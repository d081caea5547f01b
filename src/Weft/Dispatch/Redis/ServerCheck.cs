using Weft.Reasons;

namespace Weft.Dispatch.Redis;

/// <summary>Whether a server can serve, by its own words (INFO).</summary>
internal static class ServerCheck
{
    private static readonly Version Oldest = new(6, 2);

    /// <summary>Throws <see cref="DispatchException"/> where it cannot, saying what to do.</summary>
    public static void Run(IReadOnlyDictionary<string, string> info)
    {
        if (info.GetValueOrDefault("cluster_enabled") == "1")
            throw new DispatchException(ServerReasons.RedisCluster);
        var version = info.GetValueOrDefault("redis_version") ?? "";
        if (Version.TryParse(version, out var known) && known < Oldest)
            throw new DispatchException(ServerReasons.RedisTooOld(version, Oldest.ToString()));
    }

    /// <summary>What works but should be changed, in plain words; null = nothing.</summary>
    public static string? Warning(IReadOnlyDictionary<string, string> info) =>
        info.GetValueOrDefault("maxmemory_policy") is { } policy
        && policy != "noeviction"
        && info.GetValueOrDefault("maxmemory") is not (null or "0")
            ? $"Redis may throw keys away when its memory is full (maxmemory-policy {policy}): set it to noeviction, or limits may be lost in part."
            : null;
}
