using Weft.Graph.Timelines;
using Weft.Model;

namespace Weft.Graph;

/// <summary>
/// The readers' questions to a resolved layer, answered in memory: the same answers from every store. Made once per resolved layer
/// (time and space linear in it); safe for use by several readers at once. While a resolve is being written a link may have an end
/// that is not there yet: it is left out.
/// </summary>
internal sealed class ResolvedView
{
    private readonly Dictionary<string, ResolvedEntity> _entities;
    private readonly Dictionary<string, List<ResolvedRelation>> _links = new(StringComparer.Ordinal);
    private readonly Lazy<(ResolvedEntity Entity, string Key, int Chapter)[]> _names;

    public ResolvedView(ResolvedBook book)
    {
        Book = book;
        _entities = book.Entities.ToDictionary(entity => entity.Id, StringComparer.Ordinal);
        foreach (var relation in book.Relations)
        {
            if (!_entities.ContainsKey(relation.Source) || !_entities.ContainsKey(relation.Target))
                continue;
            Links(relation.Source).Add(relation);
            Links(relation.Target).Add(relation);
        }
        _names = new(() => [.. book.Entities.SelectMany(NamesOf)]);
    }

    public ResolvedBook Book { get; }

    public IReadOnlyList<EntityRow> Top(EntityQuery query) =>
        [
            .. Book
                .Entities.Where(entity => query.Type is null ? !entity.IsEvent() : entity.Type == query.Type)
                .Select(entity => entity.At(query.UpTo))
                .OfType<ResolvedEntity>()
                .OrderByDescending(entity => entity.Mentions)
                .ThenBy(entity => entity.Id, StringComparer.Ordinal)
                .Take(query.AtMost)
                .Select(Row),
        ];

    public ResolvedEntity? Find(string entity, int? upTo) => _entities.GetValueOrDefault(entity)?.At(upTo);

    /// <summary>Keys of all names that are the entity, as far as they are revealed.</summary>
    public HashSet<string> KeysOf(ResolvedEntity entity, int? upTo) =>
        [.. NamesOf(_entities[entity.Id]).Where(name => upTo is null || name.Chapter <= upTo).Select(name => name.Key)];

    /// <summary>Ties to events are left out, but for those of an event itself.</summary>
    public IReadOnlyList<ResolvedRelation> Neighbours(string entity, int? upTo, int atMost) =>
        [
            .. _links
                .GetValueOrDefault(entity, [])
                .Where(relation => IsEvent(entity) || !IsEvent(relation.Source) && !IsEvent(relation.Target))
                .Select(relation => relation.At(upTo))
                .OfType<ResolvedRelation>()
                .OrderByDescending(relation => relation.Weight)
                .ThenBy(relation => relation.Source, StringComparer.Ordinal)
                .ThenBy(relation => relation.Target, StringComparer.Ordinal)
                .ThenBy(relation => relation.Type, StringComparer.Ordinal)
                .Take(atMost),
        ];

    public IReadOnlyList<EntityRow> Search(string text, int? upTo, int atMost)
    {
        var key = NameFolding.Key(text);
        if (key.Length == 0)
            return [];
        var best = new Dictionary<ResolvedEntity, int>(ReferenceEqualityComparer.Instance);
        foreach (var (entity, name, chapter) in _names.Value)
        {
            var rank =
                name == key ? 0
                : name.StartsWith(key, StringComparison.Ordinal) ? 1
                : name.Contains(key, StringComparison.Ordinal) ? 2
                : 3;
            if (rank < 3 && (upTo is null || chapter <= upTo) && rank < best.GetValueOrDefault(entity, 3))
                best[entity] = rank;
        }
        return
        [
            .. best.Select(pair => (pair.Value, Known: pair.Key.At(upTo)))
                .Where(pair => pair.Known is not null)
                .OrderBy(pair => pair.Known!.IsEvent())
                .ThenBy(pair => pair.Value)
                .ThenByDescending(pair => pair.Known!.Mentions)
                .ThenBy(pair => pair.Known!.Id, StringComparer.Ordinal)
                .Take(atMost)
                .Select(pair => Row(pair.Known!)),
        ];
    }

    /// <summary>Breadth first, through no event; of equally short paths the one whose steps have the ordinally smallest ids, seen from the start.</summary>
    public IReadOnlyList<string> ShortestPath(string from, string to, int? upTo)
    {
        if (Find(from, upTo) is null || Find(to, upTo) is null)
            return [];
        var before = new Dictionary<string, string>(StringComparer.Ordinal) { [from] = from };
        var queue = new Queue<string>([from]);
        while (queue.TryDequeue(out var at) && at != to)
            foreach (var next in Steps(at, upTo))
                if ((next == to || !IsEvent(next)) && before.TryAdd(next, at))
                    queue.Enqueue(next);
        if (!before.ContainsKey(to))
            return [];
        var path = new List<string> { to };
        while (path[^1] != from)
            path.Add(before[path[^1]]);
        path.Reverse();
        return path;
    }

    private bool IsEvent(string entity) => _entities.TryGetValue(entity, out var known) && known.IsEvent();

    private IEnumerable<string> Steps(string at, int? upTo) =>
        _links
            .GetValueOrDefault(at, [])
            .Where(relation => upTo is null || relation.First <= upTo)
            .Select(relation => relation.Source == at ? relation.Target : relation.Source)
            .Order(StringComparer.Ordinal);

    private List<ResolvedRelation> Links(string entity)
    {
        if (!_links.TryGetValue(entity, out var links))
            _links[entity] = links = [];
        return links;
    }

    private static IEnumerable<(ResolvedEntity Entity, string Key, int Chapter)> NamesOf(ResolvedEntity entity) =>
        entity
            .Aliases.Select(alias => (entity, NameFolding.Key(alias.Name), alias.Chapter))
            .Prepend((entity, NameFolding.Key(entity.Name), entity.NameChapter));

    private static EntityRow Row(ResolvedEntity entity) =>
        new(entity.Id, entity.Name, entity.Type, entity.Mentions, entity.First, entity.Last);
}
