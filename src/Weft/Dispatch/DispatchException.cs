using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Dispatch;

/// <summary>The server for rings, fleet and gate cannot be used as it is, and trying again will not help. The reason says what to do.</summary>
public sealed class DispatchException(Reason reason) : ReasonedException(reason);

/// <summary>
/// The server behind rings, fleet and gate does not answer. Any method of the three seams may throw it, and may have taken effect. The
/// embedded ones never do.
/// </summary>
public sealed class DispatchUnavailableException(Reason reason, Exception? cause = null) : TransientException(reason, cause);
