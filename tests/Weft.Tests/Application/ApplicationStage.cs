using Microsoft.Extensions.Time.Testing;
using Weft.Application;
using Weft.Books;
using Weft.Model;
using Weft.Providers;
using Weft.Providers.Presets;
using Weft.Testing.Models;
using Xunit;

namespace Weft.Tests.Application;

/// <summary>The application over models of the ledger and the graph: no terminal, no server.</summary>
internal sealed class ApplicationStage
{
    public ApplicationStage()
    {
        Ledger = new(Time);
        Log = new(Ledger.Audit, () => By);
        Budgets = new(Ledger.Providers, Prices.BuiltIn(), Time);
        Orders = new(Ledger, Log, Budgets);
        Retries = new(Ledger, Log);
        Queries = new(Ledger, Graph);
        Providers = new(Ledger.Providers, () => KeySeal.FromSecret("a secret of this test"), Log, PresetTable.BuiltIn, Time);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero));
    public MemoryLedger Ledger { get; }
    public MemoryGraph Graph { get; } = new();

    /// <summary>Who gives the orders.</summary>
    public Actor By { get; set; } = new(ActorKind.User, "Li Wei", From: "10.0.4.12");
    public AuditLog Log { get; }
    public BudgetCheck Budgets { get; }
    public JobOrders Orders { get; }
    public JobRetries Retries { get; }
    public JobQueries Queries { get; }
    public ProviderRegistry Providers { get; }
    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static JobRequest Request(params string[] providers) =>
        new(providers, null, ProviderOrder.InOrder, Priority.Normal, Budget.None, null, null);

    public static ProviderRequest Endpoint(string name, string? key = "") =>
        new(name, "https://api.example.com/v1", "m", key, ProviderLimits.None, Price.Free);

    /// <summary>A book with a front, three chapters and a licence: positions 1 to 5, numbers 0 to 3.</summary>
    public async Task<Book> BookAsync(string title = "Emma")
    {
        var kinds = new[] { UnitKind.Front, UnitKind.Chapter, UnitKind.Chapter, UnitKind.Chapter, UnitKind.Licence };
        var parts = kinds.Select((kind, index) => $"{title}, part {index}. ").ToList();
        var units = kinds.Select(
            (kind, index) =>
                new Unit(
                    Math.Min(index, 3),
                    kind,
                    $"Part {index}",
                    parts.Take(index).Sum(part => part.Length),
                    parts[index].Length
                )
        );
        var cut = new CutBook(title, "en", new(string.Concat(parts), "utf-8", "text"), [.. units]);
        return (await Ledger.Library.ImportAsync(cut, null, Stop)).Book;
    }

    public async Task<JobId> StartAsync(Book book, params string[] providers) =>
        Done(await Orders.StartAsync(book, Request(providers), Stop));

    /// <summary>A running job whose three chapters (positions 2 to 4) are claimed.</summary>
    public async Task<(JobId Job, IReadOnlyList<Claim> Claims)> ReadingAsync(Book book)
    {
        var job = await StartAsync(book);
        var runs = Enumerable.Range(2, 3).Select(position => new NewRun(position, new($"hash{position}", 0), 100, null));
        await Ledger.Jobs.AddRunsAsync(job, [.. runs], Stop);
        await Ledger.Jobs.TryStartAsync(job, Stop);
        var session = await Ledger.Sessions.OpenSessionAsync("n", "all", 1, ["rules"], 8, Stop);
        var claimed = await Ledger.Runs.ClaimAsync(new(session, "rules", job, 3, 0), Stop);
        return (job, Assert.IsType<ClaimResult.Claimed>(claimed).Runs);
    }

    public async Task<Job> JobAsync(JobId job) => Done(await Queries.FindAsync(job, Stop));

    public static T Done<T>(Result<T> result) => Assert.IsType<Result<T>.Done>(result).Value;

    public static Refusal Refused<T>(Result<T> result) => Assert.IsType<Result<T>.Refused>(result).Why;
}
