namespace Weft.Books.Headings;

/// <summary>What a book's format says of the lines of its text; a format without headings of its own says nothing.</summary>
/// <param name="Levels">The headings by line, each with its level: 1 to 6.</param>
/// <param name="Verbatim">Lines inside code, a comment or front matter, where nothing is a heading.</param>
internal sealed record Markup(IReadOnlyDictionary<int, int> Levels, IReadOnlySet<int> Verbatim)
{
    public static readonly Markup None = new(new Dictionary<int, int>(), new HashSet<int>());

    /// <summary>The lines where something begins that is no chapter, and what; none of them has a level.</summary>
    public IReadOnlyDictionary<int, UnitKind> Kinds { get; init; } = new Dictionary<int, UnitKind>();

    /// <summary>0 where the line is no heading.</summary>
    public int LevelOf(int line) => Levels.GetValueOrDefault(line);

    public bool IsVerbatim(int line) => Verbatim.Contains(line);
}
