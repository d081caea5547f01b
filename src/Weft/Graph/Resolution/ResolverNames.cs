using Weft.Model;

namespace Weft.Graph.Resolution;

/// <summary>A raw name of a book: all mentions of one key.</summary>
internal sealed class ResolverName(string key)
{
    private readonly Dictionary<string, int> _forms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _types = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, int> _counts = [];

    public string Key { get; } = key;

    public int Mentions { get; private set; }

    /// <summary>Mentions by chapter number.</summary>
    public IReadOnlyDictionary<int, int> Counts => _counts;

    public IReadOnlyDictionary<string, int> Types => _types;

    /// <summary>Number of the first chapter that mentions it; a name that is only in people's decisions has none.</summary>
    public int First => _counts.Count > 0 ? _counts.First().Key : int.MaxValue;

    /// <summary>The way it is written most often; of equals the ordinally first.</summary>
    public string Form => _forms.Count > 0 ? Most(_forms) : Key;

    public void Add(Mention mention, int chapter)
    {
        Mentions += mention.Count;
        var form = NameForm.Of(mention.Name);
        _forms[form] = _forms.GetValueOrDefault(form) + mention.Count;
        _types[mention.Type] = _types.GetValueOrDefault(mention.Type) + mention.Count;
        _counts[chapter] = _counts.GetValueOrDefault(chapter) + mention.Count;
    }

    /// <summary>The key with the highest count; of equals the ordinally first.</summary>
    public static string Most(IEnumerable<KeyValuePair<string, int>> counts) =>
        counts
            .Aggregate(
                (best, next) =>
                    next.Value > best.Value || next.Value == best.Value && string.CompareOrdinal(next.Key, best.Key) < 0
                        ? next
                        : best
            )
            .Key;
}

/// <summary>All raw names of a book in ordinal order of their keys: an index into this list says the same however the facts arrived.</summary>
internal sealed class ResolverNames
{
    private readonly Dictionary<string, int> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _folded = new(StringComparer.Ordinal);

    /// <param name="decisions">Names in them take part even where no chapter mentions them, so that they can join two others.</param>
    public ResolverNames(RawBook raw, IReadOnlyList<Model.NameDecision> decisions)
    {
        var found = new Dictionary<string, ResolverName>(StringComparer.Ordinal);
        foreach (var chapter in raw.Chapters)
        foreach (var mention in chapter.Facts.Mentions)
            Add(mention.Name)?.Add(mention, chapter.Chapter.Number);
        foreach (var decision in decisions)
        {
            Add(decision.Name);
            Add(decision.Other);
        }
        All = [.. found.Values.OrderBy(name => name.Key, StringComparer.Ordinal)];
        for (var i = 0; i < All.Count; i++)
            _byKey[All[i].Key] = i;

        ResolverName? Add(string name)
        {
            var key = KeyOf(name);
            if (key.Length == 0)
                return null;
            if (!found.TryGetValue(key, out var known))
                found[key] = known = new ResolverName(key);
            return known;
        }
    }

    public IReadOnlyList<ResolverName> All { get; }

    public ResolverName this[int index] => All[index];

    public int Count => All.Count;

    /// <summary>The name's index, or -1 where no chapter mentions it.</summary>
    public int IndexOf(string name) => _byKey.GetValueOrDefault(KeyOf(name), -1);

    private string KeyOf(string name)
    {
        if (!_folded.TryGetValue(name, out var key))
            _folded[name] = key = NameFolding.Key(name);
        return key;
    }
}
