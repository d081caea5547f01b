using Weft.Application;
using Weft.Model;
using Weft.Reasons;
using Xunit;
using static Weft.Tests.Application.ApplicationStage;

namespace Weft.Tests.Application;

public sealed class RunQueriesTests
{
    private readonly ApplicationStage _stage = new();

    private RunQueries Queries => new(_stage.Ledger);

    [Fact]
    public async Task Runs_come_from_a_position_on_and_in_one_state()
    {
        var (job, claims) = await _stage.ReadingAsync(await _stage.BookAsync());
        await _stage.Ledger.Runs.FailAsync(claims[1], RunReasons.NoText, null, Stop);
        var from = Done(await Queries.ListAsync(job, null, 3, 9, Stop));
        Assert.Equal([3, 4], from.Select(view => view.Run.Id.Position));
        Assert.Equal("Part 2", from[0].Part!.Unit.Title);
        var failed = Done(await Queries.ListAsync(job, RunState.Failed, 0, 9, Stop));
        Assert.Equal(claims[1].Run, Assert.Single(failed).Run.Id);
        Assert.Equal(2, Done(await Queries.ListAsync(job, RunState.Processing, 0, 2, Stop)).Count);
    }

    [Fact]
    public async Task A_run_has_its_own_rejections_and_no_other_s()
    {
        var (job, claims) = await _stage.ReadingAsync(await _stage.BookAsync());
        await _stage.Ledger.Runs.TryCompleteAsync(
            [.. claims.Select(claim => new Completion(claim, ["rules:1"], false, [RejectedAt(claim)]))],
            Stop
        );
        var details = Done(await Queries.DetailsAsync(claims[1].Run, Stop));
        Assert.Equal([RejectedAt(claims[1])], details.Rejected);
        Assert.Equal(["rules:1"], details.Woven);
        Assert.Empty(details.Answers);
        Assert.Equal(new Refusal.UnknownRun(new(job, 99)), Refused(await Queries.DetailsAsync(new(job, 99), Stop)));
        Assert.Equal(new Refusal.UnknownJob(new(99)), Refused(await Queries.DetailsAsync(new(new(99), 1), Stop)));
        Assert.Equal(new Refusal.UnknownJob(new(99)), Refused(await Queries.ListAsync(new(99), null, 0, 9, Stop)));
    }

    private static Rejection RejectedAt(Claim claim) => new("mention", $"at {claim.Run.Position}", RejectionReasons.NoName);
}
