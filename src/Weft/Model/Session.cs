using Weft.Reasons;

namespace Weft.Model;

/// <summary>A session's row. <paramref name="Providers"/>: those it has workers for.</summary>
public sealed record Session(
    SessionId Id,
    string Node,
    string Role,
    int ProcessId,
    IReadOnlyList<string> Providers,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    Reason EndReason
)
{
    /// <summary>Workers for each of its providers; 0 = its build did not say.</summary>
    public int Workers { get; init; }

    /// <summary>Providers that it was to work for and whose key it cannot open: they are left to others.</summary>
    public IReadOnlyList<string> Locked { get; init; } = [];

    /// <summary>Others ended it, or its next start did.</summary>
    public bool WasTakenOver => EndedAt is not null && EndReason.Sentence != SessionReasons.Drained.Sentence;
}

/// <summary>How a session ends.</summary>
public enum SessionEnd
{
    /// <summary>By its own drain: no loss is counted.</summary>
    Drained,

    /// <summary>By others, or by its next start: marked runs are charged a loss, all its runs become suspects.</summary>
    Death,
}

/// <summary>What ending a session came to. <paramref name="Ended"/> false = somebody had ended it before.</summary>
public sealed record SessionEnding(bool Ended, IReadOnlyList<RunId> GivenBack, IReadOnlyList<RunId> SetApart);
