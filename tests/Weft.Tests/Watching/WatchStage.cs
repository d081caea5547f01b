using Microsoft.Extensions.Time.Testing;
using Weft.Books;
using Weft.Dispatch;
using Weft.Dispatch.Embedded;
using Weft.Graph.Sqlite;
using Weft.Ledger.Sqlite;
using Weft.Model;
using Weft.Providers;
using Weft.Runtime;
using Weft.Testing;
using Weft.Watching;
using Weft.Web;
using Xunit;

namespace Weft.Tests.Watching;

/// <summary>A ledger, a graph and a dispatch of one process, in a state that a test has written, at a time that it sets.</summary>
internal sealed class WatchStage : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _books;

    private WatchStage() => Ring = new EmbeddedRing(Time, new Random(1), Guards.All);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero));
    public SqliteLedger Ledger { get; private set; } = null!;
    public SqliteGraph Graph { get; private set; } = null!;
    public EmbeddedRing Ring { get; }
    public EmbeddedFleet Fleet { get; } = new();
    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public WebParts Parts =>
        new(Ledger, Ring, Fleet, Graph, Time)
        {
            Folder = _folder.Path,
            Seal = () => KeySeal.FromSecret("a secret of this test"),
            Endpoint = () => throw new InvalidOperationException("no provider is asked here"),
        };

    public OverviewReader Reader(IRing? ring = null) => new(Ledger, ring, new FleetPresence(Fleet, Time).LookAsync, Time);

    public static async Task<WatchStage> OpenAsync()
    {
        var stage = new WatchStage();
        stage.Ledger = await SqliteLedger.OpenAsync(stage._folder.File("ledger.db"), stage.Time, Stop);
        stage.Graph = await SqliteGraph.OpenAsync(stage._folder.File("graph.db"), stage.Time, Stop);
        return stage;
    }

    public Task SaveAsync(string provider) =>
        Ledger.Providers.SaveProviderAsync(
            new()
            {
                Name = provider,
                Url = "http://127.0.0.1:1/v1",
                Model = "m",
                SealedKey = "",
                Limits = new(null, null, null),
                Price = Price.Free,
            },
            Stop
        );

    /// <summary>A session that is present, with two workers for each of these.</summary>
    public async Task<SessionId> NodeAsync(string name, int processId, params string[] providers)
    {
        var session = await Ledger.Sessions.OpenSessionAsync(name, "worker", processId, providers, 2, Stop);
        await Fleet.EnterAsync(session, Stop);
        return session;
    }

    /// <summary>A running job of a new book, on the rings of its providers.</summary>
    public async Task<JobId> JobAsync(string title, int chapters, params string[] providers)
    {
        var text = string.Concat(Enumerable.Range(1, chapters).Select(number => $"Text {++_books} of {number}. "));
        var size = text.Length / chapters;
        var units = Enumerable
            .Range(1, chapters)
            .Select(number => new Unit(number, UnitKind.Chapter, $"Title {number}", (number - 1) * size, size));
        var book = (await Ledger.Library.ImportAsync(new(title, "en", new(text, "utf-8", "text"), [.. units]), null, Stop)).Book;
        var recipe = new Recipe("r", "en", [], [], 1, 1);
        var order = new JobOrder(
            book.Id,
            book.Edition,
            null,
            providers,
            ProviderOrder.InOrder,
            Priority.Normal,
            recipe,
            "p",
            Budget.None,
            null
        );
        var job = await Ledger.Jobs.OrderAsync(order, Stop);
        var runs = Enumerable.Range(1, chapters).Select(position => new NewRun(position, new($"h{position}", 0), 1, null));
        await Ledger.Jobs.AddRunsAsync(job, [.. runs], Stop);
        Assert.True(await Ledger.Jobs.TryStartAsync(job, Stop));
        await Ring.PutAsync(job, Priority.Normal, providers, Stop);
        return job;
    }

    public async Task<Claim> ClaimAsync(SessionId session, JobId job, string provider) =>
        Assert.IsType<ClaimResult.Claimed>(await Ledger.Runs.ClaimAsync(new(session, provider, job, 1, 0), Stop)).Runs[0];

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        await Graph.DisposeAsync();
        _folder.Dispose();
    }
}
