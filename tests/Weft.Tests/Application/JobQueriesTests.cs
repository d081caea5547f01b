using System.Text.Json;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Books;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Xunit;
using static Weft.Tests.Application.ApplicationStage;

namespace Weft.Tests.Application;

public sealed class JobQueriesTests
{
    private readonly ApplicationStage _stage = new();

    private static Rejection For(string reason) => new("relation", "x", Reason.OfWords(reason));

    [Fact]
    public async Task A_job_is_viewed_with_its_counts_and_what_was_rejected()
    {
        var (job, claims) = await _stage.ReadingAsync(await _stage.BookAsync());
        await _stage.Ledger.Runs.TryCompleteAsync([new(claims[0], ["w"], false, [For("a"), For("b")])], Stop);
        var view = Done(await _stage.Queries.ViewAsync(job, Stop));
        Assert.Equal(("Emma", 2), (view.Title, view.Rejected));
        Assert.Equal(new RunCounts(0, 2, 1, 0, 0), view.Runs);
        Assert.Equal(new Refusal.UnknownJob(new(9)), Refused(await _stage.Queries.ViewAsync(new(9), Stop)));
    }

    [Fact]
    public async Task Runs_are_read_slice_by_slice()
    {
        var (job, _) = await _stage.ReadingAsync(await _stage.BookAsync());
        async Task<int[]> FromAsync(int from) =>
            [.. Done(await _stage.Queries.RunsAsync(job, from, 2, Stop)).Select(run => run.Id.Position)];
        var (first, rest) = (await FromAsync(0), await FromAsync(4));
        Assert.Equal([2, 3], first);
        Assert.Equal([4], rest);
        Assert.Equal(new Refusal.UnknownJob(new(9)), Refused(await _stage.Queries.RunsAsync(new(9), 0, 2, Stop)));
    }

    [Fact]
    public async Task What_failed_is_told_with_its_chapter()
    {
        var (job, claims) = await _stage.ReadingAsync(await _stage.BookAsync());
        Assert.Empty(await _stage.Queries.FailuresAsync(await _stage.JobAsync(job), Stop));
        await _stage.Ledger.Runs.FailAsync(claims[1], Reason.OfWords("no good"), null, Stop);
        var failure = Assert.Single(await _stage.Queries.FailuresAsync(await _stage.JobAsync(job), Stop));
        Assert.Equal((2, Reason.OfWords("no good")), (failure.Unit.Unit.Number, failure.Run.Reason));
    }

    [Fact]
    public async Task A_summary_says_what_was_left_out_and_why()
    {
        var book = await _stage.BookAsync();
        var job = await _stage.StartAsync(book);
        NewRun[] runs =
        [
            new(1, new("h1", 0), 50, Reason.OfWords("front matter")),
            new(2, new("h2", 0), 10, null),
            new(3, new("h3", 0), 20, null),
            new(4, new("h4", 0), 30, null),
            new(5, new("h5", 0), 5, Reason.OfWords("licence")),
        ];
        await _stage.Ledger.Jobs.AddRunsAsync(job, runs, Stop);
        await _stage.Ledger.Jobs.TryStartAsync(job, Stop);
        var session = await _stage.Ledger.Sessions.OpenSessionAsync("n", "all", 1, ["rules"], 8, Stop);
        var claimed = await _stage.Ledger.Runs.ClaimAsync(new(session, "rules", job, 3, 0), Stop);
        var claims = Assert.IsType<ClaimResult.Claimed>(claimed).Runs;
        await _stage.Ledger.Runs.TrySkipAsync(claims[0], Reason.OfWords("nothing in it"), Stop);
        await _stage.Ledger.Runs.TrySkipAsync(claims[2], Reason.OfWords("nothing in it"), Stop);
        await _stage.Ledger.Runs.TryCompleteAsync(
            [new(claims[1], ["w"], false, [For("once"), For("twice"), For("twice")])],
            Stop
        );

        var summary = await _stage.Queries.SummaryAsync(await _stage.JobAsync(job), 9, 9, Stop);
        Assert.Equal([new(Reason.OfWords("twice"), 2), new RejectionCount(Reason.OfWords("once"), 1)], summary.Rejected);
        SkippedShare[] skipped =
        [
            new(UnitKind.Front, Reason.None, 1, 50),
            new(null, Reason.OfWords("nothing in it"), 2, 40),
            new(UnitKind.Licence, Reason.None, 1, 5),
        ];
        Assert.Equal(skipped, summary.Skipped);
        Assert.Equal((0, 0), (summary.Graph.Entities, summary.Graph.Relations));
    }

    [Fact]
    public async Task What_a_shape_adds_stands_behind_the_job()
    {
        var job = await _stage.StartAsync(await _stage.BookAsync());
        var view = Done(await _stage.Queries.ViewAsync(job, Stop));
        var summary = await _stage.Queries.SummaryAsync(view.Job, 9, 9, Stop);
        string[] own =
        [
            .. "job book title state reason reason_code reason_args providers order priority runs calls unanswered tokens money thinking_tokens thinking_money currency rejected".Split(
                ' '
            ),
            .. "created_at started_at ended_at purse rules_after waits_for book_deleted".Split(' '),
        ];
        Assert.Equal(own, NamesOf(JobShape.Of(view, ReasonTexts.English)));
        Assert.Equal(
            [.. own, "hash", "failures", "recipe", "readers"],
            NamesOf(new JobDetailsShape(view, null, [], [], ReasonTexts.English))
        );
        Assert.Equal(
            [.. own, .. "hash entities relations cast rejections skipped without_entity readers warnings graph".Split(' ')],
            NamesOf(new JobSummaryShape(view, summary, null, null, ReasonTexts.English))
        );
    }

    private static string[] NamesOf<T>(T shape)
    {
        using var json = JsonDocument.Parse(ShapeJson.Write(shape));
        return [.. json.RootElement.EnumerateObject().Select(property => property.Name)];
    }
}
