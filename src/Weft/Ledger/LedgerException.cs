using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Ledger;

/// <summary>The ledger cannot do what was asked, and trying again will not help. The reason says what to do.</summary>
public sealed class LedgerException(Reason reason, Exception? cause = null) : ReasonedException(reason, cause);

/// <summary>
/// The ledger is away for now: busy, disk full, an I/O error, a lost answer. What was asked may or may not have taken effect; repeat it
/// after a while.
/// </summary>
public sealed class LedgerUnavailableException(Reason reason, Exception? cause = null) : TransientException(reason, cause);
