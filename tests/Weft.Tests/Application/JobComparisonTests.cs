using Weft.Application;
using Weft.Graph.Comparison;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Xunit;
using static Weft.Tests.Application.ApplicationStage;

namespace Weft.Tests.Application;

public sealed class JobComparisonTests
{
    private readonly ApplicationStage _stage = new();

    private JobComparison Comparison => new(_stage.Ledger);

    private async Task<Result<ComparedJobs>> CompareAsync(JobId a, JobId b) =>
        await Comparison.CompareAsync(a, b, (_, _) => { }, Stop);

    [Fact]
    public async Task What_two_models_answered_is_compared_without_a_call()
    {
        var book = await ReadBook.OfAsync(_stage, 2);
        var a = await book.ReadAsync("one", (1, ReadBook.Says("hostile")), (2, ReadBook.Says("hostile", "York")));
        var b = await book.ReadAsync("two", (1, ReadBook.Says("ally")), (2, ReadBook.Says("hostile")));
        var compared = Done(await CompareAsync(a, b));
        Assert.Empty(compared.LeftOut);
        Assert.Equal(new(1, 0, 4, 0), compared.Counts(FindingKind.Entity));
        Assert.Equal(new(0, 0, 1, 1), compared.Counts(FindingKind.Relation));
        var other = new FindingFilter(FindingKind.Relation, FindingSide.Differs, null).Of(compared).Single();
        Assert.Equal((1, "enemy", "ally"), (other.In.Chapter.Number, other.Finding.A!.Type, other.Finding.B!.Type));
        Assert.Equal("Bess hated Anne", other.Finding.A.Quote);
        var york = new FindingFilter(null, FindingSide.OnlyA, ChapterRanges.TryParse("2")).Of(compared).Single();
        Assert.Equal("York", york.Finding.A!.Name);
    }

    [Fact]
    public async Task Chapters_that_one_has_not_read_are_told_with_their_standing()
    {
        var book = await ReadBook.OfAsync(_stage, 3);
        var a = await book.ReadAsync("one", (1, ReadBook.Says("ally")), (2, ReadBook.Says("ally")), (3, ReadBook.Says("ally")));
        var b = await book.ReadAsync("two", (1, ReadBook.Says("ally")));
        var claims = await _stage.Ledger.Runs.RunsAsync(b, 0, 9, Stop);
        await _stage.Ledger.Runs.FailAsync(ClaimOf(claims[2]), RunReasons.NoText, null, Stop);
        var compared = Done(await CompareAsync(a, b));
        Assert.Equal([1], compared.Chapters.Select(chapter => chapter.Chapter.Number));
        Assert.Equal(
            [new(2, "Part 2", Standing.Read, Standing.Waiting), new(3, "Part 3", Standing.Read, Standing.Failed)],
            compared.LeftOut
        );
    }

    [Fact]
    public async Task What_cannot_be_compared_is_refused_by_its_cause()
    {
        var book = await ReadBook.OfAsync(_stage, 1);
        var other = await ReadBook.OfAsync(_stage, 2, "Persuasion");
        var a = await book.ReadAsync("one", (1, ReadBook.Says("ally")));
        var unread = await book.ReadAsync("two");
        var elsewhere = await other.ReadAsync("two", (1, ReadBook.Says("ally")));
        Assert.Equal(new Refusal.SameJobTwice(a), Refused(await CompareAsync(a, a)));
        Assert.Equal(new Refusal.UnknownJob(new(99)), Refused(await CompareAsync(a, new(99))));
        Assert.Equal(new Refusal.NothingToCompare(a, unread), Refused(await CompareAsync(a, unread)));
        Assert.Equal(new Refusal.JobsOfTwoBooks(a, "Emma", elsewhere, "Persuasion"), Refused(await CompareAsync(a, elsewhere)));
    }

    [Fact]
    public async Task A_comparison_is_made_once_until_something_changes()
    {
        var book = await ReadBook.OfAsync(_stage, 1);
        var a = await book.ReadAsync("one", (1, ReadBook.Says("ally")));
        var b = await book.ReadAsync("two", (1, ReadBook.Says("ally")));
        var kept = new Comparisons(() => Comparison);
        var first = Done(await kept.OfAsync(a, b, Stop));
        Assert.Same(first, Done(await kept.OfAsync(a, b, Stop)));
        await _stage.Ledger.Library.AddDecisionAsync(book.Book.Id, DecisionKind.Merge, "Anne", "Bess", Stop);
        var second = Done(await kept.OfAsync(a, b, Stop));
        Assert.Equal((2, 1), (first.Counts(FindingKind.Entity).Both, second.Counts(FindingKind.Entity).Both));
    }

    private static Claim ClaimOf(ChapterRun run) =>
        new()
        {
            Run = run.Id,
            Chapter = run.Chapter,
            Session = run.Session!.Value,
            Attempt = run.Attempt,
            Provider = run.Provider,
            Rung = run.Rung,
            FailedBy = run.FailedBy,
            Round = run.Round,
            Failures = run.Failures,
            Suspect = false,
        };
}
