using Weft.Model;

namespace Weft.Graph.Resolution;

/// <summary>Entities from clusters of names: which name is shown, which type, and from which chapter on each alias is known.</summary>
internal sealed class ResolverEntities
{
    private readonly string?[] _ids;

    private ResolverEntities(int names) => _ids = new string?[names];

    public List<ResolvedEntity> All { get; } = [];

    public List<SameAs> SameAs { get; } = [];

    /// <summary>The entity of a name, by the name's index; null where no chapter mentions it.</summary>
    public string? IdOf(int name) => _ids[name];

    public static ResolverEntities Make(ResolverNames names, ResolverClusters clusters, PeoplesWord people)
    {
        var made = new ResolverEntities(names.Count);
        var joins = Neighbours(names.Count, clusters);
        foreach (var members in clusters.All())
            if (!people.Hides(members[0]))
                made.Add(names, [.. members.Where(name => names[name].Mentions > 0).Order()], joins, people);
        foreach (var (name, other, by, chapter) in clusters.Joins)
        {
            if (people.Hides(name))
                continue;
            var (low, high) = (Math.Min(name, other), Math.Max(name, other));
            made.SameAs.Add(new(names[low].Key, names[high].Key, by, chapter == int.MaxValue ? 0 : chapter));
        }
        return made;
    }

    private void Add(ResolverNames names, List<int> members, ILookup<int, (int Other, int Chapter)> joins, PeoplesWord people)
    {
        if (members.Count == 0)
            return;
        var main = members.MaxBy(name => (names[name].Mentions, -name));
        var revealed = Reveal(names, members, joins);
        var types = new Dictionary<string, int>(StringComparer.Ordinal);
        var sums = new ChapterCounts();
        foreach (var name in members)
        {
            _ids[name] = names[main].Key;
            Sum(types, names[name].Types);
            sums.Add(names[name].Counts);
        }
        var (chapters, counts) = sums.InOrder();
        var (shown, shownFrom) = Shown(names, members, main, revealed, people.ShownName(main));
        var aliases = members
            .Select(name => new EntityAlias(names[name].Form, revealed[name]))
            .Where(alias => NameFolding.Key(alias.Name) != NameFolding.Key(shown));
        All.Add(
            new(
                names[main].Key,
                shown,
                shownFrom,
                people.Type(main) ?? ResolverName.Most(types),
                [.. aliases.OrderBy(alias => alias.Chapter).ThenBy(alias => alias.Name, StringComparer.Ordinal)],
                counts.Sum(),
                chapters,
                counts
            )
        );
    }

    /// <summary>What it is called, and since which chapter: a person's own word for it is known from its first one on.</summary>
    private static (string Name, int Chapter) Shown(
        ResolverNames names,
        List<int> members,
        int main,
        Dictionary<int, int> revealed,
        string? said
    )
    {
        if (said is null)
            return (names[main].Form, revealed[main]);
        var key = NameFolding.Key(said);
        var bearer = members.FindIndex(name => names[name].Key == key);
        return (said, bearer >= 0 ? revealed[members[bearer]] : members.Min(name => names[name].First));
    }

    /// <summary>
    /// From the name that comes first along the joins: a name is known as the entity's once every join on the way to it is.
    /// A name that only people's decisions mention is passed through, and counts as known from the start.
    /// </summary>
    private static Dictionary<int, int> Reveal(
        ResolverNames names,
        List<int> members,
        ILookup<int, (int Other, int Chapter)> joins
    )
    {
        var first = members.MinBy(name => (names[name].First, name));
        var known = new Dictionary<int, int> { [first] = names[first].First };
        var queue = new Queue<int>([first]);
        while (queue.TryDequeue(out var at))
            foreach (var (other, chapter) in joins[at])
            {
                var since = Math.Max(known[at], chapter == int.MaxValue ? 0 : chapter);
                if (names[other].Mentions > 0)
                    since = Math.Max(since, names[other].First);
                if (known.TryAdd(other, since))
                    queue.Enqueue(other);
            }
        return known;
    }

    private static ILookup<int, (int Other, int Chapter)> Neighbours(int names, ResolverClusters clusters) =>
        clusters
            .Joins.SelectMany(join =>
                new[] { (join.Name, join.Other, join.Chapter), (Name: join.Other, Other: join.Name, join.Chapter) }
            )
            .ToLookup(join => join.Item1, join => (join.Item2, join.Item3));

    private static void Sum(Dictionary<string, int> into, IReadOnlyDictionary<string, int> counts)
    {
        foreach (var (key, count) in counts)
        {
            into.TryGetValue(key, out var before);
            into[key] = before + count;
        }
    }
}
