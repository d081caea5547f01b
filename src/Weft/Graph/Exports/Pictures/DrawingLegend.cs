using Weft.Model;

namespace Weft.Graph.Exports.Pictures;

/// <summary>What colours and shapes mean: a row of communities where there are any, one of types, and one of kinds of ties.</summary>
internal sealed class DrawingLegend(Dictionary<string, string> words, double left, double top)
{
    private const double Size = 17;
    private const double Gap = 30;

    /// <summary>Words of kinds beside a colour, those that are there most often.</summary>
    private const int MostKinds = 3;

    private readonly List<DrawnTie> _lines = [];
    private readonly List<DrawnName> _names = [];
    private readonly List<DrawnText> _texts = [];
    private bool _anyCommunity;

    public IReadOnlyList<DrawnTie> Lines => _lines;
    public IReadOnlyList<DrawnName> Names => _names;
    public IReadOnlyList<DrawnText> Texts => _texts;

    /// <summary>Each called after its head.</summary>
    public void AddCommunities(IEnumerable<(string Name, int Count, string Dye)> communities)
    {
        var x = left;
        foreach (var (name, count, dye) in communities)
        {
            var text = $"{TextWidth.Cut(name, 24)} {count}";
            if (x + 24 + TextWidth.Of(text, Size) > GraphDrawing.Width - left)
                break;
            _names.Add(new(EntityTypes.Person, x + 8, top - 36, 8, dye, text));
            x = Say(text, x + 24, top - 30);
        }
        _anyCommunity = x > left;
    }

    /// <summary>The most frequent types first.</summary>
    public void Add(IEnumerable<string> types)
    {
        var x = left;
        foreach (var type in types.CountBy(type => type).OrderByDescending(type => type.Value).ThenBy(type => type.Key))
        {
            var text = $"{TextWidth.Cut(words.GetValueOrDefault(type.Key, type.Key), 24)} {type.Value}";
            if (x + 24 + TextWidth.Of(text, Size) > GraphDrawing.Width - left)
                break;
            var isGrouped = _anyCommunity && type.Key is (EntityTypes.Person or EntityTypes.Organisation);
            var dye = isGrouped ? EntityDyes.Alone : EntityDyes.OfEntity(type.Key);
            _names.Add(new(type.Key, x + 8, top - 6, 8, dye, text));
            x = Say(text, x + 24, top);
        }
    }

    /// <summary>The most frequent groups first; what has no colour of its own stands last.</summary>
    public void AddTies(IEnumerable<string> kinds, string language)
    {
        var x = left;
        var groups = kinds
            .GroupBy(EntityDyes.GroupOf)
            .OrderBy(group => group.Key.Length == 0)
            .ThenByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var most = group
                .CountBy(kind => kind)
                .OrderByDescending(kind => kind.Value)
                .ThenBy(kind => kind.Key, StringComparer.Ordinal)
                .Take(MostKinds)
                .Select(kind => TieKinds.Find(kind.Key)?.Name(language) ?? TextWidth.Cut(kind.Key, 24));
            var text = $"{string.Join(language == "zh" ? "、" : ", ", most)} {group.Count()}";
            if (x + 40 + TextWidth.Of(text, Size) > GraphDrawing.Width - left)
                break;
            _lines.Add(new(x, top + 24, x + 28, top + 24, 4, 0.9, EntityDyes.OfTie(group.First())));
            x = Say(text, x + 38, top + 30);
        }
    }

    private double Say(string text, double x, double y)
    {
        _texts.Add(new(text, x, y, Size, GraphDrawing.SoftInk));
        return x + TextWidth.Of(text, Size) + Gap;
    }
}
