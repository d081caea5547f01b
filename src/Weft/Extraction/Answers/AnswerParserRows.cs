namespace Weft.Extraction.Answers;

/// <summary>The three arrays of an answer, wherever and under whatever name they stand.</summary>
internal sealed class AnswerParserRows
{
    private const int Deepest = 3;

    private static readonly string[] EntityNames = ["entities", "entity", "nodes", "characters", "实体", "實體", "人物"];
    private static readonly string[] RelationNames = ["relations", "relationships", "relation", "edges", "links", "关系", "關係"];
    private static readonly string[] EventNames = ["events", "event", "事件"];

    public LooseArray? Entities { get; private set; }
    public LooseArray? Relations { get; private set; }
    public LooseArray? Events { get; private set; }

    public bool IsFull => Entities is not null && Relations is not null && Events is not null;

    /// <summary>All three were read to their ends.</summary>
    public bool IsWhole => Entities is { Complete: true } && Relations is { Complete: true } && Events is { Complete: true };

    /// <summary>Takes those arrays from a value that are not there yet. False = it had none.</summary>
    public bool Take(object? value) => Take(value, 0);

    /// <summary>Takes an object that is itself a record. False = it does not look like one.</summary>
    public bool TakePiece(LooseObject piece)
    {
        if (Take(piece, Deepest))
            return true;
        if (Has(piece, "source") && Has(piece, "target"))
            (Relations ??= Empty()).Items.Add(piece);
        else if (Has(piece, "summary"))
            (Events ??= Empty()).Items.Add(piece);
        else if (Has(piece, "name"))
            (Entities ??= Empty()).Items.Add(piece);
        else
            return false;
        return true;
    }

    private bool Take(object? value, int depth)
    {
        if (value is LooseArray list)
            return TakeList(list, depth);
        if (value is not LooseObject holder)
            return false;
        var entities = Entities is null ? Entities = Find(holder, EntityNames) : null;
        var relations = Relations is null ? Relations = Find(holder, RelationNames) : null;
        var events = Events is null ? Events = Find(holder, EventNames) : null;
        if (entities is not null || relations is not null || events is not null)
            return true;
        // {"result": {"entities": …}}
        return depth < Deepest
            && holder.Members.Values.Any(inner => inner is LooseObject or LooseArray && Take(inner, depth + 1));
    }

    private bool TakeList(LooseArray list, int depth)
    {
        var taken = false;
        if (depth >= Deepest)
            return false;
        foreach (var item in list.Items.OfType<LooseObject>())
            taken |= Take(item, Deepest) || (Has(item, "type", "source", "quote") && TakePiece(item));
        return taken;
    }

    private static LooseArray? Find(LooseObject holder, string[] names)
    {
        foreach (var (key, value) in holder.Members)
            // "relation": "friend" is a field of a record.
            if (value is not (string or double or bool) && names.Contains(key.Trim().ToLowerInvariant()))
                return value switch
                {
                    LooseArray list => list,
                    LooseObject map => Listed(map),
                    _ => Empty(),
                };
        return null;
    }

    /// <summary>{"e1": {…}, "e2": {…}}: the keys are the ids. One record alone is a list of one.</summary>
    private static LooseArray Listed(LooseObject map)
    {
        if (map.Members.Count > 0 && map.Members.Values.All(value => value is LooseObject))
        {
            foreach (var (id, value) in map.Members)
                ((LooseObject)value!).Members.TryAdd("id", id);
            return new([.. map.Members.Values], map.Complete);
        }
        return new(map.Members.Count == 0 ? [] : [map], map.Complete);
    }

    private static LooseArray Empty() => new([], true);

    private static bool Has(LooseObject piece, params string[] names) =>
        names.Any(name => piece.Members.TryGetValue(name, out var value) && value is not null);
}
