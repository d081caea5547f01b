using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Writes a chapter's fate into its row of the ledger, and owes what follows from it.</summary>
internal sealed class OutcomeStore(
    IRuns runs,
    IJobs jobs,
    ISessions sessions,
    Outbox outbox,
    SessionState session,
    RuntimeContext runtime
)
{
    private readonly CompletionBatcher _completions = new(runs, runtime);

    public async Task StoreAsync(ActiveRun run, Outcome outcome, CancellationToken cancel)
    {
        switch (outcome)
        {
            case Outcome.Completed completed:
                await CompleteAsync(run, completed, cancel);
                break;
            case Outcome.Returned returned:
                foreach (var back in await GiveBackAsync(run, returned.Reason, cancel))
                    outbox.Rings.Publish(back);
                break;
            case Outcome.Skipped skipped:
                if (!await runtime.UntilDoneAsync(token => runs.TrySkipAsync(run.Claim, skipped.Reason, token), cancel))
                    await CheckSessionAsync(cancel);
                outbox.Finishes.Enqueue(run.Claim.Run.Job);
                break;
            case Outcome.PausesJob pauses:
                await PauseOrderAsync(run.Claim.Run.Job, pauses.Reason, cancel);
                await GiveBackAsync(run, pauses.Reason, cancel);
                break;
            case Outcome.Failed failed:
                await FailAsync(run, failed, cancel);
                break;
            case Outcome.Dropped:
                await CheckSessionAsync(cancel);
                break;
            default:
                throw new UnreachableException($"no such outcome: {outcome}");
        }
    }

    /// <summary>All jobs of its order. One that a kill leaves running comes to the same end at its own next call.</summary>
    private async Task PauseOrderAsync(JobId job, Reason reason, CancellationToken cancel)
    {
        var purses = await runtime.UntilDoneAsync(token => jobs.PursesAsync([job], token), cancel);
        foreach (var one in purses[job].Jobs.OrderByDescending(one => one == job))
        {
            await runtime.UntilDoneAsync(token => jobs.TryPauseAsync(one, reason, token), cancel);
            outbox.Finishes.Enqueue(one);
        }
    }

    private Task<IReadOnlyList<JobId>> GiveBackAsync(ActiveRun run, Reason reason, CancellationToken cancel) =>
        runtime.UntilDoneAsync(token => runs.GiveBackAsync([run.Claim], reason, token), cancel);

    private async Task CompleteAsync(ActiveRun run, Outcome.Completed completed, CancellationToken cancel)
    {
        using var part = Telemetry.Part("complete");
        var claim = run.Claim;
        var completion = new Completion(claim, completed.Woven, completed.Superseded, completed.Facts.Rejected);
        // Not under the run's own switch: the batch carries other chapters too.
        var mine = await _completions.CompleteAsync(completion, session.Ended);
        runtime.Crash(CrashPoint.RunCompleted);
        if (!mine && runtime.Guards.On(Guard.ReadRow))
        {
            // The answer may have been lost: completed with my attempt is success.
            var row = await runtime.UntilDoneAsync(token => runs.FindRunAsync(claim.Run, token), cancel);
            mine = row is { State: RunState.Completed } && row.Session == session.Id && row.Attempt == claim.Attempt;
        }
        if (mine)
        {
            runtime.Counters.NoteCompletion(claim.Provider, runtime.Time.GetUtcNow() - run.Since);
            outbox.Finishes.NoteEnd(claim.Run.Job);
            return;
        }
        runtime.Counters.NoteFenced();
        runtime.Log.LogInformation(
            "Run {Run} was taken over; the work of attempt {Attempt} is dropped",
            claim.Run,
            claim.Attempt
        );
        await CheckSessionAsync(cancel);
    }

    private async Task FailAsync(ActiveRun run, Outcome.Failed failed, CancellationToken cancel)
    {
        var claim = run.Claim;
        var after = await runtime.UntilDoneAsync(token => runs.FailAsync(claim, failed.Reason, failed.RetryAfter, token), cancel);
        runtime.Log.LogWarning("Run {Run} by {Provider}: {Reason} → {After}", claim.Run, claim.Provider, failed.Reason, after);
        if (after != AfterFailure.NotMine)
            Telemetry.Failures.Add(1, Telemetry.Of(claim.Provider));
        // After a lost answer the row is no longer ours though we failed it: owing both is harmless.
        outbox.Rings.Publish(claim.Run.Job);
        outbox.Finishes.Enqueue(claim.Run.Job);
        if (after == AfterFailure.NotMine)
            await CheckSessionAsync(cancel);
    }

    /// <summary>A run was not ours: look whether the session still stands.</summary>
    private async Task CheckSessionAsync(CancellationToken cancel)
    {
        var row = await runtime.UntilDoneAsync(token => sessions.FindSessionAsync(session.Id, token), cancel);
        if (row is null || row.EndedAt is not null)
            session.End();
    }
}
