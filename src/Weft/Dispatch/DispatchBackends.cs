using Weft.Dispatch.Embedded;
using Weft.Dispatch.Redis;

namespace Weft.Dispatch;

/// <summary>Every way to keep rings, presence and permits.</summary>
internal static class DispatchBackends
{
    /// <summary>Where nothing is said.</summary>
    public const string Default = EmbeddedBackend.Setting;

    /// <summary>The first that takes a setting is meant by it. Redis is the last: it takes every other text.</summary>
    public static readonly IReadOnlyList<IDispatchBackend> All = [new EmbeddedBackend(), new RedisBackend()];

    public static IDispatchBackend Of(string setting) => All.First(backend => backend.Takes(setting));
}
