using Weft.Model;

namespace Weft.Graph;

/// <summary>Another name of an entity, and the number of the chapter that reveals it.</summary>
public sealed record EntityAlias(string Name, int Chapter);

/// <summary>What the chapters say of an entity, and the first chapter that says so, with its quote.</summary>
/// <param name="Kind">One of <see cref="TraitKinds"/>.</param>
public sealed record EntityTrait(string Kind, string Text, int Chapter, string Quote, int Offset);

/// <summary>Two raw names are one entity. <paramref name="By"/>: rules (ours), answer (a chapter said so) or person.</summary>
public sealed record SameAs(string Name, string Other, string By, int Chapter);

/// <summary>An entity: all raw names that are one.</summary>
/// <param name="Id">The folded form of its main name; stable while that name is its main one.</param>
/// <param name="Name">Display name as the text writes it.</param>
/// <param name="NameChapter">Number of the chapter that first has that name; before it the earliest alias stands in.</param>
/// <param name="Type">A vote over its mentions.</param>
/// <param name="Mentions">Sum over the chapters.</param>
/// <param name="Chapters">Numbers of the chapters that mention it, rising, each once.</param>
/// <param name="Counts">Mentions in each of these chapters, in the same order.</param>
public sealed record ResolvedEntity(
    string Id,
    string Name,
    int NameChapter,
    string Type,
    IReadOnlyList<EntityAlias> Aliases,
    int Mentions,
    IReadOnlyList<int> Chapters,
    IReadOnlyList<int> Counts
)
{
    /// <summary>By kind, then in the order of the book; at most eight of a kind.</summary>
    public IReadOnlyList<EntityTrait> Traits { get; init; } = [];

    public int First => Chapters.Count > 0 ? Chapters[0] : 0;
    public int Last => Chapters.Count > 0 ? Chapters[^1] : 0;
}

/// <summary>A quote that supports a relation.</summary>
public sealed record RelationQuote(int Chapter, string Quote, int Offset);

/// <summary>A link between two entities: all raw relations of one type between their names.</summary>
/// <param name="Label">The label most often given (empty only where none was); ties ordinally.</param>
/// <param name="Weight">To three decimals. For co-occurrence: count times (ln(observed / expected) + 1), never below 0; else the count times the mean confidence.</param>
/// <param name="Chapters">Numbers of the chapters that say so, rising, each once.</param>
/// <param name="Counts">How often each of these chapters says so, in the same order.</param>
/// <param name="Quotes">At most three, from the earliest chapters, highest confidence first within one.</param>
public sealed record ResolvedRelation(
    string Source,
    string Target,
    string Type,
    string Label,
    double Weight,
    int Count,
    IReadOnlyList<int> Chapters,
    IReadOnlyList<int> Counts,
    IReadOnlyList<RelationQuote> Quotes
)
{
    /// <summary>All that say it say that it goes both ways; a kind of the table's needs no such word.</summary>
    public bool Mutual { get; init; }

    /// <summary>Source and target stand in no order of meaning.</summary>
    public bool GoesBothWays => Mutual || TieKinds.IsMutual(Type);

    public int First => Chapters.Count > 0 ? Chapters[0] : 0;
    public int Last => Chapters.Count > 0 ? Chapters[^1] : 0;
}

/// <summary>
/// The resolved layer of a book: a pure function of the raw facts of the current edition and of people's words. Entities by mentions
/// (falling) then id; relations by source, target, type; same_as by name, other; all comparisons ordinal.
/// </summary>
public sealed record ResolvedBook(
    IReadOnlyList<ResolvedEntity> Entities,
    IReadOnlyList<ResolvedRelation> Relations,
    IReadOnlyList<SameAs> SameAs
)
{
    public static readonly ResolvedBook Empty = new([], [], []);

    /// <summary>Brings the parts into their fixed order.</summary>
    public static ResolvedBook Ordered(
        IEnumerable<ResolvedEntity> entities,
        IEnumerable<ResolvedRelation> relations,
        IEnumerable<SameAs> sameAs
    ) =>
        new(
            [.. entities.OrderByDescending(entity => entity.Mentions).ThenBy(entity => entity.Id, StringComparer.Ordinal)],
            [
                .. relations
                    .OrderBy(relation => relation.Source, StringComparer.Ordinal)
                    .ThenBy(relation => relation.Target, StringComparer.Ordinal)
                    .ThenBy(relation => relation.Type, StringComparer.Ordinal),
            ],
            [.. sameAs.OrderBy(same => same.Name, StringComparer.Ordinal).ThenBy(same => same.Other, StringComparer.Ordinal)]
        );
}
