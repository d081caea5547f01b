using Weft.Books;
using Weft.Ledger;
using Weft.Model;
using Weft.Testing;
using Xunit;

namespace Weft.Tests.Ledger;

/// <summary>A running job of a book without content, for tests that look at runs only.</summary>
internal static class SmallJob
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<JobId> RunningAsync<TLedger>(TLedger ledger, int runs, TimeSpan? autoRetry = null)
        where TLedger : ILedger
    {
        var text = new BookText("one", "utf-8", "text");
        var cut = new CutBook("t", "en", text, [new(1, UnitKind.Chapter, "", 0, 3)]);
        var book = (await ledger.Library.ImportAsync(cut, null, Stop)).Book;
        var recipe = new Recipe("r", "en", [], [], 1, 1);
        var order = new JobOrder(
            book.Id,
            book.Edition,
            null,
            ["rules"],
            ProviderOrder.InOrder,
            Priority.Normal,
            recipe,
            "p",
            Budget.None,
            autoRetry ?? TimeSpan.FromMinutes(1)
        );
        var job = await ledger.Jobs.OrderAsync(order, Stop);
        await ledger.Jobs.AddRunsAsync(
            job,
            [.. Enumerable.Range(1, runs).Select(position => new NewRun(position, new($"h{position}", 0), 1, null))],
            Stop
        );
        Assert.True(await ledger.Jobs.TryStartAsync(job, Stop));
        return job;
    }

    public static Task<SessionId> SessionAsync(ILedger ledger) =>
        ledger.Sessions.OpenSessionAsync("n", "all", 1, ["rules"], 8, Stop);
}
