using Weft.Application.Texts;

namespace Weft.Application.Shapes;

/// <summary>Facts drawn from a book's graph.</summary>
/// <param name="Population">How many facts of each kind they were drawn from.</param>
internal sealed record SampleShape(
    long Book,
    string Title,
    string Seed,
    IReadOnlyDictionary<string, int> Population,
    IReadOnlyList<DrawnFactShape> Facts
)
{
    public static SampleShape Of(FactSample sample) =>
        new(
            sample.Book.Id.Value,
            sample.Book.Title,
            sample.Seed,
            sample.Population.ToDictionary(kind => Glossary.Word(kind.Key), kind => kind.Value),
            [.. sample.Facts.Select(DrawnFactShape.Of)]
        );
}

internal sealed record DrawnFactShape(
    int Number,
    string Kind,
    string Name,
    string Type,
    string Target,
    string Label,
    string Quote,
    string Context,
    int Position,
    int Chapter,
    string Title,
    int Offset,
    string Provider
)
{
    public static DrawnFactShape Of(DrawnFact drawn) =>
        new(
            drawn.Number,
            Glossary.Word(drawn.Fact.Kind),
            drawn.Fact.Name,
            drawn.Fact.Type,
            drawn.Fact.Target,
            drawn.Fact.Label,
            drawn.Fact.Quote,
            drawn.Context,
            drawn.Fact.Chapter.Position,
            drawn.Fact.Chapter.Number,
            drawn.Fact.Chapter.Title,
            drawn.Fact.Offset,
            drawn.Fact.Provider
        );
}

/// <param name="Facts">Lines of the sample.</param>
/// <param name="Kinds">Each kind that the sample has.</param>
internal sealed record PrecisionShape(int Facts, PrecisionRowShape All, IReadOnlyList<PrecisionRowShape> Kinds)
{
    public static PrecisionShape Of(Precision precision) =>
        new(precision.Facts, PrecisionRowShape.Of(precision.All), [.. precision.Rows.SkipLast(1).Select(PrecisionRowShape.Of)]);
}

/// <param name="Kind">mention, relation, event; null = all.</param>
/// <param name="Precision">Share of the judged that are right; null where none was judged, like the bounds of its 95 % interval (Wilson).</param>
internal sealed record PrecisionRowShape(string? Kind, int Judged, int Right, double? Precision, double? Low, double? High)
{
    public static PrecisionRowShape Of(PrecisionRow row) =>
        new(
            row.Kind is { } kind ? Glossary.Word(kind) : null,
            row.Judged,
            row.Right,
            Rounded(row.Share),
            Rounded(row.Low),
            Rounded(row.High)
        );

    private static double? Rounded(double? share) => share is { } value ? Math.Round(value, 4) : null;
}
