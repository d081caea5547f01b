using Weft.Model;

namespace Weft.Graph.Exports;

/// <summary>Chapter, kind and sentence of every quote of a tie that is drawn, by the tie <c>A~B</c> whose ends stand in ordinal order.</summary>
internal sealed class TieQuotes
{
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<object[]>> _quotes = new(StringComparer.Ordinal);

    public TieQuotes(IEnumerable<ResolvedEntity> drawn)
    {
        foreach (var entity in drawn)
        foreach (var name in entity.Aliases.Select(alias => alias.Name).Append(entity.Name).Append(entity.Id))
            _owners.TryAdd(NameFolding.Key(name), entity.Id);
    }

    public IReadOnlyDictionary<string, List<object[]>> ByTie => _quotes;

    public void Add(RawChapter chapter)
    {
        foreach (var relation in chapter.Facts.Relations)
            if (
                relation.Type is not (RelationTypes.Alias or RelationTypes.Distinct)
                && _owners.TryGetValue(NameFolding.Key(relation.Source), out var one)
                && _owners.TryGetValue(NameFolding.Key(relation.Target), out var other)
                && one != other
            )
            {
                var tie = string.CompareOrdinal(one, other) < 0 ? $"{one}~{other}" : $"{other}~{one}";
                if (!_quotes.TryGetValue(tie, out var lines))
                    _quotes[tie] = lines = [];
                lines.Add([chapter.Chapter.Number, relation.Type, relation.Quote]);
            }
    }
}
