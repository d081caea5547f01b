namespace Weft.Dispatch;

/// <summary>
/// The server behind rings, fleet or gate does not answer (or refused). Any method of the three seams may throw it; the call may have taken
/// effect. The embedded ones never do.
/// </summary>
public sealed class DispatchException : Exception
{
    public DispatchException(string message)
        : base(message) { }

    public DispatchException(string message, Exception cause)
        : base(message, cause) { }
}
