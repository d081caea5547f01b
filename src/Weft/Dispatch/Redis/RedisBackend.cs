using Weft.Reasons.Findings;
using Weft.Runtime;

namespace Weft.Dispatch.Redis;

/// <summary>In a Redis server. Its connection strings begin with a host's name, so that there is no text that could not be one.</summary>
internal sealed class RedisBackend : IDispatchBackend
{
    public bool IsShared => true;

    public bool Takes(string setting) => true;

    public async Task<OpenDispatch> OpenAsync(string setting, RuntimeContext runtime)
    {
        var redis = await RedisDispatch.ConnectAsync(setting, runtime.Time, runtime.Random, runtime.Guards, runtime.Log);
        return new(redis.Ring, redis.Fleet, redis.Gate, redis.Mailbox, redis.Board, redis);
    }

    public Task<IReadOnlyList<Finding>> ExamineAsync(string setting, TimeProvider time) =>
        RedisExamination.RunAsync(setting, time);
}
