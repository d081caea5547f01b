using Weft.Reasons;

namespace Weft.Runtime;

/// <summary>
/// Trouble that passes: a server gone for a while, a full disk, a lost answer. Stores translate their own errors into it at their
/// edge. The step may or may not have taken effect; every step of a seam is safe to repeat unless it says otherwise.
/// </summary>
public class TransientException(Reason reason, Exception? cause = null) : ReasonedException(reason, cause);
