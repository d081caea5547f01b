using Microsoft.Extensions.Logging;
using Weft.Dispatch;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Takes chapters for one provider: a free worker, a job's turn on the ring, permits of the gate, then the claim.</summary>
internal sealed class ClaimLoop(
    NodeParts parts,
    NodeOptions options,
    JobCache jobs,
    Errands errands,
    Workers workers,
    NodeCounters counters,
    RuntimeContext runtime
)
{
    /// <summary>Claims that begin at a job's floor walk over all that is finished above it: the floor is raised no oftener than this.</summary>
    private static readonly TimeSpan RaiseEvery = TimeSpan.FromMilliseconds(250);

    private readonly GateMemory _memory = new(parts.Gate, parts.Ledger.Journal, workers.Session.Id, runtime.Time);
    private readonly SortedDictionary<long, JobMark> _marks = [];
    private readonly HashSet<long> _unknownRecipes = [];

    /// <summary>The last claim brought all that was asked for: there is more.</summary>
    private bool _plenty;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await workers.WaitForFreeAsync(stop);
            if (_plenty)
                await workers.GatherAsync(stop);
            var provider = workers.Provider;
            var turn = await parts.Ring.NextAsync(provider.Name, stop);
            if (turn is null)
                await parts.Ring.WaitAsync(provider.Name, options.RingPoll, stop);
            else if (await jobs.FindAsync(turn.Job, stop) is not { } job || !Knows(job))
                await LeaveAloneAsync(turn, stop);
            else if (provider.IsPaused(runtime.Time.GetUtcNow()))
                await WaitOutAsync(provider.Pause?.Until, stop);
            else
                await TakeTurnAsync(turn, provider, stop);
        }
    }

    private async Task TakeTurnAsync(Turn turn, Provider provider, CancellationToken stop)
    {
        var wanted = workers.Share(turn.Jobs);
        var permits = await TakePermitsAsync(provider, wanted, stop);
        if (permits is null)
            return;
        try
        {
            await ClaimAsync(turn, provider, provider.IsRules ? wanted : permits.Count, permits, stop);
        }
        finally
        {
            if (permits.Count > 0)
                await Retry.UntilDoneAsync(runtime, token => parts.Gate.ReleaseAsync(permits, token), CancellationToken.None);
        }
    }

    private async Task ClaimAsync(Turn turn, Provider provider, int atMost, List<Permit> permits, CancellationToken stop)
    {
        var session = workers.Session;
        ClaimResult result;
        using (await session.Claiming.TakeAsync())
        {
            var mark = await MarkAsync(turn, stop);
            var request = new ClaimRequest(session.Id, provider.Name, turn.Job, atMost, mark.Position);
            var askedAt = runtime.Time.GetUtcNow();
            result = await parts.Ledger.Runs.ClaimAsync(request, stop);
            if (result is ClaimResult.Claimed rows)
            {
                runtime.Crash(CrashPoint.Claimed);
                _marks[turn.Job.Value] = mark with { Position = rows.Mark };
                counters.NoteClaims(provider.Name, rows.Runs.Count);
                foreach (var run in rows.Runs)
                    workers.Start(run, Hand(permits), askedAt);
            }
        }
        _plenty = result is ClaimResult.Claimed { Short: false };
        switch (result)
        {
            case ClaimResult.Claimed claimed:
                errands.NoteClaim(turn.Job, plenty: !claimed.Short);
                break;
            case ClaimResult.NothingForAnyone:
                // Only if its generation is still the one we read: what was put since stays.
                await parts.Ring.TryLeaveAsync(turn, stop);
                _marks.Remove(turn.Job.Value);
                errands.NoteClaim(turn.Job, plenty: false);
                break;
            case ClaimResult.NothingNow now:
                await WaitOutAsync(now.PausedUntil, stop);
                break;
            default:
                session.End();
                break;
        }
    }

    /// <summary>
    /// A job that was put anew may have runs again behind the mark, given back by a death: they go before the fresh ones, not after the
    /// last of them.
    /// </summary>
    private async Task<JobMark> MarkAsync(Turn turn, CancellationToken stop)
    {
        var now = runtime.Time.GetTimestamp();
        if (!_marks.TryGetValue(turn.Job.Value, out var known))
            return new(turn.Generation, 0, now);
        if (known.Generation == turn.Generation)
            return known;
        if (runtime.Time.GetElapsedTime(known.RaisedAt, now) < RaiseEvery)
            return known with { Generation = turn.Generation, Position = 0 };
        await parts.Ledger.Jobs.RaiseFloorAsync(turn.Job, stop);
        return new(turn.Generation, 0, now);
    }

    /// <summary>Where the next claim of a job begins, of which generation that is known, and the time's stamp when its floor was last raised.</summary>
    private sealed record JobMark(ulong Generation, int Position, long RaisedAt);

    /// <summary>Null = none now, waited a while; empty for a provider that needs none.</summary>
    private async Task<List<Permit>?> TakePermitsAsync(Provider provider, int wanted, CancellationToken stop)
    {
        if (provider.IsRules)
            return [];
        var deadline = runtime.Time.GetUtcNow() + options.PermitLife;
        var reply = await parts.Gate.TakeAsync(provider.Name, provider.Limits, workers.Session.Id, wanted, deadline, stop);
        switch (reply)
        {
            case PermitReply.Taken taken:
                return [.. taken.Permits];
            case PermitReply.Unseeded:
                await _memory.SeedAsync(provider.Name, stop);
                return null;
            case PermitReply.AllOut { Overdue: var overdue }:
                if (overdue.Count > 0)
                    await _memory.ReleaseOverAsync(provider.Name, overdue, workers.Holds, stop);
                await parts.Gate.WaitForPermitAsync(provider.Name, options.RingPoll, stop);
                return null;
            default:
                throw new InvalidOperationException($"no such reply: {reply}");
        }
    }

    private static Permit? Hand(List<Permit> permits)
    {
        if (permits.Count == 0)
            return null;
        var permit = permits[^1];
        permits.RemoveAt(permits.Count - 1);
        return permit;
    }

    private bool Knows(Job job)
    {
        var known = options.KnowsRecipe(job.Order.Recipe.Version);
        if (!known && _unknownRecipes.Add(job.Id.Value))
            runtime.Log.LogWarning(
                "Job {Job} follows recipe {Recipe}, which this build does not know: it is left to newer nodes",
                job.Id,
                job.Order.Recipe.Version
            );
        return known;
    }

    private async Task LeaveAloneAsync(Turn turn, CancellationToken stop)
    {
        if (await parts.Ledger.Jobs.FindJobAsync(turn.Job, stop) is null)
            await parts.Ring.TryLeaveAsync(turn, stop);
        await Task.Delay(options.ShortWait, runtime.Time, stop);
    }

    private async Task WaitOutAsync(DateTimeOffset? until, CancellationToken stop)
    {
        var wait = until is { } over ? over - runtime.Time.GetUtcNow() : options.ShortWait;
        // A person may resume the provider sooner than it said.
        wait =
            wait < options.ShortWait ? options.ShortWait
            : wait > options.Look ? options.Look
            : wait;
        await Task.Delay(wait, runtime.Time, stop);
    }
}
