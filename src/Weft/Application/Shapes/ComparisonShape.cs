using System.Text.Json.Serialization;
using Weft.Application.Texts;
using Weft.Graph.Comparison;
using Weft.Model;

namespace Weft.Application.Shapes;

/// <summary>What two jobs on one book found, in numbers.</summary>
/// <param name="ComparedChapters">Chapters that both have read.</param>
/// <param name="LeftOut">Chapters that one of them lacks.</param>
internal record ComparisonShape(
    long Book,
    string Title,
    ComparedJobShape A,
    ComparedJobShape B,
    SideCounts Entities,
    SideCounts Relations,
    SideCounts Events,
    int ComparedChapters,
    IReadOnlyList<LeftOutShape> LeftOut
)
{
    public ComparisonShape(ComparedJobs compared)
        : this(
            compared.Book.Id.Value,
            compared.Book.Title,
            ComparedJobShape.Of(compared.A),
            ComparedJobShape.Of(compared.B),
            compared.Counts(FindingKind.Entity),
            compared.Counts(FindingKind.Relation),
            compared.Counts(FindingKind.Event),
            compared.Chapters.Count,
            [.. compared.LeftOut.Select(LeftOutShape.Of)]
        ) { }
}

/// <summary>The same, with some of its chapters.</summary>
internal sealed record ComparisonPageShape : ComparisonShape
{
    public ComparisonPageShape(ComparedJobs compared, IReadOnlyList<ChapterSidesShape> chapters, string? next)
        : base(compared) => (Chapters, Next) = (chapters, next);

    [JsonPropertyOrder(1)]
    public IReadOnlyList<ChapterSidesShape> Chapters { get; }

    /// <summary>Where the next chapters begin, as <c>cursor</c> takes it; null = these are the last.</summary>
    [JsonPropertyOrder(1)]
    public string? Next { get; }
}

/// <summary>All of it.</summary>
internal sealed record WholeComparisonShape : ComparisonShape
{
    public WholeComparisonShape(ComparedJobs compared, IEnumerable<FindingRow> findings)
        : base(compared) =>
        (Chapters, Findings) = ([.. compared.Chapters.Select(ChapterSidesShape.Of)], [.. findings.Select(FindingShape.Of)]);

    [JsonPropertyOrder(1)]
    public IReadOnlyList<ChapterSidesShape> Chapters { get; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<FindingShape> Findings { get; }
}

/// <param name="Recipe">Version of passage cutter, prompt and schema.</param>
internal sealed record ComparedJobShape(long Job, string State, IReadOnlyList<string> Providers, string Recipe)
{
    public static ComparedJobShape Of(Job job) =>
        new(job.Id.Value, Glossary.Word(job.State), job.Order.Providers, job.Order.Recipe.Version);
}

/// <param name="A">How it stands with the first job: read, not_ordered, waiting, failed, skipped, gone.</param>
/// <param name="B">How it stands with the second.</param>
internal sealed record LeftOutShape(int Chapter, string Title, string A, string B)
{
    public static LeftOutShape Of(LeftOutChapter chapter) =>
        new(chapter.Number, chapter.Title, Glossary.Word(chapter.A), Glossary.Word(chapter.B));
}

internal sealed record ChapterSidesShape(
    int Position,
    int Chapter,
    string Title,
    SideCounts Entities,
    SideCounts Relations,
    SideCounts Events
)
{
    public static ChapterSidesShape Of(ComparedChapter compared) =>
        new(
            compared.Chapter.Position,
            compared.Chapter.Number,
            compared.Chapter.Title,
            compared.Counts(FindingKind.Entity),
            compared.Counts(FindingKind.Relation),
            compared.Counts(FindingKind.Event)
        );
}

/// <param name="Kind">entity, relation, event.</param>
/// <param name="Side">only_a, only_b, both, differs.</param>
/// <param name="A">What the first job says; null where it says nothing.</param>
internal sealed record FindingShape(int Number, int Position, int Chapter, string Kind, string Side, Said? A, Said? B)
{
    public static FindingShape Of(FindingRow row) =>
        new(
            row.Number,
            row.In.Chapter.Position,
            row.In.Chapter.Number,
            Glossary.Word(row.Finding.Kind),
            Glossary.Word(row.Finding.Side),
            row.Finding.A,
            row.Finding.B
        );
}
