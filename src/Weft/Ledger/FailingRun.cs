using Weft.Model;
using Weft.Storage;

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
    public static FailingRun Read(Row row) =>
        new(
            Failures: row.Int("failures") + 1,
            Rung: row.Int("rung"),
            FailedBy: row.Int("failed_by"),
            Order: row.Word<ProviderOrder>("provider_order"),
            Providers: row.Json<string[]>("providers"),
            AutoRetry: row.MaybeSpan("auto_retry_ms")
        );

    /// <summary>Where it goes: the next rung, or failed (null) with the time to its automatic retry, if there is one.</summary>
    public (int? Next, int FailedBy, TimeSpan? Retry) After(Claim claim, TimeSpan? retryAfter)
    {
        var failedBy = RunTransitions.WithFailure(FailedBy, Providers, claim.Provider, Rung);
        var next = RunTransitions.NextRung(Order, Providers.Length, Rung, failedBy);
        return (
            next,
            failedBy,
            next is null ? RunTransitions.RetryAfter(Failures, Providers.Length, AutoRetry, retryAfter) : null
        );
    }
}
