using Weft.Model;

namespace Weft.Graph.Suggestions;

/// <summary>The names of all entities, and which of them stand in longer ones.</summary>
internal sealed class EntityNames
{
    private readonly Dictionary<string, ResolvedEntity> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ResolvedEntity> _byId;
    private readonly Dictionary<string, List<(NameParts Parts, ResolvedEntity Entity)>> _byWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NameParts[]> _parts = new(StringComparer.Ordinal);

    public EntityNames(ResolvedBook resolved)
    {
        _byId = resolved.Entities.ToDictionary(entity => entity.Id, StringComparer.Ordinal);
        foreach (var entity in resolved.Entities)
        {
            _parts[entity.Id] = [.. entity.Aliases.Select(alias => alias.Name).Prepend(entity.Name).Select(NameParts.Of)];
            foreach (var parts in _parts[entity.Id])
            {
                _byKey.TryAdd(parts.Key, entity);
                foreach (var word in WordsOf(parts).Distinct())
                    (_byWord.TryGetValue(word, out var known) ? known : _byWord[word] = []).Add((parts, entity));
            }
            _byKey[entity.Id] = entity;
        }
    }

    public ResolvedEntity? Find(string key) => _byKey.GetValueOrDefault(key);

    public ResolvedEntity ById(string id) => _byId[id];

    /// <summary>The main one of the names that the text has.</summary>
    public static string Written(ResolvedEntity entity) =>
        NameFolding.Key(entity.Name) == entity.Id
            ? entity.Name
            : entity.Aliases.FirstOrDefault(alias => NameFolding.Key(alias.Name) == entity.Id)?.Name ?? entity.Name;

    /// <summary>Entities of its type with a longer name of which one of its names is a part; none, where one of its own names is as long.</summary>
    public IReadOnlyList<ResolvedEntity> Longer(ResolvedEntity entity) =>
        [
            .. Candidates(entity)
                .Where(candidate => candidate.Entity.Id != entity.Id && candidate.Entity.Type == entity.Type)
                .Select(candidate => candidate.Entity)
                .Distinct()
                .Where(other => !Conflict(entity, other)),
        ];

    /// <summary>One of the entity's names, and the longer one of the other's that it is a part of.</summary>
    public (string Part, string Longer) Part(ResolvedEntity entity, ResolvedEntity other) =>
        Candidates(entity)
            .Where(candidate => candidate.Entity.Id == other.Id)
            .Select(it => (it.Part.Name, it.Longer.Name))
            .First();

    private IEnumerable<(NameParts Part, NameParts Longer, ResolvedEntity Entity)> Candidates(ResolvedEntity entity) =>
        _parts[entity.Id]
            .SelectMany(part =>
                WordsOf(part)
                    .SelectMany(word => _byWord.GetValueOrDefault(word, []))
                    .Where(candidate => part.IsPartOf(candidate.Parts))
                    .Select(candidate => (part, candidate.Parts, candidate.Entity))
            );

    /// <summary>No title in common, or two given names.</summary>
    public bool Conflict(ResolvedEntity one, ResolvedEntity other)
    {
        var (a, b) = (_parts[one.Id], _parts[other.Id]);
        var (titles, others) = (a.Select(TitleOf).Where(IsTitle).ToList(), b.Select(TitleOf).Where(IsTitle).ToList());
        return titles.Count > 0 && others.Count > 0 && !titles.Intersect(others).Any()
            || a.Any(it => it.IsFull && b.Any(that => that.IsFull && it.Words[0] != that.Words[0]));

        static string TitleOf(NameParts parts) => parts.Title;
        static bool IsTitle(string title) => title.Length > 0;
    }

    /// <summary>What a longer name shares with its short form: a word, or in Han two characters beside one another.</summary>
    private static IEnumerable<string> WordsOf(NameParts parts) =>
        parts.IsHan
            ? Enumerable.Range(0, Math.Max(0, parts.Key.Length - 1)).Select(at => parts.Key.Substring(at, 2))
            : parts.Words;
}
