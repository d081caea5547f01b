using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Weft.Application.Texts;
using Weft.Graph;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

internal enum FactKind
{
    Mention,
    Relation,
    Event,
}

/// <summary>One thing that the graph holds and a person can judge.</summary>
/// <param name="Name">An entity's name, a relation's source, what happens.</param>
/// <param name="Target">Of a relation; else empty.</param>
internal sealed record Fact(
    FactKind Kind,
    GraphChapter Chapter,
    string Name,
    string Target,
    string Type,
    string Label,
    string Quote,
    int Offset,
    string Provider
)
{
    /// <summary>Names it, whatever else the graph holds.</summary>
    public string Key =>
        string.Join('\n', Chapter.Key, Kind, Name, Target, Type, Label, Offset.ToString(CultureInfo.InvariantCulture));
}

/// <summary>A fact that was drawn.</summary>
/// <param name="Number">From 1, in the order of the book.</param>
/// <param name="Context">The text around its quote, on one line.</param>
internal sealed record DrawnFact(int Number, Fact Fact, string Context);

/// <summary>Facts drawn from a book's graph, for a person to judge.</summary>
/// <param name="Population">How many facts there are of each kind.</param>
internal sealed record FactSample(
    Book Book,
    string Seed,
    IReadOnlyDictionary<FactKind, int> Population,
    IReadOnlyList<DrawnFact> Facts
);

/// <summary>
/// Draws facts of the raw layer, each as likely as every other: those whose keys have the smallest hashes under the seed. The same graph
/// and seed give the same facts, and a larger sample holds the smaller one.
/// </summary>
internal sealed class FactSampling(IGraphStore graph, ILibrary library)
{
    public const int UsualSize = 100;
    public const int MostFacts = 10_000;
    public const string UsualSeed = "1";

    /// <summary>Characters of text on either side of a quote.</summary>
    private const int Around = 80;

    /// <summary>Refused while nothing is woven. The facts come chapter by chapter: no more of them are held than are drawn.</summary>
    public async Task<Result<FactSample>> DrawAsync(Book book, int size, string seed, CancellationToken cancel)
    {
        if (await graph.ReadSlicesAsync(book.Id, cancel) is not { } slices)
            return new Refusal.NoGraph(book.Title);
        var population = Enum.GetValues<FactKind>().ToDictionary(kind => kind, _ => 0);
        var (seen, drawn, any) = (new HashSet<UInt128>(), new SortedList<string, Fact>(StringComparer.Ordinal), false);
        await foreach (var chapter in slices.SelectMany(slice => slice).WithCancellation(cancel))
        {
            any = true;
            foreach (var fact in FactsOf(chapter))
            {
                var hash = SHA256.HashData(Encoding.UTF8.GetBytes(seed + '\n' + fact.Key));
                if (!seen.Add(BinaryPrimitives.ReadUInt128BigEndian(hash)))
                    continue;
                population[fact.Kind]++;
                Take(drawn, Convert.ToHexStringLower(hash), fact, size);
            }
        }
        return any ? await SampleAsync(book, seed, population, drawn.Values, cancel) : new Refusal.NoGraph(book.Title);
    }

    /// <summary>Those of the smallest ranks stay.</summary>
    private static void Take(SortedList<string, Fact> drawn, string rank, Fact fact, int size)
    {
        if (drawn.Count == size && StringComparer.Ordinal.Compare(rank, drawn.GetKeyAtIndex(size - 1)) > 0)
            return;
        drawn[rank] = fact;
        if (drawn.Count > size)
            drawn.RemoveAt(size);
    }

    private async Task<FactSample> SampleAsync(
        Book book,
        string seed,
        IReadOnlyDictionary<FactKind, int> population,
        IEnumerable<Fact> facts,
        CancellationToken cancel
    )
    {
        var drawn = facts
            .OrderBy(fact => fact.Chapter.Position)
            .ThenBy(fact => fact.Offset)
            .ThenBy(fact => fact.Key, StringComparer.Ordinal)
            .ToList();
        var texts = new Dictionary<ChapterKey, string>();
        foreach (var chapter in drawn.Select(fact => fact.Chapter.Key).Distinct())
            texts[chapter] = await library.FindTextAsync(book.Id, chapter, cancel) ?? "";
        return new FactSample(
            book,
            seed,
            population,
            [.. drawn.Select((fact, index) => new DrawnFact(index + 1, fact, ContextOf(fact, texts[fact.Chapter.Key])))]
        );
    }

    /// <summary>That two names stand near each other, or are two, is nothing to be judged.</summary>
    private static IEnumerable<Fact> FactsOf(RawChapter raw)
    {
        foreach (var mention in raw.Facts.Mentions)
            yield return new(
                mention.Type == EntityTypes.Event ? FactKind.Event : FactKind.Mention,
                raw.Chapter,
                mention.Name,
                "",
                mention.Type,
                "",
                mention.Quote,
                mention.Offset,
                raw.Provider
            );
        foreach (var relation in raw.Facts.Relations)
            if (relation.Type is not (RelationTypes.CoOccurs or RelationTypes.Distinct))
                yield return new(
                    FactKind.Relation,
                    raw.Chapter,
                    relation.Source,
                    relation.Target,
                    relation.Type,
                    relation.Label,
                    relation.Quote,
                    relation.Offset,
                    raw.Provider
                );
    }

    private static string ContextOf(Fact fact, string text)
    {
        if (fact.Offset < 0 || fact.Offset + fact.Quote.Length > text.Length)
            return "";
        var (from, until) = (Math.Max(0, fact.Offset - Around), Math.Min(text.Length, fact.Offset + fact.Quote.Length + Around));
        if (from > 0 && char.IsLowSurrogate(text[from]))
            from--;
        if (until < text.Length && char.IsLowSurrogate(text[until]))
            until++;
        return OneLine.Of(text[from..until]);
    }
}
