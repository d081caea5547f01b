using Weft.Ledger;
using Weft.Model;

namespace Weft.Testing.Models;

/// <summary>
/// The ledger as a plain model: one thread, no waiting, each method takes effect at once and whole. The simulation runs the
/// protocol over it with one guard switched off at a time; the conformance tests hold it to what the real ledgers do.
/// </summary>
internal sealed class MemoryLedger : ILedger
{
    private readonly MemoryState _state;

    public MemoryLedger(TimeProvider time, ModelGuards? guards = null)
    {
        _state = new MemoryState(time, guards ?? ModelGuards.All);
        Sessions = new MemorySessions(_state);
        Jobs = new MemoryJobs(_state);
        Runs = new MemoryRuns(_state);
        Providers = new MemoryProviders(_state);
        Library = new MemoryLibrary(_state);
        Journal = new MemoryJournal(_state);
        Overview = new MemoryOverview(_state);
        Changes = new MemoryChanges(_state);
        Events = new MemoryEvents(_state);
        Audit = new MemoryAudit(_state);
        WebNodes = new MemoryWebNodes(_state);
        Accounts = new MemoryAccounts(_state);
        AccessKeys = new MemoryAccessKeys(_state);
        Webhooks = new MemoryWebhooks(_state);
    }

    public ISessions Sessions { get; }
    public IJobs Jobs { get; }
    public IRuns Runs { get; }
    public IProviders Providers { get; }
    public ILibrary Library { get; }
    public IJournal Journal { get; }
    public IOverview Overview { get; }
    public IChanges Changes { get; }
    public IEvents Events { get; }
    public IAudit Audit { get; }
    public IWebNodes WebNodes { get; }
    public IAccounts Accounts { get; }
    public IAccessKeys AccessKeys { get; }
    public IWebhooks Webhooks { get; }

    /// <summary>Whether there is such a session, and it has not ended.</summary>
    public bool IsOpen(SessionId session) => _state.IsOpen(session);

    /// <summary>Whether a row of that call was ever written.</summary>
    public bool HasCall(string id) => _state.Calls.ContainsKey(id);

    /// <summary>Calls whose rows have no answer and were not given up.</summary>
    public IEnumerable<Call> Unanswered => _state.OpenCalls.Select(call => call.Row);

    /// <summary>Open runs of running jobs that lie below their job's floor, where no claim looks for them: there must be none.</summary>
    public IEnumerable<(RunId Run, RunState State, int Floor)> OpenBelowFloor()
    {
        foreach (var job in _state.Jobs.Values)
        {
            if (job.State != JobState.Running)
                continue;
            for (var i = 0; i < job.Runs.Count && job.Runs[i].Position < job.Floor; i++)
                if (job.Runs[i].IsOpen)
                    yield return (new(job.Id, job.Runs[i].Position), job.Runs[i].State, job.Floor);
        }
    }

    /// <summary>
    /// A ledger that comes back without its last commits: takes back that many of the last claims that still stand, attempt
    /// included. Returns their runs.
    /// </summary>
    public IReadOnlyList<RunId> ForgetLastClaims(int count)
    {
        var forgotten = new List<RunId>();
        for (var i = _state.Claims.Count - 1; i >= 0 && forgotten.Count < count; i--)
        {
            var (job, run, attempt) = _state.Claims[i];
            if (run.State != RunState.Processing || run.Attempt != attempt)
                continue;
            run.State = RunState.Pending;
            run.Session = null;
            run.Marked = false;
            run.Attempt--;
            forgotten.Add(new(job.Id, run.Position));
            _state.Claims.RemoveAt(i);
        }
        return forgotten;
    }
}
