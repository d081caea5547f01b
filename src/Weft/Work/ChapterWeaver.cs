using System.Diagnostics;
using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Weaves a chapter's facts into the graph under its fencing token, and settles with the ledger where the graph refuses.</summary>
internal sealed class ChapterWeaver(
    IGraphStore graph,
    ILibrary library,
    IRuns runs,
    JobCache jobs,
    SessionState session,
    RuntimeContext runtime
)
{
    private readonly GraphBooks _books = new(library, graph);

    /// <summary>A server elsewhere is waited for: whoever kills this process meanwhile, it is not the chapter.</summary>
    public bool GraphIsElsewhere { get; init; }

    public async Task<Outcome> WeaveAsync(ActiveRun run, ReadingResult.Read read, ILocalWork local, CancellationToken cancel)
    {
        using var part = Telemetry.Part("weave");
        runtime.Crash(CrashPoint.FactsReady);
        if (await runtime.UntilDoneAsync(token => jobs.FindAsync(run.Claim.Run.Job, token), cancel) is not { } job)
            return new Outcome.Skipped(RunReasons.JobGone);
        while (!session.Ended.IsCancellationRequested)
        {
            var claim = run.Claim;
            var weave = new ChapterWeave(job.Order.Book, claim.Chapter, claim.Token, session.Id, claim.Provider, read.Facts);
            Task<WeaveResult> WriteAsync() => runtime.UntilDoneAsync(token => graph.WeaveAsync(weave, token), cancel);
            var result = await (GraphIsElsewhere ? WriteAsync() : local.RunAsync(WriteAsync));
            runtime.Crash(CrashPoint.GraphWritten);
            var outcome = result switch
            {
                WeaveResult.Woven => new Outcome.Completed(read.Facts, read.Woven, false),
                WeaveResult.Refused refused => await AfterRefusalAsync(run, read, refused, cancel),
                WeaveResult.NoBook => await AfterNoBookAsync(job.Order.Book, cancel),
                _ => throw new UnreachableException($"no such result: {result}"),
            };
            if (outcome is not null)
                return outcome;
        }
        return new Outcome.Dropped();
    }

    /// <summary>The graph refused: the ledger says why. Null = weave again.</summary>
    private async Task<Outcome?> AfterRefusalAsync(
        ActiveRun run,
        ReadingResult.Read read,
        WeaveResult.Refused refused,
        CancellationToken cancel
    )
    {
        runtime.Counters.NoteFenced();
        var claim = run.Claim;
        var row = await runtime.UntilDoneAsync(token => runs.FindRunAsync(claim.Run, token), cancel);
        if (row is null || row.State != RunState.Processing || row.Session != session.Id || row.Attempt != claim.Attempt)
            return new Outcome.Dropped();
        // The ledger lost our claim, and this session has claimed it once more, for another provider: its reading is not ours.
        if (row.Provider != claim.Provider && runtime.Guards.On(Guard.AttemptHad))
            return new Outcome.Dropped();
        if (refused.Seen.Job.Value > claim.Run.Job.Value)
            return new Outcome.Completed(read.Facts, read.Woven, true);
        if (refused.Seen.Job != claim.Run.Job)
            return null;
        // The ledger lost commits: our attempt goes above what the graph has seen.
        var raised = await runtime.UntilDoneAsync(token => runs.TryRaiseAttemptAsync(claim, refused.Seen.Attempt, token), cancel);
        if (raised is null || (raised.Provider != claim.Provider && runtime.Guards.On(Guard.AttemptHad)))
            return new Outcome.Dropped();
        session.Raise(run, raised);
        return null;
    }

    /// <summary>A deleted book is not brought back; one that only the graph has lost is put again. Null = weave again.</summary>
    private async Task<Outcome?> AfterNoBookAsync(BookId id, CancellationToken cancel)
    {
        var book = await runtime.UntilDoneAsync(token => library.FindBookAsync(id, token), cancel);
        if (book is null)
            return new Outcome.Skipped(RunReasons.BookDeleted);
        await runtime.UntilDoneAsync(token => _books.PutAsync(book, token), cancel);
        return null;
    }
}
