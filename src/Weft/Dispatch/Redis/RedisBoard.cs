using System.Globalization;
using StackExchange.Redis;
using Weft.Model;

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
        Add(fields, node.Card is { } card ? Of(card) : []);
        foreach (var worker in workers.Values)
            Add(fields, Of(node, worker));
        foreach (var _ in gone)
            Add(fields, []);
        await link.RunAsync(
            Script.BoardShow,
            [RedisNames.Node(node.Node), RedisNames.Card(node.Session), .. workers.Keys, .. gone],
            [.. fields]
        );
        _shown = [.. workers.Keys];
    }

    public async Task<IReadOnlyList<NodeCardSeen>> CardsAsync(IReadOnlyList<Session> nodes, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var cards = await Task.WhenAll(nodes.Select(CardAsync));
        return [.. cards.OfType<NodeCardSeen>()];
    }

    private async Task<NodeCardSeen?> CardAsync(Session node)
    {
        RedisKey key = RedisNames.Card(node.Id);
        var (fields, left) = await link.AskAsync(async database =>
        {
            var fields = database.HashGetAllAsync(key);
            var left = database.KeyTimeToLiveAsync(key);
            return (await fields, await left);
        });
        var card = fields.ToDictionary(field => (string)field.Name!, field => (string)field.Value!);
        if (left is null || !long.TryParse(card.GetValueOrDefault("at"), CultureInfo.InvariantCulture, out var at))
            return null;
        int.TryParse(card.GetValueOrDefault("schema"), CultureInfo.InvariantCulture, out var schema);
        return new(
            node.Id,
            node.Node,
            new(
                card.GetValueOrDefault("build", ""),
                schema,
                card.GetValueOrDefault("secret", ""),
                card.GetValueOrDefault("graph", "")
            ),
            // What it has stood for is told by the server, so that only the node's own clock is in it.
            DateTimeOffset.FromUnixTimeMilliseconds(at) + (Kept - left.Value)
        );
    }

    private RedisValue[] Of(NodeCard card) =>
        [
            "build",
            card.Build,
            "schema",
            card.Schema,
            "secret",
            card.SecretMark,
            "graph",
            card.Graph,
            "at",
            time.GetUtcNow().ToUnixTimeMilliseconds(),
        ];

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
