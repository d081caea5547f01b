using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>
/// What a node owes: jobs to be put on the rings, jobs whose finish is to be looked for, permits of dead sessions to be freed. Outlives sessions; carried out until
/// acknowledged. What a killed node owed is made good by the pass of whoever takes its session over.
/// </summary>
internal sealed class Errands(NodeServices parts, JobCache jobs, RuntimeContext runtime)
{
    /// <summary>Finishes that are owed without haste are looked for this often: one read for a job whose chapters end by the hundred.</summary>
    private static readonly TimeSpan UnhurriedLook = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly SortedSet<long> _puts = [];
    private readonly SortedSet<long> _finishes = [];
    private readonly SortedSet<long> _frees = [];
    private readonly HashSet<long> _plenty = [];
    private readonly AsyncSignal _putOwed = new(runtime.Time);
    private readonly AsyncSignal _finishOwed = new(runtime.Time);
    private readonly AsyncSignal _passSignal = new(runtime.Time);
    private bool _allPutsOwed;
    private bool _passOwed;

    /// <summary>Runs of this job became claimable: it is owed to the rings of all its providers.</summary>
    public void OwePut(JobId job) => Owe(_puts, job.Value, _putOwed);

    /// <summary>The rings may have been lost: all running jobs are owed to them.</summary>
    public void OweAllPuts()
    {
        lock (_lock)
            _allPutsOwed = true;
        _putOwed.Set();
    }

    /// <summary>Whoever ends a session by a takeover makes a reconciler's pass, at once and beside its judging.</summary>
    public void OwePass()
    {
        lock (_lock)
            _passOwed = true;
        _passSignal.Set();
    }

    /// <summary>Returns when a pass is owed, or after that time. True = it is owed, and is the caller's to make.</summary>
    public async Task<bool> WaitForPassAsync(TimeSpan atMost, CancellationToken stop)
    {
        await _passSignal.WaitAsync(atMost, stop);
        lock (_lock)
        {
            var owed = _passOwed;
            _passOwed = false;
            return owed;
        }
    }

    /// <summary>The job may have nothing open any more.</summary>
    public void OweFinish(JobId job) => Owe(_finishes, job.Value, _finishOwed);

    /// <summary>The session has ended by a death: whatever the gate lent it comes free.</summary>
    public void OweFree(SessionId session) => Owe(_frees, session.Value, _putOwed);

    /// <summary>What the last claim of a job showed. While it brought all that was asked for, its finish is looked for without haste.</summary>
    public void NoteClaim(JobId job, bool plenty)
    {
        lock (_lock)
        {
            if (plenty)
                _plenty.Add(job.Value);
            else
                _plenty.Remove(job.Value);
        }
        if (!plenty)
            OweFinish(job);
    }

    /// <summary>
    /// A run of the job ended: its finish is owed, at once unless the last claim showed plenty more. Then it is owed too: another node may have
    /// found nothing more and taken the job off the ring, while this one still had the last run.
    /// </summary>
    public void NoteEnd(JobId job)
    {
        lock (_lock)
        {
            if (_plenty.Contains(job.Value))
            {
                _finishes.Add(job.Value);
                return;
            }
        }
        OweFinish(job);
    }

    /// <summary>Puts and frees, forever. Beside the finishes: a dead node's chapters do not wait while a book is being resolved.</summary>
    public async Task RunPutsAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await SettleAsync(stop);
            await _putOwed.WaitAsync(TimeSpan.FromSeconds(5), stop);
        }
    }

    /// <summary>Looks for finishes, forever. <paramref name="finish"/> answers false where it must be looked at again soon.</summary>
    public async Task RunFinishesAsync(Func<JobId, CancellationToken, Task<bool>> finish, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var done = await FinishAllAsync(finish, stop);
            await _finishOwed.WaitAsync(done ? UnhurriedLook : TimeSpan.FromMilliseconds(300), stop);
        }
    }

    /// <summary>Frees and puts once what is owed.</summary>
    public async Task SettleAsync(CancellationToken stop)
    {
        await FreeAllAsync(stop);
        await PutAllAsync(stop);
    }

    /// <summary>Looks once for the finishes that are owed. False = something is to be looked at again.</summary>
    public async Task<bool> FinishAllAsync(Func<JobId, CancellationToken, Task<bool>> finish, CancellationToken stop)
    {
        var all = true;
        foreach (var job in Read(_finishes))
        {
            // Taken out first: what is owed while it is being looked at is looked at again.
            Pay(_finishes, job);
            var done = false;
            try
            {
                done = await finish(new JobId(job), stop);
            }
            finally
            {
                if (!done)
                    Keep(_finishes, job);
            }
            all &= done;
        }
        return all;
    }

    /// <summary>Puts every owed job on the rings of its providers.</summary>
    public async Task PutAllAsync(CancellationToken stop)
    {
        await ReadAllPutsAsync(stop);
        await PayAllAsync(
            _puts,
            async owed =>
            {
                if (await jobs.FindAsync(new JobId(owed), stop) is { } job)
                    await parts.Ring.PutAsync(job.Id, job.Order.Priority, job.Order.Providers, stop);
                runtime.Crash(CrashPoint.PutOnRings);
            }
        );
    }

    private async Task ReadAllPutsAsync(CancellationToken stop)
    {
        bool owed;
        lock (_lock)
            (owed, _allPutsOwed) = (_allPutsOwed, false);
        if (!owed)
            return;
        var read = false;
        try
        {
            foreach (var job in await parts.Ledger.Jobs.JobsAsync([JobState.Running], stop))
                Keep(_puts, job.Id.Value);
            read = true;
        }
        finally
        {
            if (!read)
                OweAllPuts();
        }
    }

    private Task FreeAllAsync(CancellationToken stop) =>
        PayAllAsync(_frees, owed => parts.Gate.FreeAsync(new SessionId(owed), stop));

    private async Task PayAllAsync(SortedSet<long> debts, Func<long, Task> pay)
    {
        foreach (var owed in Read(debts))
        {
            // Taken out first: what is owed anew meanwhile is paid anew.
            Pay(debts, owed);
            var paid = false;
            try
            {
                await pay(owed);
                paid = true;
            }
            finally
            {
                if (!paid)
                    Keep(debts, owed);
            }
        }
    }

    private void Owe(SortedSet<long> debts, long owed, AsyncSignal signal)
    {
        Keep(debts, owed);
        signal.Set();
    }

    private void Keep(SortedSet<long> debts, long owed)
    {
        lock (_lock)
            debts.Add(owed);
    }

    private void Pay(SortedSet<long> debts, long owed)
    {
        lock (_lock)
            debts.Remove(owed);
    }

    private long[] Read(SortedSet<long> debts)
    {
        lock (_lock)
            return [.. debts];
    }
}
