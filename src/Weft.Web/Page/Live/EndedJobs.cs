using System.Collections.Concurrent;
using Weft.Application;
using Weft.Model;

namespace Weft.Web.Page.Live;

/// <summary>The numbers of jobs that are over: they stay as they are, so they are read once and not each second.</summary>
internal sealed class EndedJobs(PageUseCases uses)
{
    private readonly ConcurrentDictionary<JobId, JobView> _known = new();

    /// <summary>Views of these jobs in the same order.</summary>
    public async Task<IReadOnlyList<JobView>> ViewsAsync(IReadOnlyList<Job> jobs, CancellationToken cancel)
    {
        var open = jobs.Where(job => Known(job) is null).ToList();
        var read = (await uses.Jobs.ViewsAsync(open, cancel)).ToDictionary(view => view.Job.Id);
        foreach (var view in read.Values.Where(view => IsOver(view.Job.State)))
            _known[view.Job.Id] = view;
        var views = jobs.Select(job => read.GetValueOrDefault(job.Id) ?? Known(job)!).ToList();
        // What is over stays as it is; what others of its order spend goes on.
        var shared = views.Where(view => view.Purse.IsShared && !read.ContainsKey(view.Job.Id)).Select(view => view.Job.Id);
        var purses = await uses.Jobs.PursesAsync([.. shared], cancel);
        return [.. views.Select(view => view with { Purse = purses.GetValueOrDefault(view.Job.Id, view.Purse) })];
    }

    private JobView? Known(Job job) =>
        IsOver(job.State)
        && _known.TryGetValue(job.Id, out var view)
        && (view.Job.State, view.Job.Reopen, view.Job.EndedAt) == (job.State, job.Reopen, job.EndedAt)
            ? view
            : null;

    private static bool IsOver(JobState state) => state is JobState.Completed or JobState.Failed or JobState.Cancelled;
}
