namespace Weft.Model;

/// <summary>
/// How a model wants to be asked, told by a preset or by its own refusals. It only ever grows (of the calls at once the later word holds), until the model or its address changes:
/// two findings are joined, so that none is lost in either order.
/// </summary>
public sealed record Manners
{
    /// <summary>Nothing is known yet: most compatible servers take a call like this.</summary>
    public static readonly Manners Common = new();

    /// <summary>The best form of answers that it has; null = not found out yet.</summary>
    public AnswerFormat? Format { get; init; }

    /// <summary>The answer's bound is named <c>max_completion_tokens</c> here, not <c>max_tokens</c>.</summary>
    public bool NewTokensName { get; init; }

    /// <summary>No temperature may be given.</summary>
    public bool NoTemperature { get; init; }

    /// <summary>The system's words may not stand in a message of their own: they go before the user's.</summary>
    public bool NoSystemRole { get; init; }

    /// <summary>It thinks unless <c>enable_thinking</c> is false, and must not here.</summary>
    public bool ThinkingOff { get; init; }

    /// <summary>It answers in a stream of events alone.</summary>
    public bool Streams { get; init; }

    /// <summary>The longest answer that it may be asked for; null = any.</summary>
    public int? MostAnswerTokens { get; init; }

    /// <summary>Further fields of a provider's settings that it refuses, with blanks between.</summary>
    public string Without { get; init; } = "";

    /// <summary>The longest that an answer has taken; null = none was long.</summary>
    public TimeSpan? Slowest { get; init; }

    /// <summary>Calls get so long here where nobody says how long; null = as usual.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>How many calls at once it bears; null = not found out yet.</summary>
    public CallsKnown? Calls { get; init; }

    public bool IsWithout(string field) => Without.Split(' ').Contains(field, StringComparer.Ordinal);

    public Manners Joined(Manners other) =>
        new()
        {
            Format = Most(Format, other.Format),
            NewTokensName = NewTokensName || other.NewTokensName,
            NoTemperature = NoTemperature || other.NoTemperature,
            NoSystemRole = NoSystemRole || other.NoSystemRole,
            ThinkingOff = ThinkingOff || other.ThinkingOff,
            Streams = Streams || other.Streams,
            MostAnswerTokens = Least(MostAnswerTokens, other.MostAnswerTokens),
            Without = string.Join(
                ' ',
                $"{Without} {other.Without}"
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal)
            ),
            Slowest = Most(Slowest, other.Slowest),
            Patience = Most(Patience, other.Patience),
            Calls = other.Calls?.At > (Calls?.At ?? DateTimeOffset.MinValue) ? other.Calls : Calls,
        };

    private static T? Most<T>(T? one, T? other)
        where T : struct, IComparable => one is null || other?.CompareTo(one.Value) > 0 ? other : one;

    private static int? Least(int? one, int? other) => one is null || other < one ? other : one;
}
