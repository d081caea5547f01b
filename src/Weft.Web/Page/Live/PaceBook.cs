using System.Collections.Concurrent;
using Weft.Application.Progress;
using Weft.Model;
using Weft.Watching;

namespace Weft.Web.Page.Live;

/// <summary>How fast each open job goes, from what was read while somebody looked on.</summary>
internal sealed class PaceBook(TimeProvider time)
{
    /// <summary>Too little has been seen before: a time left would be a guess.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);
    private const int Fewest = 3;

    private readonly long _began = time.GetTimestamp();
    private readonly ConcurrentDictionary<JobId, Seen> _seen = new();

    private sealed record Seen(Pace Pace, TimeSpan From, int First)
    {
        public int Done { get; set; }
        public int Open { get; set; }
        public TimeSpan At { get; set; }
    }

    public void Add(IEnumerable<JobSeen> jobs)
    {
        var at = time.GetElapsedTime(_began);
        var open = new HashSet<JobId>();
        foreach (var job in jobs)
        {
            open.Add(job.Job.Id);
            var seen = _seen.GetOrAdd(job.Job.Id, _ => new(new(), at, job.Done));
            seen.Pace.Add(at, job.Runs.Completed + job.Runs.Failed, job.Runs.Processing);
            (seen.Done, seen.Open, seen.At) = (job.Done, job.Runs.Open, at);
        }
        foreach (var job in _seen.Keys.Where(job => !open.Contains(job)))
            _seen.TryRemove(job, out _);
    }

    /// <summary>Chapters per minute; null where nobody can tell yet.</summary>
    public double? PerMinute(JobId job) => _seen.TryGetValue(job, out var seen) ? seen.Pace.PerMinute : null;

    /// <summary>Null before ten seconds and three chapters were seen.</summary>
    public TimeSpan? Left(JobId job) =>
        _seen.TryGetValue(job, out var seen) && seen.At - seen.From >= Shortest && seen.Done - seen.First >= Fewest
            ? seen.Pace.Left(seen.Open)
            : null;
}
