using Microsoft.Extensions.Time.Testing;
using Weft.Books;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Xunit;

namespace Weft.Testing.Conformance;

/// <summary>What the ledger's conformance suites tell their stories with.</summary>
public abstract class LedgerStory<TBackend> : IAsyncLifetime
    where TBackend : LedgerBackend, new()
{
    protected static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    protected TBackend Backend { get; } = new();
    protected FakeTimeProvider Time => Backend.Time;
    protected DateTimeOffset Now => Time.GetUtcNow();
    protected ILedger Ledger => Backend.Ledger;
    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await Backend.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Backend.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A book whose chapters have these texts.</summary>
    protected static CutBook Cut(params string[] texts)
    {
        var units = new List<Unit>();
        var start = 0;
        foreach (var text in texts)
        {
            units.Add(new(units.Count + 1, UnitKind.Chapter, $"Chapter {units.Count + 1}", start, text.Length));
            start += text.Length;
        }
        return new("Title", "en", new(string.Concat(texts), "utf-8", "text"), units);
    }

    protected async Task<Book> BookAsync(params string[] texts) =>
        (await Ledger.Library.ImportAsync(Cut(texts), null, Stop)).Book;

    protected static readonly Recipe Recipe = new("r1", "en", ["person", "place"], ["friend", "uncle"], 6000, 2000)
    {
        EntityKinds = [new("person", "who acts")],
        RelationKinds = [new("friend") { Mutual = true }, new("uncle", "of one school") { Inverse = "nephew" }],
        Instructions = "Mind the horses.\n只看马。",
        InstructionsReplace = true,
    };

    protected static JobOrder Order(
        Book book,
        string[]? providers = null,
        ProviderOrder order = ProviderOrder.InOrder,
        TimeSpan? autoRetry = null,
        Budget? budget = null
    ) =>
        new(
            book.Id,
            book.Edition,
            null,
            providers ?? ["rules"],
            order,
            Priority.Normal,
            Recipe,
            "p1",
            budget ?? Budget.None,
            autoRetry
        );

    /// <summary>Orders a job, adding the providers that are not there.</summary>
    protected async Task<JobId> OrderedAsync(JobOrder order)
    {
        var known = (await Ledger.Providers.ProvidersAsync(Stop)).Select(provider => provider.Name);
        await SaveAsync([.. order.Providers.Except(known)]);
        return await Ledger.Jobs.OrderAsync(order, Stop);
    }

    /// <summary>A created job whose runs have the positions from 1.</summary>
    protected async Task<JobId> CreatedAsync(JobOrder order, int runs)
    {
        var job = await OrderedAsync(order);
        await Ledger.Jobs.AddRunsAsync(job, [.. Enumerable.Range(1, runs).Select(Run)], Stop);
        return job;
    }

    protected static NewRun Run(int position) => new(position, new($"hash{position}", 0), 100 + position, null);

    private int _books;

    protected async Task<JobId> RunningAsync(
        int runs,
        string[]? providers = null,
        ProviderOrder order = ProviderOrder.InOrder,
        TimeSpan? autoRetry = null,
        Budget? budget = null
    )
    {
        var job = await CreatedAsync(
            Order(await BookAsync($"text of book {++_books}"), providers, order, autoRetry, budget),
            runs
        );
        Assert.True(await Ledger.Jobs.TryStartAsync(job, Stop));
        return job;
    }

    protected async Task<SessionId> SessionAsync(params string[] providers) =>
        await Ledger.Sessions.OpenSessionAsync("node", "all", 1, providers.Length == 0 ? ["rules"] : providers, 8, Stop);

    protected Task SaveAsync(params string[] providers) =>
        Task.WhenAll(providers.Select(name => Ledger.Providers.SaveProviderAsync(Endpoint(name), Stop)));

    protected static Provider Endpoint(string name) =>
        new()
        {
            Name = name,
            Url = "http://127.0.0.1:1/v1",
            Model = $"model-of-{name}",
            SealedKey = "sealed",
            Limits = new(4, 60, 10000),
            Price = new(10, 5, 20, "EUR"),
        };

    protected async Task<ClaimResult> AskAsync(SessionId session, JobId job, int most, string provider = "rules", int mark = 0) =>
        await Ledger.Runs.ClaimAsync(new(session, provider, job, most, mark), Stop);

    protected async Task<IReadOnlyList<Claim>> ClaimAsync(
        SessionId session,
        JobId job,
        int most,
        string provider = "rules",
        int mark = 0
    ) => Assert.IsType<ClaimResult.Claimed>(await AskAsync(session, job, most, provider, mark)).Runs;

    protected async Task<Claim> ClaimOneAsync(SessionId session, JobId job, string provider = "rules") =>
        Assert.Single(await ClaimAsync(session, job, 1, provider));

    protected async Task<bool> CompleteAsync(Claim claim) => (await Ledger.Runs.TryCompleteAsync([Done(claim)], Stop))[0];

    protected static Completion Done(Claim claim) => new(claim, ["woven"], false, []);

    protected async Task<ChapterRun> RowAsync(JobId job, int position) =>
        await Ledger.Runs.FindRunAsync(new(job, position), Stop) ?? throw new InvalidOperationException("no such run");

    protected async Task<Job> JobAsync(JobId job) =>
        await Ledger.Jobs.FindJobAsync(job, Stop) ?? throw new InvalidOperationException("no such job");

    protected async Task<RunState[]> StatesAsync(JobId job) =>
        [.. (await Ledger.Runs.RunsAsync(job, 0, 10_000, Stop)).Select(run => run.State)];

    protected static int[] Positions(IEnumerable<Claim> claims) => [.. claims.Select(claim => claim.Run.Position)];

    protected async Task<JobState> StateAsync(JobId job) => (await JobAsync(job)).State;

    /// <summary>Fails the job's next run with its only provider.</summary>
    protected async Task<Claim> FailNextAsync(
        SessionId session,
        JobId job,
        string provider = "rules",
        TimeSpan? retryAfter = null
    )
    {
        var claim = await ClaimOneAsync(session, job, provider);
        await Ledger.Runs.FailAsync(claim, Reason.OfWords("no good"), retryAfter, Stop);
        return claim;
    }

    protected Task<SessionEnding> DieAsync(SessionId session) =>
        Ledger.Sessions.EndSessionAsync(session, SessionEnd.Death, SessionReasons.PresenceGone, Stop);
}
