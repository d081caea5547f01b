using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Takes one claimed chapter through: read, weave, store. Its fate is an <see cref="Outcome"/>.</summary>
internal sealed class ChapterWorker(
    ChapterReader reader,
    ChapterWeaver weaver,
    OutcomeStore outcomes,
    IRuns runs,
    SessionState session,
    RuntimeContext runtime
)
{
    /// <summary>Works on a run until its row says where it went, or it is dropped. Never throws.</summary>
    public async Task RunAsync(ActiveRun run, Provider provider, ICallPermits? permits)
    {
        var cancel = run.Cancellation.Token;
        using var trace = run.StartTrace();
        using var scope = runtime.Log.BeginScope(new RunLogScope(run.Claim));
        try
        {
            var outcome = await WorkAsync(run, provider, permits, cancel);
            trace?.SetTag("weft.outcome", outcome.GetType().Name);
            await outcomes.StoreAsync(run, outcome, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Dropped: the row belongs to whoever dropped it.
        }
        catch (OperationCanceledException) when (session.Ended.IsCancellationRequested)
        {
            // Taken over: the row went back with the session.
        }
        // What the chapter did to our own code is the chapter's outcome.
        catch (Exception trouble)
        {
            runtime.Log.LogError(
                trouble,
                "Run {Run}, attempt {Attempt} failed in our own code",
                run.Claim.Run,
                run.Claim.Attempt
            );
            await StoreFailureAsync(run, RunReasons.OwnFailure(trouble), cancel);
        }
    }

    private async Task<Outcome> WorkAsync(ActiveRun run, Provider provider, ICallPermits? permits, CancellationToken cancel)
    {
        ILocalWork local = run.Claim.Suspect
            ? new SuspectLocalWork(run, runs, session, runtime)
            : new PlainLocalWork(runtime.Offload);
        return await reader.ReadAsync(run.Claim, provider, permits, local, cancel) switch
        {
            ReadingResult.Read read => await weaver.WeaveAsync(run, read, local, cancel),
            ReadingResult.Returned returned => new Outcome.Returned(returned.Reason),
            ReadingResult.Failed failed => new Outcome.Failed(failed.Reason, failed.RetryAfter),
            ReadingResult.Nothing nothing => new Outcome.Skipped(nothing.Reason),
            ReadingResult.OverBudget over => new Outcome.PausesJob(over.Reason),
            ReadingResult.SessionEnded => new Outcome.Dropped(),
            var other => throw new UnreachableException($"no such result: {other}"),
        };
    }

    private async Task StoreFailureAsync(ActiveRun run, Reason reason, CancellationToken cancel)
    {
        try
        {
            await outcomes.StoreAsync(run, new Outcome.Failed(reason, null), cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested) { }
    }
}
