namespace Weft.Graph;

/// <summary>
/// What a reader knows after chapter N: later mentions, aliases and links are not there, a name that comes later is replaced by the
/// earliest one known. Which names are one is taken from the whole book.
/// </summary>
internal static class UpTo
{
    /// <summary>Null where the entity is not mentioned up to that chapter.</summary>
    public static ResolvedEntity? At(this ResolvedEntity entity, int? upTo)
    {
        if (upTo is not { } limit || entity.Last <= limit && entity.Aliases.All(alias => alias.Chapter <= limit))
            return entity;
        var known = CountUpTo(entity.Chapters, limit);
        if (known == 0)
            return null;
        var aliases = entity.Aliases.Where(alias => alias.Chapter <= limit).ToList();
        var name = entity.Name;
        if (entity.NameChapter > limit && aliases.Count > 0)
        {
            var earliest = aliases.MinBy(alias => alias.Chapter)!;
            name = earliest.Name;
            aliases.Remove(earliest);
        }
        return entity with
        {
            Name = name,
            Aliases = aliases,
            Mentions = entity.Counts.Take(known).Sum(),
            Chapters = [.. entity.Chapters.Take(known)],
            Counts = [.. entity.Counts.Take(known)],
            Traits = [.. entity.Traits.Where(trait => trait.Chapter <= limit)],
        };
    }

    /// <summary>The weight is the share that these chapters have in the whole. Null where no chapter says so yet.</summary>
    public static ResolvedRelation? At(this ResolvedRelation relation, int? upTo)
    {
        if (upTo is not { } limit || relation.Last <= limit)
            return relation;
        var known = CountUpTo(relation.Chapters, limit);
        if (known == 0)
            return null;
        var count = relation.Counts.Take(known).Sum();
        return relation with
        {
            Weight = Math.Round(relation.Weight * count / Math.Max(1, relation.Count), 3),
            Count = count,
            Chapters = [.. relation.Chapters.Take(known)],
            Counts = [.. relation.Counts.Take(known)],
            Quotes = [.. relation.Quotes.Where(quote => quote.Chapter <= limit)],
        };
    }

    public static ResolvedBook At(this ResolvedBook book, int? upTo)
    {
        if (upTo is not { } limit)
            return book;
        var entities = book.Entities.Select(entity => entity.At(limit)).OfType<ResolvedEntity>();
        return new(
            [.. entities.OrderByDescending(entity => entity.Mentions).ThenBy(entity => entity.Id, StringComparer.Ordinal)],
            [.. book.Relations.Select(relation => relation.At(limit)).OfType<ResolvedRelation>()],
            [.. book.SameAs.Where(same => same.Chapter <= limit)]
        );
    }

    private static int CountUpTo(IReadOnlyList<int> chapters, int limit)
    {
        var count = 0;
        while (count < chapters.Count && chapters[count] <= limit)
            count++;
        return count;
    }
}
