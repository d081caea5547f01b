using System.Collections.Concurrent;
using Weft.Application;
using Weft.Model;

namespace Weft.Web.Page.Live;

/// <summary>
/// What jobs on earlier editions, or on other parts, have read of a book: its chapters keep that. A job that is over stays as it is, so it is read once.
/// </summary>
internal sealed class EarlierRuns(PageUseCases uses)
{
    private readonly ConcurrentDictionary<JobId, (Job Job, IReadOnlyDictionary<ChapterKey, ChapterRun> Runs)> _known = new();

    /// <summary>The newest run of each of these chapters that any of the jobs has; chapters without one are left out.</summary>
    /// <param name="jobs">The youngest first.</param>
    public async Task<IReadOnlyDictionary<ChapterKey, ChapterRun>> FindAsync(
        IEnumerable<Job> jobs,
        IEnumerable<ChapterKey> chapters,
        CancellationToken cancel
    )
    {
        var found = new Dictionary<ChapterKey, ChapterRun>();
        var wanted = chapters.ToHashSet();
        foreach (var job in jobs)
        {
            if (wanted.Count == 0)
                break;
            foreach (var (chapter, run) in await RunsAsync(job, cancel))
                // What was never read of a cancelled job is no news of the chapter.
                if (run.State is not RunState.Pending && wanted.Remove(chapter))
                    found[chapter] = run;
        }
        return found;
    }

    private async Task<IReadOnlyDictionary<ChapterKey, ChapterRun>> RunsAsync(Job job, CancellationToken cancel)
    {
        if (
            _known.TryGetValue(job.Id, out var known)
            && (known.Job.State, known.Job.Reopen, known.Job.EndedAt) == (job.State, job.Reopen, job.EndedAt)
        )
            return known.Runs;
        var parts = (await uses.Chapters.PartsAsync(job.Order.Edition, cancel)).ToDictionary(part => part.Position);
        var runs = new Dictionary<ChapterKey, ChapterRun>();
        if (await uses.Jobs.RunsAsync(job.Id, 0, int.MaxValue, cancel) is Result<IReadOnlyList<ChapterRun>>.Done(var read))
            foreach (var run in read)
                if (parts.TryGetValue(run.Id.Position, out var part))
                    runs[part.Chapter] = run;
        if (job.State is JobState.Completed or JobState.Failed or JobState.Cancelled)
            _known[job.Id] = (job, runs);
        return runs;
    }
}
