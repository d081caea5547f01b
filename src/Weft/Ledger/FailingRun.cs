using System.Data.Common;
using Weft.Model;

namespace Weft.Ledger;

/// <summary>A run that a provider has just failed for good, with what its job says about that.</summary>
/// <param name="Failures">This one included.</param>
internal sealed record FailingRun(
    int Failures,
    int Rung,
    int FailedBy,
    ProviderOrder Order,
    string[] Providers,
    TimeSpan? AutoRetry
)
{
    public static FailingRun Read(DbDataReader row) =>
        new(
            row.GetInt32(0) + 1,
            row.GetInt32(1),
            row.GetInt32(2),
            row.Word<ProviderOrder>(3),
            row.Json<string[]>(4),
            row.MaybeLong(5) is { } retry ? TimeSpan.FromMilliseconds(retry) : null
        );

    /// <summary>Where it goes: the next rung, or failed (null) with the time to its automatic retry, if there is one.</summary>
    public (int? Next, int FailedBy, TimeSpan? Retry) After(Claim claim, TimeSpan? retryAfter)
    {
        var index = Array.IndexOf(Providers, claim.Provider);
        var failedBy = FailedBy | (1 << (index < 0 ? Rung : index));
        var next = Rungs.Next(Order, Providers.Length, Rung, failedBy);
        return (next, failedBy, next is null ? RetryDelay.After(Failures, Providers.Length, AutoRetry, retryAfter) : null);
    }
}
