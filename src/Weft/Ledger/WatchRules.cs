namespace Weft.Ledger;

/// <summary>How far back people can look, the same in every ledger.</summary>
internal static class WatchRules
{
    /// <summary>Ended sessions are looked for among so many of the youngest: there is no index on their ends.</summary>
    public const int YoungestSessions = 1000;
}
