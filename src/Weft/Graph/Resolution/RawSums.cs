using Weft.Model;

namespace Weft.Graph.Resolution;

/// <summary>
/// What the raw chapters of a book say, summed by name and by tie as they are given: of a chapter nothing else is held, so that memory grows with
/// the cast and not with the book. Chapters are given in their order.
/// </summary>
internal sealed class RawSums
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numberOfKey = new(StringComparer.Ordinal);
    private readonly List<ResolverName> _names = [];
    private readonly Dictionary<(int Source, int Target, string Type, bool Mutual), TieSum> _ties = [];
    private readonly Dictionary<(int Low, int High), PairEvidence> _evidence = [];
    private readonly List<(int Name, EntityTrait Trait)> _traits = [];

    /// <summary>By number, in the order in which they were met; also those that no chapter mentions.</summary>
    public IReadOnlyList<ResolverName> Names => _names;

    /// <summary>By numbers of names as the chapters have them, and whether they say that it goes both ways.</summary>
    public IReadOnlyDictionary<(int Source, int Target, string Type, bool Mutual), TieSum> Ties => _ties;

    /// <summary>By numbers of names.</summary>
    public IReadOnlyDictionary<(int Low, int High), PairEvidence> Evidence => _evidence;

    /// <summary>By number of the name, in the order of the book.</summary>
    public IReadOnlyList<(int Name, EntityTrait Trait)> Traits => _traits;

    public static RawSums Of(RawBook raw)
    {
        var sums = new RawSums();
        foreach (var chapter in raw.Chapters.OrderBy(chapter => chapter.Chapter.Position))
            sums.Add(chapter);
        return sums;
    }

    public void Add(RawChapter chapter)
    {
        var number = chapter.Chapter.Number;
        foreach (var mention in chapter.Facts.Mentions)
            if (NumberOf(mention.Name) is >= 0 and var name)
                _names[name].Add(mention, number);
        foreach (var said in chapter.Facts.Relations)
            Add(said, number);
        foreach (var said in chapter.Facts.Traits)
            if (NumberOf(said.Name) is >= 0 and var name)
                _traits.Add((name, new(said.Kind, NameForm.Of(said.Text), number, said.Quote, said.Offset)));
    }

    /// <summary>The name's number, -1 where nothing of it can be a name.</summary>
    public int NumberOf(string name)
    {
        if (_numbers.TryGetValue(name, out var number))
            return number;
        var key = NameFolding.Key(name);
        if (key.Length == 0)
            number = -1;
        else if (!_numberOfKey.TryGetValue(key, out number))
        {
            _numberOfKey[key] = number = _names.Count;
            _names.Add(new ResolverName(key));
        }
        return _numbers[name] = number;
    }

    private void Add(Relation said, int chapter)
    {
        var (source, target) = (NumberOf(said.Source), NumberOf(said.Target));
        if (source < 0 || target < 0 || source == target)
            return;
        if (said.Type != RelationTypes.CoOccurs)
        {
            var pair = (Math.Min(source, target), Math.Max(source, target));
            (_evidence.TryGetValue(pair, out var heard) ? heard : _evidence[pair] = new()).Add(said, chapter);
        }
        if (said.Type is RelationTypes.Alias or RelationTypes.Distinct)
            return;
        var key = (source, target, said.Type, said.Mutual);
        (_ties.TryGetValue(key, out var sum) ? sum : _ties[key] = new()).Add(said, chapter);
    }
}
