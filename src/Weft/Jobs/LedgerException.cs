namespace Weft.Jobs;

/// <summary>The ledger cannot do what was asked, and trying again will not help. The message says what to do.</summary>
public class LedgerException : Exception
{
    public LedgerException(string message)
        : base(message) { }

    public LedgerException(string message, Exception cause)
        : base(message, cause) { }
}

/// <summary>
/// The ledger is away for now (busy, disk full, an I/O error, no connection): try again after a while. Unless the message says
/// otherwise nothing was changed.
/// </summary>
public sealed class LedgerUnavailableException(string message, Exception cause) : LedgerException(message, cause);
