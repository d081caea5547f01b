using System.Runtime.CompilerServices;
using Weft.Graph.Communities;
using Weft.Graph.Timelines;
using Weft.Model;

namespace Weft.Graph.Exports;

/// <summary>A book's graph as every format writes it: what was selected, where it stands in the drawing, and what its facts come from.</summary>
/// <param name="Whole">The resolved layer before anything was left out.</param>
/// <param name="Selected">What is exported.</param>
/// <param name="Titles">Of the chapters, by number.</param>
/// <param name="Places">In the drawing, of those names that it shows.</param>
/// <param name="Made">With what the graph was made.</param>
/// <param name="Readings">Who read each chapter.</param>
/// <param name="Slices">The raw layer, a slice at a time; each call reads it anew.</param>
internal sealed record ExportedGraph(
    Book Book,
    ExportSelection Selection,
    ResolvedBook Whole,
    ResolvedBook Selected,
    IReadOnlyDictionary<int, string> Titles,
    IReadOnlyDictionary<string, (double X, double Y)> Places,
    IReadOnlyList<GraphOrigin> Made,
    IReadOnlyDictionary<ChapterKey, FactReading> Readings,
    Func<CancellationToken, IAsyncEnumerable<RawChapter>> Slices
)
{
    /// <summary>Who matters, and who belongs together, of all that the reader knows: a part has the numbers of the whole.</summary>
    public CastStructure Structure { get; } = CastStructure.Of(Whole.At(Selection.UpTo));

    /// <summary>What a drawing shows of it: events only where they were asked for.</summary>
    public ResolvedBook Drawn => Selection.Types.Contains(EntityTypes.Event) ? Selected : Selected.WithoutEvents();

    /// <summary>What people decided on names and holds, by number.</summary>
    public IReadOnlyList<NameDecision> Decisions { get; init; } = [];

    /// <summary>What the chapters say of the exported names, in the order of the book.</summary>
    public IAsyncEnumerable<MentionFact> MentionsAsync(CancellationToken cancel) =>
        FactsAsync((owners, chapter, reading) => owners.Mentions(chapter, reading), cancel);

    /// <summary>What the chapters say of the exported ties, in the order of the book.</summary>
    public IAsyncEnumerable<EvidenceFact> EvidenceAsync(CancellationToken cancel) =>
        FactsAsync((owners, chapter, reading) => owners.Evidence(chapter, reading), cancel);

    private async IAsyncEnumerable<TFact> FactsAsync<TFact>(
        Func<FactOwners, RawChapter, FactReading, IEnumerable<TFact>> facts,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var owners = new FactOwners(Whole, Selected);
        await foreach (var chapter in Slices(cancel).WithCancellation(cancel))
            if (Selection.UpTo is not { } limit || chapter.Chapter.Number <= limit)
                foreach (var fact in facts(owners, chapter, ReadingOf(chapter)))
                    yield return fact;
    }

    private FactReading ReadingOf(RawChapter chapter) =>
        Readings.GetValueOrDefault(chapter.Chapter.Key, FactReading.Unknown) with
        {
            Provider = chapter.Provider,
        };
}
