namespace Weft.Model;

/// <summary>Which events are asked for; null asks for all.</summary>
public sealed record EventFilter
{
    public static readonly EventFilter All = new();

    /// <summary>One of these; empty = of every kind.</summary>
    public IReadOnlyList<EventKind> Kinds { get; init; } = [];
    public JobId? Job { get; init; }

    /// <summary>What happened to this provider itself.</summary>
    public string? Provider { get; init; }

    /// <summary>What happened to sessions of this node.</summary>
    public string? Node { get; init; }
    public SessionId? Session { get; init; }

    /// <summary>Numbers below this one.</summary>
    public long? Before { get; init; }

    /// <summary>From this moment on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Up to this moment, without it.</summary>
    public DateTimeOffset? Until { get; init; }
}
