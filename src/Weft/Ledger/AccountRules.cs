namespace Weft.Ledger;

/// <summary>What holds for accounts in every ledger.</summary>
internal static class AccountRules
{
    /// <summary>How long to wait, or null where the try may be made.</summary>
    /// <param name="tries">With the one that is asked for.</param>
    /// <param name="lastMs">When the last was let through.</param>
    public static TimeSpan? Wait(long tries, int most, long lastMs, TimeSpan window, long nowMs) =>
        tries <= most ? null : TimeSpan.FromMilliseconds(Math.Max(1, lastMs + (long)window.TotalMilliseconds - nowMs));
}
