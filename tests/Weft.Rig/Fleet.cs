using System.Globalization;
using System.Text.Json;
using Weft.Chaos;
using Weft.Testing;
using Weft.Testing.Scripted;
using Weft.Testing.Servers;
using Xunit;

namespace Weft.Rig;

/// <summary>What a story wants of its fleet.</summary>
internal sealed record FleetOptions
{
    public int Workers { get; init; } = 8;
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Of the provider's row, and kept by the provider itself.</summary>
    public ScriptedLimits Limits { get; init; } = new();

    /// <summary>
    /// The provider does not refuse more calls at once than it should get: a story counts them itself, where wrong verdicts are part of it.
    /// </summary>
    public bool CallsAreCounted { get; init; }

    /// <summary>More variables of each node.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>The graph is in Neo4j, not in a file; with <c>WEFT_RIG_GRAPH=neo4j</c> that of all stories on loopback is.</summary>
    public bool InNeo4j { get; init; } = Environment.GetEnvironmentVariable("WEFT_RIG_GRAPH") == "neo4j";

    /// <summary>Null: everything on loopback.</summary>
    public Hosts? Hosts { get; init; }
}

/// <summary>Real nodes over real servers, a scripted provider that outlives them all, and the ledger's tables to look at.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    public const string Scripted = "scripted";
    private const string Loopback = "127.0.0.1";

    private readonly TemporaryFolder _folder = new();
    private readonly FleetOptions _options;
    private readonly List<RigNode> _all = [];
    private readonly Dictionary<string, string> _variables;

    private Fleet(FleetOptions options, RigServers servers, ScriptedProvider provider, string ledger)
    {
        (_options, Servers, Provider, LedgerAt, Ledger) = (options, servers, provider, ledger, new RigLedger(ledger));
        _variables = new(options.Variables)
        {
            ["WEFT_DATA"] = _folder.File("data"),
            ["WEFT_LEDGER"] = ledger,
            ["WEFT_DISPATCH"] = servers.Dispatch,
            ["WEFT_GRAPH"] = "sqlite",
            ["WEFT_KEY"] = "a key for the rig alone",
            ["KG_WORKERS_PER_PROVIDER"] = options.Workers.ToString(CultureInfo.InvariantCulture),
        };
    }

    public RigServers Servers { get; }
    public ScriptedProvider Provider { get; }
    public RigLedger Ledger { get; }

    /// <summary>Its connection string.</summary>
    public string LedgerAt { get; }

    /// <summary>Nodes that should be at work.</summary>
    public IReadOnlyList<RigNode> Nodes => [.. _all.Where(node => !node.IsGone)];

    public static async Task<Fleet> OpenAsync(FleetOptions options)
    {
        var servers = options.Hosts is { } hosts
            ? await RigServers.StartAsync(hosts.Address)
            : await RigServers.OnLoopbackAsync();
        var provider = await ScriptedProvider.StartAsync(
            new()
            {
                Address = options.Hosts?.Address ?? Loopback,
                Latency = options.Latency,
                Limits = options.CallsAreCounted ? options.Limits with { Calls = null } : options.Limits,
            }
        );
        var fleet = new Fleet(options, servers, provider, await servers.NewStoryAsync());
        if (options is { InNeo4j: true, Hosts: null })
            fleet._variables["WEFT_GRAPH"] = await Neo4jServer.LibraryAsync();
        List<string> words = ["provider", "add", Scripted, "--url", provider.Url, "--model", "m", "--no-key"];
        Limit("--calls", options.Limits.Calls);
        Limit("--rpm", options.Limits.RequestsPerMinute);
        Limit("--tpm", options.Limits.TokensPerMinute);
        await fleet.RunAsync([.. words]);
        return fleet;

        void Limit(string option, int? limit)
        {
            if (limit is { } number)
                words.AddRange([option, number.ToString(CultureInfo.InvariantCulture)]);
        }
    }

    /// <summary>Starts a node; <see cref="RigNode.SessionAsync"/> waits until it is there.</summary>
    /// <param name="more">Variables of this node alone.</param>
    public RigNode StartNode(string? host = null, params (string Name, string Value)[] more)
    {
        var name = $"n{_all.Count + 1}";
        var variables = new Dictionary<string, string>(_variables) { ["KG_WORKER_NODE_NAME"] = name };
        foreach (var (variable, value) in more)
            variables[variable] = value;
        var process = WeftProcess.StartUnder(host is null ? [] : Hosts.Under(host), variables, "node", "--role", "worker");
        var node = new RigNode(name, process, Ledger);
        _all.Add(node);
        return node;
    }

    public async Task StartNodesAsync(int count)
    {
        var started = Enumerable.Range(0, count).Select(_ => StartNode()).ToList();
        foreach (var node in started)
            await node.SessionAsync();
    }

    /// <summary>Nodes that should be at work and have opened a session.</summary>
    public async Task<IReadOnlyList<RigNode>> UpAsync()
    {
        var open = (await Ledger.SessionsAsync()).Where(session => session.EndedMs is null).Select(session => session.ProcessId);
        return [.. Nodes.IntersectBy(open, node => node.ProcessId)];
    }

    /// <summary>Any command of ours beside the nodes, to its end.</summary>
    public async Task<string> RunAsync(params string[] words)
    {
        var (code, output) = await WeftProcess.RunAsync(_variables, words);
        Assert.True(code == 0, $"weft {string.Join(' ', words)}: {output}");
        return output;
    }

    /// <summary>Imports a book and orders a job on it, which the nodes then find.</summary>
    public async Task<long> OrderAsync(RigBook text, string provider = Scripted, params string[] options)
    {
        var file = _folder.File($"book{text.Chapters}-{text.Volume}.txt");
        await File.WriteAllTextAsync(file, text.Text(), Until.Stop);
        using var import = JsonDocument.Parse(await RunAsync("import", file, "--json"));
        var book = import.RootElement.GetProperty("book").GetInt64().ToString(CultureInfo.InvariantCulture);
        using var jobs = JsonDocument.Parse(
            await RunAsync(["job", "start", book, "--provider", provider, "--detach", "--json", .. options])
        );
        return jobs.RootElement[0].GetProperty("job").GetInt64();
    }

    /// <summary>Waits until the job has ended; how long that took.</summary>
    public Task<TimeSpan> FinishesAsync(long job, TimeSpan limit) =>
        Until.TrueAsync(
            async () => await Ledger.JobStateAsync(job) is "completed" or "failed",
            limit,
            () => $"job {job} has ended\n{Tail()}"
        );

    /// <summary>Waits until so many of a job's runs are completed.</summary>
    public Task CompletesAsync(long job, int runs, TimeSpan limit) =>
        Until.TrueAsync(
            async () => (await Ledger.CountsAsync(job)).GetValueOrDefault(RunRow.Completed) >= runs,
            limit,
            () => $"{runs} runs of job {job} are completed\n{Tail()}"
        );

    public async Task<string> HashAsync(long job)
    {
        using var shown = JsonDocument.Parse(await RunAsync("job", "show", job.ToString(CultureInfo.InvariantCulture), "--json"));
        return shown.RootElement.GetProperty("hash").GetString()!;
    }

    /// <summary>The last words of each node, for a story that failed.</summary>
    public string Tail() =>
        string.Join(
            "\n",
            _all.Select(node => $"-- {node.Name}\n{string.Join('\n', node.Output.Split('\n').TakeLast(node.IsGone ? 4 : 12))}")
        );

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _all)
            await node.DisposeAsync();
        await Provider.DisposeAsync();
        if (_options.Hosts is not null)
            await Servers.DisposeAsync();
        _folder.Dispose();
    }
}
