using Weft.Model;

namespace Weft.Ledger;

/// <summary>A run that a session is working on.</summary>
/// <param name="Since">When it was claimed.</param>
/// <param name="Chapter">Number of its unit in the job's edition, with its title; 0 and empty where the book was deleted.</param>
public sealed record ActiveRun(
    RunId Run,
    SessionId Session,
    string Provider,
    int Attempt,
    DateTimeOffset Since,
    int Chapter,
    string Title
);

/// <summary>How many runs of a running job are pending at one rung, and have been failed by the same providers.</summary>
public sealed record WaitingRuns(JobId Job, int Rung, int FailedBy, int Count);

/// <summary>What people who look on are shown of the ledger.</summary>
/// <param name="Active">By job and position.</param>
/// <param name="Waiting">By job, rung and who has failed them.</param>
/// <param name="Ended">Sessions, in the order of their ends.</param>
public sealed record WatchView(IReadOnlyList<ActiveRun> Active, IReadOnlyList<WaitingRuns> Waiting, IReadOnlyList<Session> Ended);

/// <summary>Chapters that one provider completed within one minute.</summary>
/// <param name="Minute">Counted from the moment that was asked for; the first is 0.</param>
public sealed record CompletedMinute(string Provider, int Minute, int Chapters);
