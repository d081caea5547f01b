using Microsoft.Extensions.Logging;
using Weft.Dispatch;
using Weft.Ledger;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Whose turn it is on a provider's ring. Waits a while where it is nobody's of whom this node could take chapters.</summary>
internal sealed class RingTurns(
    IRing ring,
    SparePermits spare,
    IJobs jobs,
    JobCache cache,
    NodeOptions options,
    RuntimeContext runtime
)
{
    /// <summary>Before looking again at what others are at.</summary>
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(100);

    private readonly HashSet<JobId> _unknownRecipes = [];

    /// <summary>Null = nobody's, waited a while.</summary>
    public async Task<Turn?> NextAsync(Provider provider, CancellationToken stop)
    {
        if (!runtime.Guards.On(Guard.ChapterFirst))
            await spare.LendAsync(provider, stop);
        var turn = await ring.NextAsync(provider.Name, stop);
        if (turn is null)
            await spare.LendAndWaitAsync(provider, stop);
        else if (await cache.FindAsync(turn.Job, stop) is not { } job || !Knows(job))
            await LeaveAloneAsync(turn, stop);
        else if (provider.IsPaused(runtime.Time.GetUtcNow()))
            await WaitOutAsync(provider.Pause?.Until, stop);
        else
            return turn;
        return null;
    }

    /// <summary>Takes the job off the ring only if its generation is still the one we read: what was put since stays.</summary>
    public Task LeaveAsync(Turn turn, CancellationToken stop) => ring.TryLeaveAsync(turn, stop);

    /// <summary>Until that moment or a short while, and never long: a person may resume the provider sooner than it said.</summary>
    public Task WaitOutAsync(DateTimeOffset? until, CancellationToken stop)
    {
        var wait = until is { } over ? over - runtime.Time.GetUtcNow() : ShortWait;
        wait =
            wait < ShortWait ? ShortWait
            : wait > options.Look ? options.Look
            : wait;
        return Task.Delay(wait, runtime.Time, stop);
    }

    private bool Knows(Job job)
    {
        var known = options.KnowsRecipe(job.Order.Recipe.Version);
        if (!known && _unknownRecipes.Add(job.Id))
            runtime.Log.LogWarning(
                "Job {Job} follows recipe {Recipe}, which this build does not know: it is left to newer nodes",
                job.Id,
                job.Order.Recipe.Version
            );
        return known;
    }

    private async Task LeaveAloneAsync(Turn turn, CancellationToken stop)
    {
        if (await jobs.FindJobAsync(turn.Job, stop) is null)
            await ring.TryLeaveAsync(turn, stop);
        await Task.Delay(ShortWait, runtime.Time, stop);
    }
}
