using Microsoft.Extensions.Logging;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>How a session ends by itself: nothing of it is left for others to take over.</summary>
internal sealed class SessionDrain(
    ISessions sessions,
    JobFinisher finisher,
    Outbox outbox,
    CancelledRuns cancelled,
    SessionState session,
    NodeOptions options,
    RuntimeContext runtime
)
{
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(4);

    /// <summary>The ledger knows that the session has ended by itself.</summary>
    public bool GaveBack { get; private set; }

    /// <summary>
    /// Lets running chapters finish within the grace, then drops them; ends the session, which gives its rows back without a loss;
    /// then makes a pass, so that others see at once what is theirs now.
    /// </summary>
    public async Task RunAsync(CancellationToken now)
    {
        await WaitEmptyAsync(now);
        foreach (var run in session.InHand())
            run.Cancellation.Cancel();
        // Servers that are away must not keep a process from leaving: others then take it over.
        using var limit = new CancellationTokenSource(LongestGoodbye, runtime.Time);
        try
        {
            await GoodbyeAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            runtime.Log.LogWarning(
                "Session {Session} could not be given back in time: {What}",
                session.Id,
                GaveBack ? "the rings were not told, others find its jobs with their next pass" : "it will be taken over"
            );
        }
        session.End();
    }

    private async Task WaitEmptyAsync(CancellationToken now)
    {
        using var waited = CancellationTokenSource.CreateLinkedTokenSource(now);
        var cancels = Loop.KeepAsync("cancels", runtime, cancelled.WatchAsync, waited.Token);
        await session.WaitEmptyAsync(options.Grace, now);
        // On this thread: the simulation has no other.
        waited.Cancel();
        await cancels;
    }

    /// <summary>The ledger's part comes first: whether Redis is there or not, the rows go back.</summary>
    private async Task GoodbyeAsync(CancellationToken limit)
    {
        // Finishes need a session that stands: the resolve token is taken in its name.
        await runtime.UntilDoneAsync(token => finisher.FlushAsync(token), limit);
        await runtime.UntilDoneAsync(
            token => sessions.EndSessionAsync(session.Id, SessionEnd.Drained, SessionReasons.Drained, token),
            limit
        );
        GaveBack = true;
        runtime.Crash(CrashPoint.SessionDrained);
        outbox.Permits.Reclaim(session.Id);
        outbox.Rings.PublishAll();
        await runtime.UntilDoneAsync(outbox.FlushAsync, limit);
    }
}
