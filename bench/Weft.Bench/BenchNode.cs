using Microsoft.Extensions.Logging.Abstractions;
using Weft.Books;
using Weft.Dispatch.Redis;
using Weft.Extraction;
using Weft.Ledger.MySql;
using Weft.Model;
using Weft.Providers;
using Weft.Runtime;
using Weft.Testing;
using Weft.Testing.Servers;
using Weft.Work;

namespace Weft.Bench;

/// <summary>A node of a fleet in this process, over real servers, whose chapters are read by a stand-in.</summary>
internal static class BenchNode
{
    private const string ProfileVersion = "bench";

    public static async Task<(Node Node, Task Running, IAsyncDisposable Held)> StartAsync(
        int number,
        int workers,
        MariaDbServer database,
        RedisServer redis,
        IExtractor reader,
        CancellationToken stop,
        Func<NodeOptions, NodeOptions>? change = null
    )
    {
        var random = new Random(number);
        var runtime = new RuntimeContext(
            TimeProvider.System,
            random,
            OnTheSpot.Instance,
            _ => { },
            NullLogger.Instance,
            Guards.All
        );
        var ledger = await MySqlLedger.OpenAsync(database.ConnectionString("bench"), TimeProvider.System, stop);
        var dispatch = await RedisDispatch.ConnectAsync(
            redis.ConnectionString,
            runtime.Time,
            random,
            runtime.Guards,
            runtime.Log
        );
        var parts = new NodeServices(
            new EmptyTexts(ledger),
            dispatch.Ring,
            dispatch.Fleet,
            dispatch.Gate,
            new EmptyGraph(),
            new Dictionary<ProviderKind, IExtractor> { [ProviderKind.Rules] = reader, [ProviderKind.OpenAi] = reader }
        )
        {
            Mailbox = dispatch.Mailbox,
            Board = dispatch.Board,
        };
        var options = new NodeOptions($"bench{number}", "all", Environment.ProcessId, workers)
        {
            ProfileVersion = ProfileVersion,
            Profiler = _ => throw new InvalidOperationException("The profile is there."),
            KnowsRecipe = _ => true,
            RingPoll = TimeSpan.FromSeconds(5),
        };
        var node = parts.Node(change is null ? options : change(options), runtime);
        return (node, node.RunAsync(stop, stop), new Held(ledger, dispatch));
    }

    /// <summary>A book with a profile, for jobs whose chapters nobody reads.</summary>
    public static async Task<Book> BookAsync(MySqlLedger ledger)
    {
        var text = BookCutter.Cut("第一回 空\n\n　　空。\n"u8.ToArray(), "empty.txt");
        var book = (await ledger.Library.ImportAsync(text, null, default)).Book;
        await ledger.Library.SaveProfileAsync(book.Edition, new(ProfileVersion, "zh", [], "{}"), default);
        return book;
    }

    /// <summary>A running job of so many chapters, which is on no ring yet.</summary>
    public static async Task<JobId> OrderAsync(MySqlLedger ledger, Book book, string provider, int chapters)
    {
        var order = new JobOrder(
            book.Id,
            book.Edition,
            null,
            [provider],
            ProviderOrder.InOrder,
            Priority.Normal,
            Recipes.Default("zh"),
            ProfileVersion,
            Budget.None,
            null
        );
        var job = await ledger.Jobs.OrderAsync(order, default);
        var hash = new string('0', 64);
        var runs = Enumerable.Range(1, chapters).Select(at => new NewRun(at, new(hash, at), 0, null));
        foreach (var slice in runs.Chunk(5000))
            await ledger.Jobs.AddRunsAsync(job, slice, default);
        await ledger.Jobs.TryStartAsync(job, default);
        return job;
    }

    private sealed class Held(MySqlLedger ledger, RedisDispatch dispatch) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await dispatch.DisposeAsync();
            await ledger.DisposeAsync();
        }
    }
}
