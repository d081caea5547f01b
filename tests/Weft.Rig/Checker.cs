using Xunit;

namespace Weft.Rig;

/// <summary>Reads ledger, graph and the provider's own log after a story, and says whether the promises were kept.</summary>
internal static class Checker
{
    /// <summary>Nodes translate their moments to the database's clock, each by its own estimate.</summary>
    private const long ClocksDiffer = 50;

    /// <summary>Nothing lost, none twice, none failed, no journalled answer asked again, no more calls than asks and calls that were in the air at a death.</summary>
    /// <param name="outlived">
    /// Sessions were taken over while they lived and could not reach the ledger: what had come to them before may have been journalled afterwards.
    /// The tables do not tell when; stories that only kill are held to it strictly.
    /// </param>
    public static async Task HoldsAsync(Fleet fleet, long job, RigBook book, ITestOutputHelper output, bool outlived = false)
    {
        var runs = await fleet.Ledger.RunsAsync(job);
        Assert.Equal(book.Chapters, runs.Count);
        Assert.All(runs, run => Assert.True(run.State == RunRow.Completed, $"run {run.Position} is not completed: {run.Reason}"));
        Assert.Equal("completed", await fleet.Ledger.JobStateAsync(job));
        Assert.Equal(book.Chapters, await fleet.Ledger.WovenAsync(job));
        await CallsAreCountedAsync(fleet, job, runs, output, outlived);
        Assert.Empty(fleet.Provider.Violations);
        Assert.Equal(await Undisturbed.HashAsync(book), await fleet.HashAsync(job));
    }

    /// <summary>A chapter of the rig's books is one passage: each claim of its run may have had one call in the air when it was lost.</summary>
    public static async Task CallsAreCountedAsync(
        Fleet fleet,
        long job,
        IReadOnlyList<RunRow> runs,
        ITestOutputHelper output,
        bool outlived = false
    )
    {
        var rows = await fleet.Ledger.CallsAsync(job);
        var ended = (await fleet.Ledger.SessionsAsync())
            .Where(session => session.WasTakenOver)
            .ToDictionary(session => session.Id, session => session.EndedMs);
        bool CameToOneCutOff(CallRow asked) =>
            rows.Any(row =>
                row.Answered
                && row.Passage == asked.Passage
                && row.Session != asked.Session
                && ended.GetValueOrDefault(row.Session) <= asked.AtMs + ClocksDiffer
            );
        var late = 0;
        foreach (var row in rows.Where(row => row.AtMs > row.AnsweredMs + ClocksDiffer))
        {
            Assert.True(
                outlived && CameToOneCutOff(row),
                $"run {row.Position} was asked {row.AtMs - row.AnsweredMs} ms after its answer had been journalled"
            );
            late++;
        }
        if (late > 0)
            output.WriteLine(
                $"{late} answers had come to a node that was cut off, and were journalled after others had asked again"
            );
        var attempts = runs.ToDictionary(run => run.Position, run => run.Attempt);
        var calls = fleet.Provider.Calls.CountBy(call => call.Content).ToDictionary();
        foreach (var passage in rows.Where(row => row.Passage is not null).GroupBy(row => (row.Passage, row.Position)))
        {
            var came = calls.GetValueOrDefault(passage.Key.Passage!);
            Assert.True(came >= 1, $"the answer of run {passage.Key.Position} was never given by the provider");
            Assert.True(came <= passage.Count(), $"run {passage.Key.Position}: {came} calls, {passage.Count()} call rows");
            Assert.True(
                came <= attempts[passage.Key.Position],
                $"run {passage.Key.Position}: {came} calls in {attempts[passage.Key.Position]} claims"
            );
        }
        var again = attempts.Values.Sum(attempt => attempt - 1);
        output.WriteLine(
            $"{runs.Count} chapters, {fleet.Provider.Calls.Count} calls, {again} claims of runs that were given back, "
                + $"{runs.Sum(run => run.Losses)} losses counted, {fleet.Provider.MostAtOnce} calls at once at most"
        );
    }
}
