namespace Weft.Dispatch;

/// <summary>What the end of a call says of how many its provider bears at once.</summary>
public enum CallSign
{
    None,

    /// <summary>It was taken and answered.</summary>
    Good,

    /// <summary>The provider has too much to do.</summary>
    Busy,
}

/// <summary>A call that has ended.</summary>
/// <param name="Tokens">That it used.</param>
/// <param name="Took">Since it left; one that left before the calls at once were last lowered says nothing new of them.</param>
public readonly record struct CallEnd(long Tokens, CallSign Sign = CallSign.None, TimeSpan Took = default);

/// <summary>What the gate makes of a call's end.</summary>
/// <param name="AtOnce">So many calls at once it gives out now, as found out; null = as many as are told.</param>
/// <param name="BusyAt">At how many the provider was busy last; null = at no number that still counts.</param>
/// <param name="IsOver">More permits are out than that.</param>
/// <param name="IsMet">Of a busy provider: the calls at once were lowered for it, or have been since the call left.</param>
public readonly record struct CallsFound(int? AtOnce, int? BusyAt, bool IsOver, bool IsMet)
{
    /// <summary>The gate has no memory to look at.</summary>
    public static readonly CallsFound Nothing = new(null, null, false, false);
}
