using Weft.Model;

namespace Weft.Work;

/// <summary>
/// The highest attempt of each run that a session has had, of the last 100,000 runs: a ledger that loses commits loses the last ones. Not for
/// several threads.
/// </summary>
internal sealed class AttemptsHad
{
    /// <summary>Some 10 MB.</summary>
    private const int Most = 100_000;

    private readonly Dictionary<RunId, int> _attempts = [];
    private readonly Queue<RunId> _order = [];

    public int Of(RunId run) => _attempts.GetValueOrDefault(run);

    public void Note(Claim claim)
    {
        if (_attempts.TryGetValue(claim.Run, out var had))
        {
            _attempts[claim.Run] = Math.Max(had, claim.Attempt);
            return;
        }
        if (_order.Count == Most)
            _attempts.Remove(_order.Dequeue());
        _attempts.Add(claim.Run, claim.Attempt);
        _order.Enqueue(claim.Run);
    }
}
