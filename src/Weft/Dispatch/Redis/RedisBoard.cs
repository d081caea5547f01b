using System.Globalization;
using StackExchange.Redis;

namespace Weft.Dispatch.Redis;

/// <summary>The hashes <c>kg:nodes:{node}</c> and <c>kg:worker:{session}:{provider}-{slot}</c>, in one script; a slot that is idle has none.</summary>
internal sealed class RedisBoard(RedisLink link, TimeProvider time) : IBoard
{
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(15);

    private HashSet<string> _shown = [];

    public async Task ShowAsync(NodeShown node, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var workers = node.Busy.ToDictionary(worker => RedisNames.Worker(node.Session, $"{worker.Provider}-{worker.Slot}"));
        var gone = _shown.Except(workers.Keys).ToList();
        List<RedisValue> fields = [Kept.TotalSeconds];
        Add(fields, Of(node));
        foreach (var worker in workers.Values)
            Add(fields, Of(node, worker));
        foreach (var _ in gone)
            Add(fields, []);
        await link.RunAsync(Script.BoardShow, [RedisNames.Node(node.Node), .. workers.Keys, .. gone], [.. fields]);
        _shown = [.. workers.Keys];
    }

    private RedisValue[] Of(NodeShown node) =>
        [
            "session",
            node.Session.Value,
            "role",
            node.Role,
            "pid",
            node.ProcessId,
            "providers",
            string.Join(',', node.Providers),
            "workers",
            node.Slots,
            "busy",
            node.Busy.Count,
            "seen_at",
            Moment(time.GetUtcNow()),
        ];

    private static RedisValue[] Of(NodeShown node, WorkerShown worker) =>
        [
            "node",
            node.Node,
            "pid",
            node.ProcessId,
            "provider",
            worker.Provider,
            "task_id",
            worker.Job.Value,
            "position",
            worker.Position,
            "attempt",
            worker.Attempt,
            "since",
            Moment(worker.Since),
        ];

    private static void Add(List<RedisValue> all, RedisValue[] fields)
    {
        all.Add(fields.Length);
        all.AddRange(fields);
    }

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
