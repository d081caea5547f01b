using Microsoft.Extensions.Time.Testing;
using Weft.Books;
using Weft.Extraction;
using Weft.Jobs;
using Weft.Jobs.Sqlite;
using Weft.Testing;
using Xunit;

namespace Weft.Tests.Jobs;

/// <summary>A ledger file of one test's own.</summary>
public abstract class SqliteLedgerFile : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<IAsyncDisposable> _open = [];

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero));

    protected string Folder => _folder.Path;

    protected string LedgerPath => _folder.File("ledger.db");

    internal async Task<SqliteLedger> OpenAsync(string? path = null)
    {
        var ledger = await SqliteLedger.OpenAsync(path ?? LedgerPath, Time, Stop);
        _open.Add(ledger);
        return ledger;
    }

    internal static async Task<JobId> RunningAsync(SqliteLedger ledger, int runs)
    {
        var text = new BookText("one", "utf-8", "text");
        var cut = new CutBook("t", "en", text, [new(1, UnitKind.Chapter, "", 0, 3)]);
        var book = (await ledger.ImportAsync(cut, null, Stop)).Book;
        var recipe = new Recipe("r", "en", [], [], 1, 1);
        var job = await ledger.CreateJobAsync(
            new(
                book.Id,
                book.Edition,
                null,
                ["rules"],
                ProviderOrder.InOrder,
                Priority.Normal,
                recipe,
                "p",
                Budget.None,
                TimeSpan.FromMinutes(1)
            ),
            Stop
        );
        await ledger.AddRunsAsync(
            job,
            [.. Enumerable.Range(1, runs).Select(position => new NewRun(position, new($"h{position}", 0), 1, null))],
            Stop
        );
        Assert.True(await ledger.TryStartAsync(job, Stop));
        return job;
    }

    internal static Task<SessionId> SessionAsync(SqliteLedger ledger) =>
        ledger.OpenSessionAsync("n", "all", 1, ["rules"], 8, Stop);

    public async ValueTask DisposeAsync()
    {
        foreach (var ledger in _open)
            await ledger.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
