using Weft.Application;
using Weft.Model;
using Weft.Reasons;
using Weft.Watching;

namespace Weft.Web.Page.Live;

/// <summary>What the frame of every view shows of the whole node.</summary>
/// <param name="FailedJobs">Jobs that wait for a person's retry.</param>
internal sealed record Pulse(Overview Overview, int FailedJobs);

/// <summary>Beats once a second while somebody looks on, for all circuits together. Nobody looking on: nothing is read.</summary>
internal sealed class LivePulse(OverviewReader reader, JobQueries jobs, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private readonly List<Action> _lookers = [];
    private readonly CancellationTokenSource _end = new();
    private Task _beating = Task.CompletedTask;

    /// <summary>What was read last; null before the first time.</summary>
    public Pulse? Last { get; private set; }

    /// <summary>Since when nothing could be read, and why; null while all is well.</summary>
    public (DateTimeOffset Since, Reason Why)? Trouble { get; private set; }

    public PaceBook Paces { get; } = new(time);

    /// <summary>Calls back after each beat until disposed.</summary>
    public IDisposable Subscribe(Action beat)
    {
        lock (_lock)
        {
            _lookers.Add(beat);
            if (_beating.IsCompleted)
                _beating = BeatAsync(_end.Token);
        }
        return new Subscription(() =>
        {
            lock (_lock)
                _lookers.Remove(beat);
        });
    }

    /// <summary>Reads now, for a page that is made ready before its circuit starts.</summary>
    public async Task<Pulse?> ReadAsync(CancellationToken cancel)
    {
        try
        {
            var overview = await reader.ReadAsync(cancel);
            var failed = await jobs.InAsync([JobState.Failed], cancel);
            Last = new(overview, failed.Count);
            Paces.Add(overview.Jobs);
            Trouble = null;
        }
        catch (ReasonedException away)
        {
            Trouble = (Trouble?.Since ?? time.GetUtcNow(), away.Reason);
        }
        // Whatever it is, all who look on are told, and it is tried again a second later.
        catch (Exception trouble) when (!cancel.IsCancellationRequested)
        {
            Trouble = (Trouble?.Since ?? time.GetUtcNow(), RunReasons.OwnFailure(trouble));
        }
        return Last;
    }

    private async Task BeatAsync(CancellationToken cancel)
    {
        // Whoever subscribes holds the lock: the first reading must not run under it.
        await Task.Yield();
        while (Lookers() is { Length: > 0 } lookers)
        {
            try
            {
                await ReadAsync(cancel);
                foreach (var looker in lookers)
                    looker();
                await Task.Delay(Second, time, cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private Action[] Lookers()
    {
        lock (_lock)
        {
            if (_lookers.Count == 0)
                _beating = Task.CompletedTask;
            return [.. _lookers];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _beating;
        _end.Dispose();
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
