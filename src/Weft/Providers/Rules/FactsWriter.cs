using Weft.Model;

namespace Weft.Providers.Rules;

/// <summary>
/// Turns the hits of one chapter into its facts. Every spelling is a mention of its own; spellings of one entity that stand in the
/// chapter are tied to the fullest of them by <c>alias</c>, and the fullest to the entity's name where that does not stand there. Hidden
/// spellings (a surname with two bearers, 操 for 曹操) count under their owner's name, because a mention of their own would join different people
/// in the resolved layer.
/// </summary>
/// <param name="version">Of the profile: how its chapters are read.</param>
internal sealed class FactsWriter(RulesTables tables, int quoteLimit, int reach, int version)
{
    private readonly int[] mainForms = tables.MainForms();

    public ChapterFacts Write(string text, IReadOnlyList<Hit> hits, IReadOnlyList<Tie> ties)
    {
        if (hits.Count == 0)
            return ChapterFacts.None;
        var mentions = Mentions(text, hits);
        var main = MainNames(hits);
        var relations = new List<Relation>();
        Aliases(text, hits, relations);
        Typed(text, hits, main, ties, relations);
        Neighbours(text, hits, main, relations);
        relations.Sort(ByName);
        return new(mentions, relations, []);
    }

    private static int ByName(Relation one, Relation other)
    {
        var order = string.CompareOrdinal(one.Source, other.Source);
        order = order != 0 ? order : string.CompareOrdinal(one.Target, other.Target);
        order = order != 0 ? order : string.CompareOrdinal(one.Type, other.Type);
        return order != 0 ? order : string.CompareOrdinal(one.Label, other.Label);
    }

    private List<Mention> Mentions(string text, IReadOnlyList<Hit> hits)
    {
        var counts = new Dictionary<string, (int Count, int Best)>(StringComparer.Ordinal);
        var order = new List<string>();
        for (var i = 0; i < hits.Count; i++)
        {
            if (counts.TryGetValue(hits[i].Name, out var seen))
            {
                counts[hits[i].Name] = (seen.Count + 1, Shows(text, hits[seen.Best]) || !Shows(text, hits[i]) ? seen.Best : i);
                continue;
            }
            counts[hits[i].Name] = (1, i);
            order.Add(hits[i].Name);
        }
        var mentions = new List<Mention>(order.Count);
        foreach (var name in order)
        {
            var (count, best) = counts[name];
            var (start, length) = Quotes.Around(text, hits[best].Start, hits[best].End, quoteLimit);
            mentions.Add(new(name, tables.Entities[hits[best].Entity].Type, count, text.Substring(start, length), start));
        }
        mentions.Sort(
            (one, other) =>
                one.Count != other.Count ? other.Count.CompareTo(one.Count) : string.CompareOrdinal(one.Name, other.Name)
        );
        return mentions;
    }

    /// <summary>Whether the hit is written as its mention is called, so that its quote holds the name.</summary>
    private static bool Shows(string text, Hit hit) => text.AsSpan(hit.Start, hit.End - hit.Start).SequenceEqual(hit.Name);

    /// <summary>The name of each entity in this chapter's relations: its most frequent spelling, then the earliest.</summary>
    private static Dictionary<int, string> MainNames(IReadOnlyList<Hit> hits)
    {
        var names = new Dictionary<int, string>();
        foreach (var group in hits.GroupBy(hit => hit.Entity))
            names[group.Key] = group.GroupBy(hit => hit.Name, StringComparer.Ordinal).MaxBy(same => same.Count())!.Key;
        return names;
    }

    private void Aliases(string text, IReadOnlyList<Hit> hits, List<Relation> relations)
    {
        foreach (var group in hits.GroupBy(hit => hit.Entity))
        {
            var spellings = group.GroupBy(hit => hit.Name, StringComparer.Ordinal).ToList();
            var fullest = spellings.MinBy(spelling => spelling.First().Form)!;
            if (version >= RulesVersions.TiesToNames && fullest.First().Form != mainForms[group.Key])
                relations.Add(Elsewhere(text, tables.Entities[group.Key].Name, fullest.First()));
            foreach (var spelling in spellings)
            {
                if (spelling.Key == fullest.Key)
                    continue;
                var (one, other) = Nearest(fullest, spelling);
                var (start, length) = Spanning(text, one, other);
                var found = text.Substring(start, length);
                relations.Add(new(fullest.Key, spelling.Key, RelationTypes.Alias, "", 1, found, start, .9));
            }
        }
    }

