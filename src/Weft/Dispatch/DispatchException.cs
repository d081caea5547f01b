using Weft.Runtime;

namespace Weft.Dispatch;

/// <summary>The server for rings, fleet and gate cannot be used as it is, and trying again will not help. The message says what to do.</summary>
public sealed class DispatchException(string message) : Exception(message);

/// <summary>
/// The server behind rings, fleet and gate does not answer. Any method of the three seams may throw it, and may have taken effect. The
/// embedded ones never do.
/// </summary>
public sealed class DispatchUnavailableException(string message, Exception cause) : TransientException(message, cause);
