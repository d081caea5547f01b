using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Testing.Models;

/// <summary>Sessions of the model.</summary>
internal sealed class MemorySessions(MemoryState state) : ISessions
{
    private Task<IReadOnlyList<Session>>? _open;

    public Task<SessionId> OpenSessionAsync(
        string node,
        string role,
        int processId,
        IReadOnlyList<string> providers,
        int workers,
        CancellationToken cancel
    )
    {
        var session = new MemorySession
        {
            Id = new(++state.LastSession),
            Node = node,
            Role = role,
            ProcessId = processId,
            Providers = [.. providers],
            Workers = workers,
            StartedAt = state.Now,
        };
        state.Sessions[session.Id.Value] = session;
        _open = null;
        state.Events.RemoveAll(seen => seen.At < state.Now - EventRules.Kept);
        state.Note(session.Id, EventKind.Opened);
        return Task.FromResult(session.Id);
    }

    public Task ServeAsync(
        SessionId session,
        IReadOnlyList<string> providers,
        IReadOnlyList<string> locked,
        CancellationToken cancel
    )
    {
        if (state.Sessions.TryGetValue(session.Value, out var row))
            (row.Providers, row.Locked) = ([.. providers], [.. locked]);
        _open = null;
        return Task.CompletedTask;
    }

    /// <summary>Judges ask this many times a second, and sessions seldom change: the answer is kept until one does.</summary>
    public Task<IReadOnlyList<Session>> OpenSessionsAsync(CancellationToken cancel) =>
        _open ??= MemoryState.Listed(
            state.Sessions.Values.Where(session => session.EndedAt is null).Select(session => session.Seen())
        );

    public Task<Session?> FindSessionAsync(SessionId session, CancellationToken cancel) =>
        Task.FromResult(state.Sessions.TryGetValue(session.Value, out var row) ? row.Seen() : null);

    public Task<SessionEnding> EndSessionAsync(SessionId session, SessionEnd how, Reason reason, CancellationToken cancel)
    {
        if (!state.Sessions.TryGetValue(session.Value, out var row) || row.EndedAt is not null)
            return Task.FromResult(new SessionEnding(false, [], []));
        row.EndedAt = state.Now;
        row.EndReason = reason;
        _open = null;
        foreach (var call in state.OpenCalls.Where(call => call.Row.Session == session).ToList())
            state.CloseCall(call, MemoryCallState.MaybeSpent);
        var givenBack = new List<RunId>();
        var setApart = new List<RunId>();
        TakeBack(session, how == SessionEnd.Death, givenBack, setApart);
        var kind = how == SessionEnd.Death ? EventKind.TakenOver : EventKind.Left;
        state.Note(session, kind, givenBack.Count + setApart.Count);
        return Task.FromResult(new SessionEnding(true, givenBack, setApart));
    }

    public Task<IReadOnlyList<JobId>> SweepEndedSessionsAsync(CancellationToken cancel)
    {
        var runs = new List<RunId>();
        foreach (var session in state.Sessions.Values.Where(session => session.EndedAt is not null))
            TakeBack(session.Id, death: true, runs, runs);
        return MemoryState.Listed(runs.Select(run => run.Job).Distinct().OrderBy(job => job.Value));
    }

    private void TakeBack(SessionId session, bool death, List<RunId> givenBack, List<RunId> setApart)
    {
        foreach (var job in state.Jobs.Values)
        foreach (var run in job.Runs)
        {
            if (run.State != RunState.Processing || run.Session != session)
                continue;
            var id = new RunId(job.Id, run.Position);
            if (death && run.Marked)
                run.Losses++;
            if (death && run.Marked && run.Losses >= 2)
            {
                state.Leave(run, RunState.Failed, RunReasons.KilledTwice);
                setApart.Add(id);
                continue;
            }
            run.Suspect |= death;
            var skips = job.State == JobState.Cancelled;
            var why = skips || run.FailedBy == 0 ? RunReasons.SessionOver : run.Reason;
            state.Leave(run, skips ? RunState.Skipped : RunState.Pending, why);
            givenBack.Add(id);
        }
    }
}
