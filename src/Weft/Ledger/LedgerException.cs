using Weft.Runtime;

namespace Weft.Ledger;

/// <summary>The ledger cannot do what was asked, and trying again will not help. The message says what to do.</summary>
public sealed class LedgerException : Exception
{
    public LedgerException(string message)
        : base(message) { }

    public LedgerException(string message, Exception cause)
        : base(message, cause) { }
}

/// <summary>
/// The ledger is away for now: busy, disk full, an I/O error, a lost answer. What was asked may or may not have taken effect; repeat it
/// after a while.
/// </summary>
public sealed class LedgerUnavailableException(string message, Exception cause) : TransientException(message, cause);
