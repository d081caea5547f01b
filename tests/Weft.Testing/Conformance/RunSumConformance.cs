using Weft.Books;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Xunit;

namespace Weft.Testing.Conformance;

/// <summary>What people are told of a job's runs: summed and chosen by the ledger.</summary>
public abstract class RunSumConformance<TBackend> : LedgerStory<TBackend>
    where TBackend : LedgerBackend, new()
{
    private static Rejection For(string reason) => new("relation", "x", Reason.OfWords(reason));

    [Fact]
    public async Task Rejections_are_counted_by_reason_most_first_then_as_they_stand_in_the_book()
    {
        var job = await RunningAsync(2);
        var claims = await ClaimAsync(await SessionAsync(), job, 2);
        await Ledger.Runs.TryCompleteAsync([new(claims[1], [], false, [For("late"), For("often"), For("often")])], Stop);
        await Ledger.Runs.TryCompleteAsync([new(claims[0], [], false, [For("second"), For("first"), For("often")])], Stop);
        Assert.Equal(
            [
                new(Reason.OfWords("often"), 3),
                new(Reason.OfWords("second"), 1),
                new(Reason.OfWords("first"), 1),
                new RejectionCount(Reason.OfWords("late"), 1),
            ],
            await Ledger.Runs.CountRejectionsAsync(job, Stop)
        );
        Assert.Empty(await Ledger.Runs.CountRejectionsAsync(new(99), Stop));
    }

    [Fact]
    public async Task Skipped_runs_are_summed_by_the_kind_of_their_unit_and_their_reason()
    {
        var units = new UnitKind[] { UnitKind.Front, UnitKind.Chapter, UnitKind.Front, UnitKind.Chapter, UnitKind.Chapter };
        var cut = Cut("aa", "bb", "cc", "dd", "ee");
        var kinds = cut with { Units = [.. cut.Units.Select((unit, index) => unit with { Kind = units[index] })] };
        var book = (await Ledger.Library.ImportAsync(kinds, null, Stop)).Book;
        var job = await OrderedAsync(Order(book));
        var runs = Enumerable
            .Range(1, 6)
            .Select(Run)
            .Select(run => run.Position is 1 or 3 ? run with { SkipReason = Reason.OfWords("front") } : run);
        await Ledger.Jobs.AddRunsAsync(job, [.. runs], Stop);
        Assert.True(await Ledger.Jobs.TryStartAsync(job, Stop));
        var claims = await ClaimAsync(await SessionAsync(), job, 4);
        await Ledger.Runs.TrySkipAsync(claims[0], Reason.OfWords("empty"), Stop);
        await Ledger.Runs.TrySkipAsync(claims[3], Reason.OfWords("empty"), Stop);
        await CompleteAsync(claims[1]);
        SkippedCount[] expected =
        [
            new(UnitKind.Front, Reason.OfWords("front"), 2, 101 + 103),
            new(UnitKind.Chapter, Reason.OfWords("empty"), 1, 102),
            new(null, Reason.OfWords("empty"), 1, 106),
        ];
        Assert.Equal(expected, await Ledger.Runs.CountSkippedAsync(job, Stop));
        Assert.Empty(await Ledger.Runs.CountSkippedAsync(new(99), Stop));
    }

    [Fact]
    public async Task Failed_runs_are_listed_by_position()
    {
        var job = await RunningAsync(4);
        var session = await SessionAsync();
        var claims = await ClaimAsync(session, job, 4);
        await Ledger.Runs.FailAsync(claims[3], Reason.OfWords("late"), null, Stop);
        await Ledger.Runs.FailAsync(claims[1], Reason.OfWords("early"), null, Stop);
        await CompleteAsync(claims[0]);
        var failed = await Ledger.Runs.FailedRunsAsync(job, Stop);
        Assert.Equal([await RowAsync(job, 2), await RowAsync(job, 4)], failed);
        Assert.Equal(["early", "late"], failed.Select(run => run.Reason.Sentence));
        Assert.Empty(await Ledger.Runs.FailedRunsAsync(new(99), Stop));
    }
}
