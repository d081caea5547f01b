using Microsoft.Extensions.Logging;
using Weft.Dispatch;
using Weft.Graph;
using Weft.Model;
using Weft.Providers;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Takes one claimed chapter through: read, extract, weave, complete. Its fate is an <see cref="Outcome"/>.</summary>
internal sealed class ChapterWorker(
    NodeParts parts,
    JobCache jobs,
    Errands errands,
    SessionLife session,
    NodeCounters counters,
    RuntimeContext runtime
)
{
    private readonly Completer _completer = new(parts.Ledger, runtime);
    private readonly ILogger _log = runtime.Log;

    /// <summary>Works on a run until its row says where it went, or it is dropped. Never throws.</summary>
    public async Task RunAsync(RunInHand run, Provider provider, Permit? permit)
    {
        var cancel = run.Drop.Token;
        using var trace = run.StartTrace();
        using var scope = _log.BeginScope(new RunScope(run.Claim));
        try
        {
            var outcome = await ExtractAsync(run, provider, permit, cancel);
            trace?.SetTag("weft.outcome", outcome.GetType().Name);
            await StoreAsync(run, outcome, cancel);
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
            _log.LogError(trouble, "Run {Run}, attempt {Attempt} failed in our own code", run.Claim.Run, run.Claim.Attempt);
            await StoreFailureAsync(run, $"{trouble.GetType().Name}: {trouble.Message}", cancel);
        }
    }

    private async Task<Outcome> ExtractAsync(RunInHand run, Provider provider, Permit? permit, CancellationToken cancel)
    {
        var claim = run.Claim;
        var (job, text, profile) = await GatherAsync(claim, cancel);
        if (job is null)
            return new Outcome.Skipped("the job is gone");
        if (text is null)
            return new Outcome.Skipped("the book was deleted");
        if (profile is null)
            return new Outcome.Failed($"the profile {job.Order.ProfileVersion} of the book is missing", null);
        runtime.Crash(CrashPoint.TextRead);
        var reading = new Reading(claim, job, text, profile, provider, permit, (work, token) => LocalAsync(run, work, token));
        return await ReadAsync(reading, cancel) switch
        {
            ReadingResult.Read read => await WeaveAsync(run, job, provider, read, cancel),
            ReadingResult.Returned returned => new Outcome.Returned(returned.Reason),
            ReadingResult.Failed failed => new Outcome.Failed(failed.Reason, failed.RetryAfter),
            ReadingResult.Nothing nothing => new Outcome.Skipped(nothing.Reason),
            ReadingResult.OverBudget over => new Outcome.PausesJob(over.Reason),
            _ => new Outcome.Dropped(),
        };
    }

    private async Task<(Job? Job, string? Text, Profile? Profile)> GatherAsync(Claim claim, CancellationToken cancel)
    {
        using var part = Telemetry.Part("read");
        var job = await SteadyAsync(token => jobs.FindAsync(claim.Run.Job, token), cancel);
        if (job is null)
            return default;
        var text = await SteadyAsync(token => parts.Ledger.Library.FindTextAsync(job.Order.Book, claim.Chapter, token), cancel);
        return (job, text, await SteadyAsync(token => jobs.FindProfileAsync(job, token), cancel));
    }

    private async Task<ReadingResult> ReadAsync(Reading reading, CancellationToken cancel)
    {
        using var part = Telemetry.Part("extract");
        return await parts.ExtractorOf(reading.Provider).ReadAsync(reading, cancel);
    }

    private async Task<Outcome> WeaveAsync(
        RunInHand run,
        Job job,
        Provider provider,
        ReadingResult.Read read,
        CancellationToken cancel
    )
    {
        using var part = Telemetry.Part("weave");
        runtime.Crash(CrashPoint.FactsReady);
        while (!session.Ended.IsCancellationRequested)
        {
            var claim = run.Claim;
            var weave = new ChapterWeave(job.Order.Book, claim.Chapter, claim.Token, session.Id, provider.Name, read.Facts);
            Task<WeaveResult> WriteAsync() => SteadyAsync(token => parts.Graph.WeaveAsync(weave, token), cancel);
            // A server elsewhere is waited for: whoever kills this process meanwhile, it is not the chapter.
            var result = parts.GraphIsElsewhere ? await WriteAsync() : (WeaveResult)await LocalAsync(run, WriteAsync, cancel);
            runtime.Crash(CrashPoint.GraphWritten);
            var outcome = result switch
            {
                WeaveResult.Woven => new Outcome.Completed(read.Facts, read.Woven, false),
                WeaveResult.Refused refused => await AfterRefusalAsync(run, read, refused, cancel),
                _ => await AfterNoBookAsync(job, cancel),
            };
            if (outcome is not null)
                return outcome;
        }
        return new Outcome.Dropped();
    }

    /// <summary>The graph refused: the ledger says why. Null = weave again.</summary>
    private async Task<Outcome?> AfterRefusalAsync(
        RunInHand run,
        ReadingResult.Read read,
        WeaveResult.Refused refused,
        CancellationToken cancel
    )
    {
        counters.NoteFenced();
        var claim = run.Claim;
        var row = await SteadyAsync(token => parts.Ledger.Runs.FindRunAsync(claim.Run, token), cancel);
        if (row is null || row.State != RunState.Processing || row.Session != session.Id || row.Attempt != claim.Attempt)
            return new Outcome.Dropped();
        if (refused.Seen.Job.Value > claim.Run.Job.Value)
            return new Outcome.Completed(read.Facts, read.Woven, true);
        if (refused.Seen.Job != claim.Run.Job)
            return null;
        // The ledger lost commits: our attempt goes above what the graph has seen.
        var raised = await SteadyAsync(
            token => parts.Ledger.Runs.TryRaiseAttemptAsync(claim, refused.Seen.Attempt, token),
            cancel
        );
        if (raised is null)
            return new Outcome.Dropped();
        run.Claim = raised;
        return null;
    }

    /// <summary>A deleted book is not brought back; one that only the graph has lost is put again. Null = weave again.</summary>
    private async Task<Outcome?> AfterNoBookAsync(Job job, CancellationToken cancel)
    {
        var book = await SteadyAsync(token => parts.Ledger.Library.FindBookAsync(job.Order.Book, token), cancel);
        if (book is null)
            return new Outcome.Skipped("the book was deleted");
        await SteadyAsync(token => Starter.PutBookAsync(parts, book, token), cancel);
        return null;
    }

    private async Task StoreAsync(RunInHand run, Outcome outcome, CancellationToken cancel)
    {
        var job = run.Claim.Run.Job;
        switch (outcome)
        {
            case Outcome.Completed completed:
                await CompleteAsync(run, completed, cancel);
                break;
            case Outcome.Returned returned:
                foreach (
                    var back in await SteadyAsync(
                        token => parts.Ledger.Runs.GiveBackAsync([run.Claim], returned.Reason, token),
                        cancel
                    )
                )
                    errands.OwePut(back);
                break;
            case Outcome.Skipped skipped:
                if (!await SteadyAsync(token => parts.Ledger.Runs.TrySkipAsync(run.Claim, skipped.Reason, token), cancel))
                    await CheckSessionAsync(cancel);
                errands.OweFinish(job);
                break;
            case Outcome.PausesJob pauses:
                await SteadyAsync(token => parts.Ledger.Jobs.TryPauseAsync(job, pauses.Reason, token), cancel);
                await SteadyAsync(token => parts.Ledger.Runs.GiveBackAsync([run.Claim], pauses.Reason, token), cancel);
                break;
            case Outcome.Failed failed:
                await FailAsync(run, failed, cancel);
                break;
            default:
                await CheckSessionAsync(cancel);
                break;
        }
    }

    private async Task CompleteAsync(RunInHand run, Outcome.Completed completed, CancellationToken cancel)
    {
        using var part = Telemetry.Part("complete");
        var claim = run.Claim;
        var completion = new Completion(claim, completed.Woven, completed.Superseded, completed.Facts.Rejected);
        // Not under the run's own switch: the batch carries other chapters too.
        var mine = await _completer.CompleteAsync(completion, session.Ended);
        runtime.Crash(CrashPoint.RunCompleted);
        if (!mine && runtime.Guards.On(Guard.ReadRow))
        {
            // The answer may have been lost: completed with my attempt is success.
            var row = await SteadyAsync(token => parts.Ledger.Runs.FindRunAsync(claim.Run, token), cancel);
            mine = row is { State: RunState.Completed } && row.Session == session.Id && row.Attempt == claim.Attempt;
        }
        if (mine)
        {
            counters.NoteCompletion(claim.Provider, runtime.Time.GetUtcNow() - run.Since);
            errands.NoteEnd(claim.Run.Job);
            return;
        }
        counters.NoteFenced();
        _log.LogInformation("Run {Run} was taken over; the work of attempt {Attempt} is dropped", claim.Run, claim.Attempt);
        await CheckSessionAsync(cancel);
    }

    private async Task FailAsync(RunInHand run, Outcome.Failed failed, CancellationToken cancel)
    {
        var claim = run.Claim;
        var after = await SteadyAsync(
            token => parts.Ledger.Runs.FailAsync(claim, failed.Reason, failed.RetryAfter, token),
            cancel
        );
        _log.LogWarning("Run {Run} by {Provider}: {Reason} → {After}", claim.Run, claim.Provider, failed.Reason, after);
        if (after != AfterFailure.NotMine)
            Telemetry.Failures.Add(1, Telemetry.Of(claim.Provider));
        // After a lost answer the row is no longer ours though we failed it: both errands are harmless.
        errands.OwePut(claim.Run.Job);
        errands.OweFinish(claim.Run.Job);
        if (after == AfterFailure.NotMine)
            await CheckSessionAsync(cancel);
    }

    private async Task StoreFailureAsync(RunInHand run, string reason, CancellationToken cancel)
    {
        try
        {
            await FailAsync(run, new Outcome.Failed(reason, null), cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested) { }
    }

    /// <summary>A run was not ours: look whether the session still stands.</summary>
    private async Task CheckSessionAsync(CancellationToken cancel)
    {
        var row = await SteadyAsync(token => parts.Ledger.Sessions.FindSessionAsync(session.Id, token), cancel);
        if (row is null || row.EndedAt is not null)
            session.End();
    }

    /// <summary>A suspect marks its row around each piece of its own work, one piece at a time in a session.</summary>
    private async Task<object> LocalAsync(RunInHand run, Func<Task<WeaveResult>> work, CancellationToken cancel)
    {
        if (!run.Claim.Suspect)
            return await work();
        using var turn = await session.LocalWork.TakeAsync();
        await MarkAsync(run, true, cancel);
        try
        {
            return await work();
        }
        finally
        {
            await MarkAsync(run, false, cancel);
        }
    }

    private async Task<object> LocalAsync(RunInHand run, Func<object> work, CancellationToken cancel)
    {
        if (!run.Claim.Suspect)
            return await runtime.Offload(work);
        using var turn = await session.LocalWork.TakeAsync();
        await MarkAsync(run, true, cancel);
        try
        {
            return await runtime.Offload(work);
        }
        finally
        {
            await MarkAsync(run, false, cancel);
        }
    }

    private async Task MarkAsync(RunInHand run, bool marked, CancellationToken cancel)
    {
        if (!await SteadyAsync(token => parts.Ledger.Runs.TryMarkAsync(run.Claim, marked, token), cancel) && marked)
        {
            // Taken over: nothing of ours counts any more.
            run.Drop.Cancel();
            cancel.ThrowIfCancellationRequested();
        }
    }

    private Task<T> SteadyAsync<T>(Func<CancellationToken, Task<T>> step, CancellationToken cancel) =>
        Retry.UntilDoneAsync(runtime, step, cancel);

    private Task SteadyAsync(Func<CancellationToken, Task> step, CancellationToken cancel) =>
        Retry.UntilDoneAsync(runtime, step, cancel);
}
