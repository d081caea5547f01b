using System.Diagnostics;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>A run in the hands of this session, in which of its provider's slots and since when, and the switch that drops it.</summary>
internal sealed record ActiveRun(Claim Claim, int Slot, DateTimeOffset Since, CancellationTokenSource Cancellation)
{
    /// <summary>The attempt may be raised while it is in hand.</summary>
    public Claim Claim { get; set; } = Claim;

    /// <summary>When its claim was asked for.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>The span of its whole chapter; null where nobody listens.</summary>
    public Activity? StartTrace() =>
        Telemetry.Chapter(AskedAt, Claim.Run.Job.Value, Claim.Run.Position, Claim.Attempt, Claim.Session.Value, Claim.Provider);
}
