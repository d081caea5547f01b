using Weft.Model;

namespace Weft.Ledger;

/// <summary>A provider's pause as its row has it. One that has lapsed stands until its probe has succeeded.</summary>
internal sealed record ProviderPauseState(string Provider, bool HasPause, DateTimeOffset? Until)
{
    public bool IsPaused(DateTimeOffset now) => HasPause && (Until is null || Until > now);

    /// <summary>Rules make no calls that could be a probe.</summary>
    public bool IsProbing(DateTimeOffset now) => HasPause && !IsPaused(now) && Provider != Model.Provider.RulesName;
}
