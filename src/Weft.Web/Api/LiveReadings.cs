using Weft.Application.Progress;
using Weft.Model;
using Weft.Reasons;
using Weft.Runtime;
using Weft.Watching;

namespace Weft.Web.Api;

/// <summary>What was read for everybody who follows.</summary>
/// <param name="Overview">Null while nobody follows the fleet or the jobs.</param>
/// <param name="Jobs">Of the jobs that somebody follows.</param>
/// <param name="Trouble">Why it could not be read; the rest is empty then.</param>
internal sealed record LiveReading(Overview? Overview, IReadOnlyDictionary<JobId, ProgressReading> Jobs, Reason Trouble);

/// <summary>
/// Reads once a second for the whole node, however many follow, and only what somebody follows. While nobody does, nothing is read.
/// </summary>
/// <param name="progressOf">A reader of one job's progress.</param>
internal sealed class LiveReadings(OverviewReader overview, Func<JobId, ProgressReader> progressOf, TimeProvider time)
{
    public const int MostFollowers = 1000;
    public static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<JobId, (ProgressReader Reader, int Followers)> _jobs = [];
    private int _ofOverview;
    private int _followers;
    private TaskCompletionSource<LiveReading> _next = NewNext();
    private bool _isReading;

    /// <summary>How often something was read, for those who ask what that costs.</summary>
    public int Readings { get; private set; }

    /// <summary>One more follower, until it is disposed. Null = there are as many as this node takes.</summary>
    /// <param name="job">Null = the fleet or the jobs.</param>
    public Follower? TryFollow(JobId? job)
    {
        lock (_lock)
        {
            if (_followers >= MostFollowers)
                return null;
            _followers++;
            if (job is { } id)
                _jobs[id] = _jobs.TryGetValue(id, out var known)
                    ? known with
                    {
                        Followers = known.Followers + 1,
                    }
                    : (progressOf(id), 1);
            else
                _ofOverview++;
            if (!_isReading)
            {
                _isReading = true;
                _ = Task.Run(ReadOnAsync);
            }
            return new(this, job);
        }
    }

    private void Leave(JobId? job)
    {
        lock (_lock)
        {
            _followers--;
            if (job is not { } id)
                _ofOverview--;
            else if (_jobs[id] is { Followers: 1 })
                _jobs.Remove(id);
            else
                _jobs[id] = _jobs[id] with { Followers = _jobs[id].Followers - 1 };
        }
    }

    private async Task ReadOnAsync()
    {
        using var timer = new PeriodicTimer(Between, time);
        while (true)
        {
            bool ofOverview;
            List<(JobId Job, ProgressReader Reader)> jobs;
            lock (_lock)
            {
                if (_followers == 0)
                {
                    _isReading = false;
                    return;
                }
                ofOverview = _ofOverview > 0;
                jobs = [.. _jobs.Select(row => (row.Key, row.Value.Reader))];
            }
            var reading = await ReadAsync(ofOverview, jobs);
            TaskCompletionSource<LiveReading> waited;
            lock (_lock)
                (waited, _next) = (_next, NewNext());
            waited.SetResult(reading);
            await timer.WaitForNextTickAsync();
        }
    }

    private async Task<LiveReading> ReadAsync(bool ofOverview, List<(JobId Job, ProgressReader Reader)> jobs)
    {
        Readings++;
        try
        {
            var progress = new Dictionary<JobId, ProgressReading>();
            foreach (var (job, reader) in jobs)
            {
                var reading = progress[job] = await reader.ReadAsync(CancellationToken.None);
                if (reading.IsOver)
                    Renew(job);
            }
            return new(ofOverview ? await overview.ReadAsync(CancellationToken.None) : null, progress, Reason.None);
        }
        catch (TransientException away)
        {
            return new(null, new Dictionary<JobId, ProgressReading>(), away.Reason);
        }
        // Whatever it is, all who follow are told, and it is tried again a second later.
        catch (Exception trouble)
        {
            return new(null, new Dictionary<JobId, ProgressReading>(), RunReasons.OwnFailure(trouble));
        }
    }

    /// <summary>A reader counts no job again that is over; a retry may open it again, though.</summary>
    private void Renew(JobId job)
    {
        lock (_lock)
            if (_jobs.TryGetValue(job, out var row))
                _jobs[job] = row with { Reader = progressOf(job) };
    }

    private static TaskCompletionSource<LiveReading> NewNext() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Somebody who follows.</summary>
    internal sealed class Follower(LiveReadings readings, JobId? job) : IDisposable
    {
        private bool _left;

        /// <summary>The next reading.</summary>
        public Task<LiveReading> NextAsync(CancellationToken cancel)
        {
            lock (readings._lock)
                return readings._next.Task.WaitAsync(cancel);
        }

        public void Dispose()
        {
            if (!_left)
                readings.Leave(job);
            _left = true;
        }
    }
}
