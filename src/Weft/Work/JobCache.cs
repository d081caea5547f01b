using Weft.Ledger;
using Weft.Model;

namespace Weft.Work;

/// <summary>
/// What never changes of jobs once written: their orders and profiles. Kept in memory, a bounded number of each.
/// </summary>
internal sealed class JobCache(IJobs jobs, ILibrary library)
{
    private const int Most = 64;
    private readonly Lock _lock = new();
    private readonly Dictionary<JobId, Job> _jobs = [];
    private readonly Dictionary<(EditionId, string), Profile> _profiles = [];

    /// <summary>The job as it stood when first read: use its order only. Null where there is none such.</summary>
    public async Task<Job?> FindAsync(JobId id, CancellationToken cancel)
    {
        lock (_lock)
        {
            if (_jobs.TryGetValue(id, out var known))
                return known;
        }
        var job = await jobs.FindJobAsync(id, cancel);
        if (job is not null)
            Keep(_jobs, id, job);
        return job;
    }

    /// <summary>The profile that the job pinned; null where it is not stored.</summary>
    public async Task<Profile?> FindProfileAsync(Job job, CancellationToken cancel)
    {
        var key = (job.Order.Edition, job.Order.ProfileVersion);
        lock (_lock)
        {
            if (_profiles.TryGetValue(key, out var known))
                return known;
        }
        var profile = await library.FindProfileAsync(key.Edition, key.ProfileVersion, cancel);
        if (profile is not null)
            Keep(_profiles, key, profile);
        return profile;
    }

    private void Keep<TKey, TValue>(Dictionary<TKey, TValue> kept, TKey key, TValue value)
        where TKey : notnull
    {
        lock (_lock)
        {
            if (kept.Count >= Most)
                kept.Clear();
            kept[key] = value;
        }
    }
}
