using Microsoft.Extensions.Logging;
using Weft.Books;
using Weft.Dispatch;
using Weft.Dispatch.Redis;
using Weft.Extraction;
using Weft.Graph.Resolution;
using Weft.Graph.Sqlite;
using Weft.Ledger.Sqlite;
using Weft.Model;
using Weft.Providers;
using Weft.Runtime;
using Weft.Testing;
using Weft.Testing.Servers;
using Weft.Work;
using Xunit;

namespace Weft.Tests.Work;

/// <summary>Nodes over a real Redis, with a ledger and a graph in files; no reading comes from the polls unless a test wants them.</summary>
internal sealed class OwnFleet : IAsyncDisposable
{
    public const string ProfileVersion = "test";

    private readonly TemporaryFolder _folder = new();
    private readonly List<IAsyncDisposable> _held = [];
    private readonly List<(Task Running, CancellationTokenSource Stop)> _nodes = [];

    private OwnFleet(string connection, RedisLink link) => (Connection, Link) = (connection, link);

    public string Connection { get; }

    /// <summary>For what other programs do.</summary>
    public RedisLink Link { get; }

    public SqliteLedger Ledger { get; private set; } = null!;

    public List<string> Log { get; } = [];

    /// <summary>Chapters are read when this says so; at once by default.</summary>
    public TaskCompletionSource? Gate { get; set; }

    public static async Task<OwnFleet> StartAsync(string? connection = null)
    {
        var text = connection ?? await RedisServer.DatabaseAsync();
        var fleet = new OwnFleet(text, await RedisLink.ConnectAsync(text));
        fleet.Ledger = await SqliteLedger.OpenAsync(fleet._folder.File("ledger.db"), TimeProvider.System, default);
        return fleet;
    }

    public async Task<Node> AddNodeAsync(
        string name,
        Func<NodeOptions, NodeOptions>? change = null,
        Func<IFleet, IFleet>? seen = null
    )
    {
        var random = new Random(name.GetHashCode(StringComparison.Ordinal));
        var runtime = new RuntimeContext(
            TimeProvider.System,
            random,
            new ThreadPoolOffload(),
            _ => { },
            new ListLog(Log),
            Guards.All
        );
        var dispatch = await RedisDispatch.ConnectAsync(Connection, runtime.Time, random, runtime.Guards, runtime.Log);
        var graph = await SqliteGraph.OpenAsync(_folder.File("graph.db"), null, default);
        _held.AddRange([dispatch, graph]);
        var parts = new NodeServices(
            Ledger,
            dispatch.Ring,
            seen is null ? dispatch.Fleet : seen(dispatch.Fleet),
            dispatch.Gate,
            graph,
            new Dictionary<ProviderKind, IExtractor> { [ProviderKind.Rules] = new Reader(this) }
        )
        {
            Mailbox = dispatch.Mailbox,
            Board = dispatch.Board,
        };
        var never = TimeSpan.FromHours(1);
        var options = new NodeOptions(name, "all", Environment.ProcessId, 4)
        {
            ProfileVersion = ProfileVersion,
            Profiler = language => new FirstReadingDone(new Profile(ProfileVersion, language, [], "{}")),
            KnowsRecipe = _ => true,
            Look = never,
            Reconcile = never,
            RingPoll = never,
        };
        var node = parts.Node(change is null ? options : change(options), runtime);
        var stop = new CancellationTokenSource();
        _nodes.Add((node.RunAsync(stop.Token, stop.Token), stop));
        await UntilAsync(() => Task.FromResult(node.Session is not null));
        return node;
    }

    /// <summary>A job of so many chapters; <paramref name="started"/> false: its start is left to others.</summary>
    public async Task<JobId> OrderAsync(int chapters, bool started)
    {
        var units = Enumerable
            .Range(0, chapters)
            .Select(at => new Unit(at + 1, UnitKind.Chapter, $"Chapter {at + 1}", at * 4, 4));
        var text = string.Concat(Enumerable.Range(0, chapters).Select(at => $"{at:0000}"));
        var book = (await Ledger.Library.ImportAsync(new("T", "en", new(text, "utf-8", "text"), [.. units]), null, default)).Book;
        var order = new JobOrder(
            book.Id,
            book.Edition,
            null,
            [Provider.RulesName],
            ProviderOrder.InOrder,
            Priority.Normal,
            Recipes.Default("en"),
            ProfileVersion,
            Budget.None,
            null
        );
        var job = await Ledger.Jobs.OrderAsync(order, default);
        if (!started)
            return job;
        await Ledger.Library.SaveProfileAsync(book.Edition, new(ProfileVersion, "en", [], "{}"), default);
        var runs = (await Ledger.Library.UnitsAsync(book.Edition, default)).Select(one => new NewRun(
            one.Position,
            one.Chapter,
            4,
            null
        ));
        await Ledger.Jobs.AddRunsAsync(job, [.. runs], default);
        await Ledger.Jobs.TryStartAsync(job, default);
        return job;
    }

    public Task EndsAsync(JobId job) =>
        UntilAsync(async () => (await Ledger.Jobs.FindJobAsync(job, default))!.State is JobState.Completed or JobState.Failed);

    public static async Task UntilAsync(Func<Task<bool>> done)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await done())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(2), "It did not come.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Gate?.TrySetResult();
        foreach (var (_, stop) in _nodes)
            await stop.CancelAsync();
        await Task.WhenAll(_nodes.Select(one => one.Running));
        foreach (var held in _held)
            await held.DisposeAsync();
        await Link.DisposeAsync();
        await Ledger.DisposeAsync();
        _folder.Dispose();
    }

    private sealed class Reader(OwnFleet fleet) : IExtractor
    {
        public async Task<ReadingResult> ReadAsync(Reading reading, ILocalWork local, CancellationToken cancel)
        {
            if (fleet.Gate is { } gate)
                await gate.Task.WaitAsync(cancel);
            return new ReadingResult.Read(ChapterFacts.None, []);
        }
    }

    private sealed class ListLog(List<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel level,
            EventId id,
            TState state,
            Exception? error,
            Func<TState, Exception?, string> format
        )
        {
            lock (lines)
                lines.Add(format(state, error));
        }
    }
}
