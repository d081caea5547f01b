namespace Weft.Extraction.Answers;

/// <summary>Ids and names of the entities of one answer, to tell its next piece from a new beginning.</summary>
internal sealed class AnswerNames
{
    private readonly Dictionary<string, string> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Each entity has an id, so that nothing else can be meant by it.</summary>
    private bool _allHaveIds = true;

    public static AnswerNames Of(AnswerParserRows rows)
    {
        var names = new AnswerNames();
        foreach (var record in rows.Entities?.Items.OfType<LooseObject>() ?? [])
            names.Add(record);
        return names;
    }

    /// <summary>False = the id already belongs to another name: these are records of another answer.</summary>
    public bool Add(LooseObject record)
    {
        var fields = new AnswerFields(record);
        var (id, name) = (fields.Text(AnswerKeys.Id), fields.Text(AnswerKeys.Name));
        _allHaveIds &= id.Length > 0;
        _names.Add(name);
        return id.Length == 0 || _byId.TryAdd(id, name);
    }

    public void Add(AnswerNames piece)
    {
        foreach (var (id, name) in piece._byId)
            _byId.TryAdd(id, name);
        _names.UnionWith(piece._names);
        _allHaveIds &= piece._allHaveIds;
    }

    /// <summary>Whether a piece with those names continues this one: no id and no name of it has been here.</summary>
    public bool GoOnWith(AnswerNames piece) =>
        _allHaveIds
        && piece._allHaveIds
        && _byId.Count > 0
        && piece._byId.Count > 0
        && !piece._byId.Keys.Any(_byId.ContainsKey)
        && !_names.Overlaps(piece._names);

    /// <summary>Of the relations of a piece, how many have a quote that names both ends, if their ids are of these entities.</summary>
    public int Borne(AnswerParserRows piece) => piece.Relations?.Items.Count(IsBorne) ?? 0;

    private bool IsBorne(object? relation)
    {
        if (relation is not LooseObject record)
            return false;
        var fields = new AnswerFields(record);
        var quote = fields.Text(AnswerKeys.Quote);
        return IsIn(quote, fields.Text(AnswerKeys.Source)) && IsIn(quote, fields.Text(AnswerKeys.Target));
    }

    private bool IsIn(string quote, string end) =>
        _byId.TryGetValue(end, out var name) && name.Length > 0 && quote.Contains(name, StringComparison.Ordinal);
}
