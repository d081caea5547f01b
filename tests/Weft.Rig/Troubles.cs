using Weft.Testing.Servers;
using Xunit;

namespace Weft.Rig;

/// <summary>Picks what goes wrong next. Whoever is killed is started again, as a supervisor would.</summary>
internal sealed class Troubles(Fleet fleet, Hosts? hosts, Random chance)
{
    private const int Nodes = 3;

    private readonly SortedDictionary<string, int> _done = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RigNode> _onHost = [];

    public string Told => string.Join(", ", _done.Select(one => $"{one.Value} × {one.Key}"));

    /// <summary>Starts a node wherever none is at work.</summary>
    public void Keep()
    {
        for (var place = 0; place < Nodes; place++)
        {
            var name = hosts?.Names[place] ?? $"{place}";
            if (_onHost.TryGetValue(name, out var node) && !node.IsGone)
                Assert.False(node.HasEnded, $"{node.Name} ended by itself:\n{node.Output}");
            else
                _onHost[name] = fleet.StartNode(hosts is null ? null : name);
        }
    }

    /// <summary>One trouble, and the pause after it.</summary>
    public async Task NextAsync()
    {
        var (name, act) = Pick();
        _done[name] = _done.GetValueOrDefault(name) + 1;
        await act();
        await Until.PassesAsync(TimeSpan.FromMilliseconds(chance.Next(1_500)));
        Keep();
    }

    /// <summary>All are mended and at work, so that what was begun can end.</summary>
    public async Task CalmAsync()
    {
        Keep();
        foreach (var node in _onHost.Values.Where(node => node.IsStopped))
            node.Continue();
        foreach (var host in hosts?.Names ?? [])
            await hosts!.MendAsync(host);
    }

    private (string Name, Func<Task> Act) Pick()
    {
        var host = _onHost.Keys.Order(StringComparer.Ordinal).ElementAt(chance.Next(Nodes));
        var node = _onHost[host];
        var time = TimeSpan.FromMilliseconds(chance.Next(6_000));
        List<(string, Func<Task>)> all =
        [
            ("kill -9", node.KillAsync),
            ("kill -9", node.KillAsync),
            ("SIGTERM", () => Done(node.Terminate)),
            ("stopped for up to 6 s", () => ForAWhileAsync(time, () => Done(node.Stop), () => Done(node.Continue))),
            ("Redis killed", () => ForAWhileAsync(time / 2, fleet.Servers.Redis.KillAsync, fleet.Servers.Redis.StartAgainAsync)),
            ("Redis wiped", () => fleet.Servers.CommandAsync("FLUSHALL")),
            ("Redis put back to an old snapshot", fleet.Servers.RollBackAsync),
            (
                "database killed",
                () => ForAWhileAsync(time / 2, fleet.Servers.Database.KillAsync, fleet.Servers.Database.StartAgainAsync)
            ),
        ];
        all.AddRange([
            ("kill -9 while Redis is away", () => WithoutAsync(fleet.Servers.Redis, node)),
            ("kill -9 while the database is away", () => WithoutAsync(fleet.Servers.Database, node)),
        ]);
        if (hosts is not null)
            all.AddRange([
                ("host cut off", () => ForAWhileAsync(time, () => hosts.CutAsync(host), () => hosts.MendAsync(host))),
                ("host mute", () => ForAWhileAsync(time, () => hosts.MuteAsync(host), () => hosts.MendAsync(host))),
                ("host deaf", () => ForAWhileAsync(time, () => hosts.DeafenAsync(host), () => hosts.MendAsync(host))),
                ("host slow", () => ForAWhileAsync(time, () => hosts.SlowAsync(host, 256), () => hosts.MendAsync(host))),
            ]);
        return all[chance.Next(all.Count)];
    }

    private static async Task WithoutAsync(OwnServer server, RigNode node)
    {
        await server.KillAsync();
        await node.KillAsync();
        await Until.PassesAsync(TimeSpan.FromSeconds(1));
        await server.StartAgainAsync();
    }

    private static async Task ForAWhileAsync(TimeSpan time, Func<Task> begin, Func<Task> end)
    {
        await begin();
        await Until.PassesAsync(time);
        await end();
    }

    private static Task Done(Action act)
    {
        act();
        return Task.CompletedTask;
    }
}
