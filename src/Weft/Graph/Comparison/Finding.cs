namespace Weft.Graph.Comparison;

public enum FindingKind
{
    Entity,
    Relation,
    Event,
}

/// <summary>Which of two readings has it. <see cref="Differs"/>: both, of another type, or the other way round.</summary>
public enum FindingSide
{
    OnlyA,
    OnlyB,
    Both,
    Differs,
}

/// <summary>What one reading of a chapter says of a thing.</summary>
/// <param name="Name">An entity's name, a relation's source, what happens.</param>
/// <param name="Target">Of a relation; else empty.</param>
/// <param name="Others">An entity's other names in the chapter; who and what is in an event.</param>
/// <param name="Label">How a relation is put; else empty.</param>
/// <param name="Count">How often the chapter says so.</param>
/// <param name="Offset">Where the quote starts, in UTF-16 units from the chapter's start.</param>
public sealed record Said(
    string Name,
    string Target,
    IReadOnlyList<string> Others,
    string Type,
    string Label,
    int Count,
    string Quote,
    int Offset
);

/// <summary>One thing that a chapter says by one reading or by both; never by neither.</summary>
public sealed record Finding(FindingKind Kind, FindingSide Side, Said? A, Said? B)
{
    /// <summary>The first reading's word where it has one.</summary>
    public Said Either => (A ?? B)!;
}

/// <summary>How many findings there are of each side.</summary>
public readonly record struct SideCounts(int OnlyA, int OnlyB, int Both, int Differs)
{
    public int All => OnlyA + OnlyB + Both + Differs;

    public static SideCounts Of(IEnumerable<Finding> findings)
    {
        var counts = new int[4];
        foreach (var finding in findings)
            counts[(int)finding.Side]++;
        return new(counts[0], counts[1], counts[2], counts[3]);
    }

    public static SideCounts operator +(SideCounts one, SideCounts other) =>
        new(one.OnlyA + other.OnlyA, one.OnlyB + other.OnlyB, one.Both + other.Both, one.Differs + other.Differs);

    public static SideCounts Add(SideCounts left, SideCounts right) => left + right;
}

/// <summary>A chapter that both have read.</summary>
/// <param name="Findings">Entities, relations, events; each by where the text says it.</param>
public sealed record ComparedChapter(GraphChapter Chapter, IReadOnlyList<Finding> Findings)
{
    private readonly SideCounts[] _counts =
    [
        .. Enum.GetValues<FindingKind>().Select(kind => SideCounts.Of(Findings.Where(finding => finding.Kind == kind))),
    ];

    public SideCounts Counts(FindingKind kind) => _counts[(int)kind];

    public SideCounts All => _counts[0] + _counts[1] + _counts[2];
}
