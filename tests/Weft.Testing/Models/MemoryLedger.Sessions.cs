using Weft.Model;
using Weft.Reasons;

namespace Weft.Testing.Models;

internal sealed partial class MemoryLedger
{
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
            Id = new(++_lastSession),
            Node = node,
            Role = role,
            ProcessId = processId,
            Providers = [.. providers],
            Workers = workers,
            StartedAt = Now,
        };
        _sessions[session.Id.Value] = session;
        _openSessions = null;
        return Task.FromResult(session.Id);
    }

    public Task ServeAsync(SessionId session, IReadOnlyList<string> providers, CancellationToken cancel)
    {
        if (_sessions.TryGetValue(session.Value, out var row))
            row.Providers = [.. providers];
        _openSessions = null;
        return Task.CompletedTask;
    }

    /// <summary>Judges ask this many times a second, and sessions seldom change: the answer is kept until one does.</summary>
    public Task<IReadOnlyList<Session>> OpenSessionsAsync(CancellationToken cancel) =>
        _openSessions ??= Listed(_sessions.Values.Where(session => session.EndedAt is null).Select(session => session.Seen()));

    public Task<Session?> FindSessionAsync(SessionId session, CancellationToken cancel) =>
        Task.FromResult(_sessions.TryGetValue(session.Value, out var row) ? row.Seen() : null);

    public Task<SessionEnding> EndSessionAsync(SessionId session, SessionEnd how, string reason, CancellationToken cancel)
    {
        if (!_sessions.TryGetValue(session.Value, out var row) || row.EndedAt is not null)
            return Task.FromResult(new SessionEnding(false, [], []));
        row.EndedAt = Now;
        row.EndReason = reason;
        _openSessions = null;
        foreach (var call in _openCalls.Where(call => call.Row.Session == session).ToList())
            CloseCall(call, MemoryCallState.MaybeSpent);
        var givenBack = new List<RunId>();
        var setApart = new List<RunId>();
        TakeBack(session, how == SessionEnd.Death, givenBack, setApart);
        return Task.FromResult(new SessionEnding(true, givenBack, setApart));
    }

    public Task<IReadOnlyList<JobId>> SweepEndedSessionsAsync(CancellationToken cancel)
    {
        var runs = new List<RunId>();
        foreach (var session in _sessions.Values.Where(session => session.EndedAt is not null))
            TakeBack(session.Id, death: true, runs, runs);
        return Listed(runs.Select(run => run.Job).Distinct().OrderBy(job => job.Value));
    }

    private void TakeBack(SessionId session, bool death, List<RunId> givenBack, List<RunId> setApart)
    {
        foreach (var job in _jobs.Values)
        foreach (var run in job.Runs)
        {
            if (run.State != RunState.Processing || run.Session != session)
                continue;
            var id = new RunId(job.Id, run.Position);
            if (death && run.Marked)
                run.Losses++;
            if (death && run.Marked && run.Losses >= 2)
            {
                Leave(run, RunState.Failed, RunReasons.KilledTwice.Sentence);
                setApart.Add(id);
                continue;
            }
            run.Suspect |= death;
            Leave(run, job.State == JobState.Cancelled ? RunState.Skipped : RunState.Pending, RunReasons.SessionOver.Sentence);
            givenBack.Add(id);
        }
    }
}
