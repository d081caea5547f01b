namespace Weft.Runtime;

/// <summary>
/// Guards of the protocol that are code of this program and can be switched off: the fault tests do so with each, and must then fail. The others are
/// conditions of the stores' own statements; the tests' models of the stores have switches for those.
/// </summary>
internal enum Guard
{
    /// <summary>A job leaves a ring only if its generation is still the one that was read.</summary>
    RingGeneration,

    /// <summary>Rows of the session that it does not have in hand go back.</summary>
    Stray,

    /// <summary>A completion that changed no row reads it.</summary>
    ReadRow,

    /// <summary>A grant goes only to a permit that the gate knows.</summary>
    PermitKnown,

    /// <summary>A permit that a call was granted on does not lapse with time: the journal is asked whether the call is over.</summary>
    PermitOverdue,

    /// <summary>A claim with an attempt that the session has had before gets a higher one, and what it had in hand of that run is dropped.</summary>
    AttemptHad,

    /// <summary>An empty gate is seeded from the journal before it grants anything.</summary>
    GateSeed,

    /// <summary>Permits are lent to chapters in hand only where the ring shows that no other waits.</summary>
    ChapterFirst,
}

/// <summary>All guards on, unless a test switches one off.</summary>
internal sealed class Guards
{
    public static readonly Guards All = new(null);

    private readonly Guard? _off;

    private Guards(Guard? off) => _off = off;

    public static Guards Without(Guard guard) => new(guard);

    public bool On(Guard guard) => _off != guard;
}
