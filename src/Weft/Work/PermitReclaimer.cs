using Weft.Dispatch;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Frees what the gate lent to sessions that have ended, until the gate has acknowledged it.</summary>
/// <param name="owed">Wakes whoever flushes.</param>
internal sealed class PermitReclaimer(IGate gate, AsyncSignal owed)
{
    private readonly RetrySet<SessionId> _sessions = new(session => session.Value, owed);

    public void Reclaim(SessionId ended) => _sessions.Add(ended);

    public Task FlushAsync(CancellationToken stop) =>
        _sessions.FlushAsync(async session =>
        {
            await gate.FreeAsync(session, stop);
            return true;
        });
}