    /// <summary>A spelling whose person is called by name in other chapters only.</summary>
    private Relation Elsewhere(string text, string name, Hit spelling)
    {
        var (start, length) = Quotes.Around(text, spelling.Start, spelling.End, quoteLimit);
        return new(name, spelling.Name, RelationTypes.Alias, "", 1, text.Substring(start, length), start, .9);
    }

    private static (Hit One, Hit Other) Nearest(IEnumerable<Hit> some, IEnumerable<Hit> others)
    {
        var all = some.Select(hit => (Hit: hit, First: true))
            .Concat(others.Select(hit => (Hit: hit, First: false)))
            .OrderBy(placed => placed.Hit.Start)
            .ToList();
        var best = (-1, int.MaxValue);
        for (var i = 1; i < all.Count; i++)
        {
            var gap = all[i].Hit.Start - all[i - 1].Hit.End;
            if (all[i].First != all[i - 1].First && gap < best.Item2)
                best = (i, gap);
        }
        return (all[best.Item1 - 1].Hit, all[best.Item1].Hit);
    }

    private void Typed(
        string text,
        IReadOnlyList<Hit> hits,
        Dictionary<int, string> main,
        IReadOnlyList<Tie> ties,
        List<Relation> relations
    )
    {
        var distinctTies = ties.Where(tie => hits[tie.Source].Entity != hits[tie.Target].Entity);
        foreach (
            var group in distinctTies.GroupBy(tie =>
                (main[hits[tie.Source].Entity], main[hits[tie.Target].Entity], tie.Type, tie.Label)
            )
        )
        {
            var tie = group.First();
            var (start, length) = Spanning(text, hits[tie.Source], hits[tie.Target]);
            var (source, target, type, label) = group.Key;
            relations.Add(new(source, target, type, label, group.Count(), text.Substring(start, length), start, tie.Confidence));
        }
    }

    private void Neighbours(string text, IReadOnlyList<Hit> hits, Dictionary<int, string> main, List<Relation> relations)
    {
        var pairs = new Dictionary<(int, int), (int Count, int At)>();
        for (var i = 1; i < hits.Count; i++)
        {
            var (one, other) = (hits[i - 1], hits[i]);
            if (one.Entity == other.Entity || other.Start - one.End > reach)
                continue;
            var key = one.Entity < other.Entity ? (one.Entity, other.Entity) : (other.Entity, one.Entity);
            pairs.TryGetValue(key, out var seen);
            var better = seen.Count == 0 || other.Start - one.End < hits[seen.At].Start - hits[seen.At - 1].End;
            pairs[key] = (seen.Count + 1, better ? i : seen.At);
        }
        foreach (var ((one, other), (count, at)) in pairs.OrderBy(pair => pair.Value.At))
        {
            var (start, length) = Spanning(text, hits[at - 1], hits[at]);
            var quote = text.Substring(start, length);
            var (source, target) =
                string.CompareOrdinal(main[one], main[other]) < 0 ? (main[one], main[other]) : (main[other], main[one]);
            relations.Add(new(source, target, RelationTypes.CoOccurs, "", count, quote, start, .5));
            if (Confusable(tables.Entities[one], tables.Entities[other]))
                relations.Add(new(source, target, RelationTypes.Distinct, "", 1, quote, start, .9));
        }
    }

    /// <summary>Two people of one family stand side by side: whoever joins names by their parts must not join these.</summary>
    private static bool Confusable(Entity one, Entity other) => one.Family.Length > 0 && one.Family == other.Family;

    private (int Start, int Length) Spanning(string text, Hit one, Hit other)
    {
        var (first, last) = one.Start <= other.Start ? (one, other) : (other, one);
        return last.End - first.Start <= 2 * quoteLimit
            ? Quotes.Around(text, first.Start, last.End, quoteLimit)
            : Quotes.Around(text, last.Start, last.End, quoteLimit);
    }
}
