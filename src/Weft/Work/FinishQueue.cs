using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Jobs that may have nothing open any more, and are to be looked at.</summary>
internal sealed class FinishQueue
{
    /// <summary>Jobs whose chapters end by the hundred are looked at this often, not after each.</summary>
    private static readonly TimeSpan UnhurriedLook = TimeSpan.FromSeconds(1);

    /// <summary>Somebody else is at it: a resolve takes a moment.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(300);

    private readonly Lock _lock = new();
    private readonly AsyncSignal _owed;
    private readonly RetrySet<JobId> _jobs;
    private readonly HashSet<JobId> _plenty = [];

    public FinishQueue(TimeProvider time)
    {
        _owed = new(time);
        _jobs = new(job => job.Value, _owed);
    }

    public void Enqueue(JobId job) => _jobs.Add(job);

    /// <summary>What the last claim of a job showed. While it brought all that was asked for, its finish is looked for without haste.</summary>
    public void NoteClaim(JobId job, bool plenty)
    {
        lock (_lock)
        {
            if (plenty)
                _plenty.Add(job);
            else
                _plenty.Remove(job);
        }
        if (!plenty)
            Enqueue(job);
    }

    /// <summary>
    /// A run of the job ended: looked at at once, unless the last claim showed plenty more. Then it is owed too: another node may have
    /// found nothing more and taken the job off the ring, while this one still had the last run.
    /// </summary>
    public void NoteEnd(JobId job)
    {
        bool plenty;
        lock (_lock)
            plenty = _plenty.Contains(job);
        if (plenty)
            _jobs.AddQuietly(job);
        else
            Enqueue(job);
    }

    /// <summary>Looks once at all that is owed. <paramref name="look"/> answers false where it must be looked at again soon; so does this.</summary>
    public Task<bool> FlushAsync(Func<JobId, Task<bool>> look) => _jobs.FlushAsync(look);

    /// <summary>Until something is enqueued, or a while. <paramref name="done"/>: as the last flush answered.</summary>
    public Task WaitAsync(bool done, CancellationToken stop) => _owed.WaitAsync(done ? UnhurriedLook : LookAgain, stop);
}
