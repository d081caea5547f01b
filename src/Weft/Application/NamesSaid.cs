using Weft.Graph;
using Weft.Graph.Resolution;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Application;

/// <summary>What the chapters say of one entity's names: who found them, and which of them are one.</summary>
internal sealed class NamesSaid(IEnumerable<string> names)
{
    private readonly Dictionary<string, string> _written = names
        .DistinctBy(NameFolding.Key)
        .ToDictionary(NameFolding.Key, StringComparer.Ordinal);

    private readonly Dictionary<(string Low, string High), (int Chapter, string Quote)> _one = [];

    /// <summary>By provider: chapters in which it found one of the names.</summary>
    public Dictionary<string, int> Providers { get; } = new(StringComparer.Ordinal);

    public bool Has(string name) => _written.ContainsKey(NameFolding.Key(name));

    /// <summary>Chapters in the order of the book.</summary>
    public void Add(RawChapter chapter)
    {
        if (chapter.Facts.Mentions.Any(mention => Has(mention.Name)))
            Providers[chapter.Provider] = Providers.GetValueOrDefault(chapter.Provider) + 1;
        foreach (var relation in chapter.Facts.Relations)
            if (relation.Type == RelationTypes.Alias && Has(relation.Source) && Has(relation.Target))
                _one.TryAdd(
                    Pair(NameFolding.Key(relation.Source), NameFolding.Key(relation.Target)),
                    (chapter.Chapter.Number, relation.Quote)
                );
    }

    /// <summary>Why two of the names are one; null where one of them is another entity's.</summary>
    public EntityReason? Joined(SameAs same)
    {
        if (!_written.TryGetValue(same.Name, out var name) || !_written.TryGetValue(same.Other, out var other))
            return null;
        if (same.By == ResolverClusters.ByPerson)
            return new(EntityReasons.DecidedOne(name, other));
        var (chapter, quote) = _one.GetValueOrDefault(Pair(same.Name, same.Other), (same.Chapter, ""));
        return new(EntityReasons.SaidOne(name, other, chapter), chapter, quote);
    }

    private static (string, string) Pair(string one, string other) =>
        string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);
}
