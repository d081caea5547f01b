namespace Weft.Extraction.Answers;

/// <summary>Ids and names of the entities of one answer, to tell its next piece from a new beginning.</summary>
internal sealed class AnswerNames
{
    private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);
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
        return id.Length == 0 || _ids.Add(id);
    }

    public void Add(AnswerNames piece)
    {
        _ids.UnionWith(piece._ids);
        _names.UnionWith(piece._names);
        _allHaveIds &= piece._allHaveIds;
    }

    /// <summary>Whether a piece with those names continues this one: no id and no name of it has been here.</summary>
    public bool GoOnWith(AnswerNames piece) =>
        _allHaveIds
        && piece._allHaveIds
        && _ids.Count > 0
        && piece._ids.Count > 0
        && !_ids.Overlaps(piece._ids)
        && !_names.Overlaps(piece._names);
}
