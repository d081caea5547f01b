using Weft.Model;

namespace Weft.Graph.Resolution;

/// <summary>A raw name of a book: all mentions of one key.</summary>
internal sealed class ResolverName(string key)
{
    private readonly Dictionary<string, int> _forms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _types = new(StringComparer.Ordinal);

    public string Key { get; } = key;

    public int Mentions { get; private set; }

    /// <summary>Chapters mention it, if only with a count of nothing.</summary>
    public bool IsMentioned => _forms.Count > 0;

    /// <summary>Mentions by chapter number.</summary>
    public ChapterCounts Counts { get; } = new();

    public IReadOnlyDictionary<string, int> Types => _types;

    /// <summary>Number of the first chapter that mentions it; a name that is only in people's decisions has none.</summary>
    public int First => Counts.First;

    /// <summary>The way it is written most often; of equals the ordinally first.</summary>
    public string Form => _forms.Count > 0 ? Most(_forms) : Key;

    public void Add(Mention mention, int chapter)
    {
        Mentions += mention.Count;
        var form = NameForm.Of(mention.Name);
        _forms[form] = _forms.GetValueOrDefault(form) + mention.Count;
        _types[mention.Type] = _types.GetValueOrDefault(mention.Type) + mention.Count;
        Counts.Add(chapter, mention.Count);
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
    private readonly RawSums _sums;

    /// <summary>By number in the sums: the index, -1 for a name that ties alone know.</summary>
    private readonly int[] _indexes;

    /// <param name="decisions">Names in them take part even where no chapter mentions them, so that they can join two others.</param>
    public ResolverNames(RawSums sums, IReadOnlyList<NameDecision> decisions)
    {
        _sums = sums;
        var decided = decisions
            .SelectMany(decision => new[] { sums.NumberOf(decision.Name), sums.NumberOf(decision.Other) })
            .Where(number => number >= 0)
            .ToHashSet();
        var numbers = Enumerable
            .Range(0, sums.Names.Count)
            .Where(number => sums.Names[number].IsMentioned || decided.Contains(number))
            .OrderBy(number => sums.Names[number].Key, StringComparer.Ordinal)
            .ToList();
        All = [.. numbers.Select(number => sums.Names[number])];
        _indexes = new int[sums.Names.Count];
        Array.Fill(_indexes, -1);
        for (var i = 0; i < numbers.Count; i++)
            _indexes[numbers[i]] = i;
    }

    public IReadOnlyList<ResolverName> All { get; }

    public ResolverName this[int index] => All[index];

    public int Count => All.Count;

    /// <summary>The name's index, or -1 where no chapter mentions it.</summary>
    public int IndexOf(string name) => IndexOf(_sums.NumberOf(name));

    /// <param name="number">In the sums; such as came up since have no index.</param>
    public int IndexOf(int number) => number >= 0 && number < _indexes.Length ? _indexes[number] : -1;
}
