using Weft.Application;
using Weft.Model;
using Weft.Web.Page.Live;

namespace Weft.Web.Page.Readings;

/// <summary>All jobs, the newest first.</summary>
internal sealed record JobsReading(IReadOnlyList<JobView> Jobs, IReadOnlyList<Provider> Providers)
{
    /// <summary>What <i>Restart all</i> opens again: failed chapters of jobs that are not cancelled.</summary>
    public IReadOnlyList<JobView> Restartable { get; } =
    [.. Jobs.Where(job => job.Runs.Failed > 0 && job.Job.State is (JobState.Running or JobState.Paused or JobState.Failed))];

    public int Chapters => Restartable.Sum(job => job.Runs.Failed);

    /// <summary>Paused providers that these jobs would wait for.</summary>
    public IEnumerable<Provider> Paused(DateTimeOffset now) =>
        Providers.Where(provider =>
            provider.IsPaused(now) && Restartable.Any(job => job.Job.Order.Providers.Contains(provider.Name))
        );

    public static async Task<JobsReading> ReadAsync(PageUseCases uses, ShelfMemory memory, CancellationToken cancel)
    {
        var jobs = await uses.Jobs.InAsync([], cancel);
        return new([.. (await memory.Ended.ViewsAsync(jobs, cancel)).Reverse()], await uses.Providers.ListAsync(cancel));
    }
}
