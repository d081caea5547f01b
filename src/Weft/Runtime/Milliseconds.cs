namespace Weft.Runtime;

/// <summary>Timers cut off parts of a millisecond: one who waits for a moment would wake before it, and find it not yet there.</summary>
internal static class Milliseconds
{
    public static TimeSpan RoundedUp(this TimeSpan span) => TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds));
}
