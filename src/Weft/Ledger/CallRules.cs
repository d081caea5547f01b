namespace Weft.Ledger;

internal static class CallRules
{
    /// <summary>
    /// How long after its deadline an unanswered call row of an open session still holds others back. Its session cancels the call at
    /// the deadline and closes the row; where the row was left open all the same, the passage must not wait as long as that session
    /// lives. Our own choice: clocks of two nodes may differ by a few seconds, and the ledger may have been away for half a minute.
    /// </summary>
    public static readonly TimeSpan AskGrace = TimeSpan.FromMinutes(1);
}
