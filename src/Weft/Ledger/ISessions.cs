using Weft.Model;
using Weft.Reasons;

namespace Weft.Ledger;

/// <summary>The lives of nodes: who is there, what for, and how it ended.</summary>
public interface ISessions
{
    /// <summary>
    /// Opens a session that has so many <paramref name="workers"/> for each of its providers. Repeating it after a lost answer leaves one more row, which dies
    /// by its missing presence.
    /// </summary>
    Task<SessionId> OpenSessionAsync(
        string node,
        string role,
        int processId,
        IReadOnlyList<string> providers,
        int workers,
        CancellationToken cancel
    );

    /// <summary>Says anew which providers a session has workers for, and which it was to have them for but cannot open the key of.</summary>
    Task ServeAsync(SessionId session, IReadOnlyList<string> providers, IReadOnlyList<string> locked, CancellationToken cancel);

    /// <summary>All open sessions, the oldest first.</summary>
    Task<IReadOnlyList<Session>> OpenSessionsAsync(CancellationToken cancel);

    /// <summary>Null where there is none such.</summary>
    Task<Session?> FindSessionAsync(SessionId session, CancellationToken cancel);

    /// <summary>
    /// One transaction: the session's row gets its end, its processing rows go back to pending (of cancelled jobs: skipped; after
    /// their second death of their own: failed). Whoever calls it then makes a reconciler's pass.
    /// </summary>
    Task<SessionEnding> EndSessionAsync(SessionId session, SessionEnd how, Reason reason, CancellationToken cancel);

    /// <summary>Gives back what rows of ended sessions are still processing. Returns the jobs concerned.</summary>
    Task<IReadOnlyList<JobId>> SweepEndedSessionsAsync(CancellationToken cancel);
}
