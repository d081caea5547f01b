namespace Weft.Extraction.Answers;

/// <summary>
/// Brings what stands where a list of records was asked for to such a list: one record alone, a map by ids or by names, lists by type,
/// names alone, records wrapped in an object of their own, JSON inside a string.
/// </summary>
internal static class AnswerLists
{
    private const int Deepest = 4;

    /// <summary>Null = nothing that could be a list.</summary>
    /// <param name="type">Of records that do not say theirs; empty = none.</param>
    public static LooseArray? Entities(object? value, string type = "", int depth = 0)
    {
        if (depth > Deepest)
            return null;
        return Opened(value) switch
        {
            null => new([], true),
            LooseArray list => EntityItems(list, type, depth),
            LooseObject map when IsEntity(map) => new([Typed(map, type)], map.Complete),
            LooseObject map => EntityMap(map, type, depth),
            _ => null,
        };
    }

    public static LooseArray? Relations(object? value) =>
        Opened(value) switch
        {
            null => new([], true),
            LooseArray list => new([.. Flat(list).Select(Relation)], list.Complete),
            LooseObject map => RelationMap(map),
            _ => null,
        };

    /// <summary>Of the entity in whose record they stand, where they do not say another source.</summary>
    public static LooseArray? RelationsOf(LooseObject entity, object? value)
    {
        var fields = new AnswerFields(entity);
        var own = fields.Text([.. AnswerKeys.Id, .. AnswerKeys.Name]);
        var relations = Relations(value);
        foreach (var relation in relations?.Items.OfType<LooseObject>() ?? [])
            if (!new AnswerFields(relation).Has(AnswerKeys.Source))
                relation.Members["source"] = own;
        return relations;
    }

    public static LooseArray? Events(object? value) =>
        Opened(value) switch
        {
            null => new([], true),
            LooseArray list => new(
                [.. Flat(list).Select(item => item is string words ? Made("summary", words) : Unwrapped(item))],
                list.Complete
            ),
            LooseObject map => EventMap(map),
            _ => null,
        };

    /// <summary>{"entity": {…}} as an item of a list: the record inside.</summary>
    public static object? Unwrapped(object? item) =>
        item is LooseObject { Members: { Count: 1 } members, Complete: true }
        && members.First() is { Value: LooseObject inner } only
        && AnswerKeys.IsList(AnswerKeys.Form(only.Key))
        && (IsEntity(inner) || HasEnds(inner) || new AnswerFields(inner).Has(AnswerKeys.EventOnly))
            ? inner
            : item;

    private static LooseArray EntityItems(LooseArray list, string type, int depth)
    {
        var items = Flat(list).ToList();
        // Names alone; among records, a bare word is no record.
        if (items.Count > 0 && items.TrueForAll(item => item is string))
            return new([.. items.Select(item => (object?)Typed(Made("name", (string)item!), type))], list.Complete);
        var records = new List<object?>(items.Count);
        foreach (var item in items)
            if (Unwrapped(item) is not LooseObject record)
                records.Add(item);
            else if (!IsNameAlone(record))
                records.Add(Typed(record, type));
            else
                records.AddRange(EntityMap(record, type, depth).Items);
        return new(records, list.Complete);
    }

    /// <summary>[{"Anne": {…}}, {"Tom": "person"}]</summary>
    private static bool IsNameAlone(LooseObject record) =>
        record is { Complete: true, Members.Count: 1 }
        && !IsEntity(record)
        && record.Members.First().Value is LooseObject or LooseArray or string
        && (record.Members.First().Value is not string said || AnswerKeys.IsType(said));

    /// <summary>The keys are ids, names or types.</summary>
    private static LooseArray EntityMap(LooseObject map, string type, int depth)
    {
        var items = new List<object?>();
        var complete = map.Complete;
        foreach (var (key, value) in map.Members)
        {
            var form = AnswerKeys.Form(key);
            var isType = AnswerKeys.OfType.TryGetValue(form, out var named);
            if (isType && value is LooseArray or LooseObject || AnswerKeys.Entities.Contains(form))
            {
                var inner = Entities(value, named ?? type, depth + 1);
                items.AddRange(inner?.Items ?? []);
                complete &= inner?.Complete ?? true;
            }
            else if (value is LooseObject record)
                items.Add(Typed(Named(record, key, "name", AnswerKeys.Name), type));
            else if (value is LooseArray list)
            {
                items.AddRange(
                    list.Items.Exists(item => item is LooseObject) ? EntityItems(list, type, depth).Items : Names(key, list, type)
                );
                complete &= list.Complete;
            }
            else if (!AnswerKeys.Around.Contains(form))
                items.Add(Typed(OfName(key, value, map), type));
        }
        return new(items, complete);
    }

    /// <summary>"Anne": "person".</summary>
    private static LooseObject OfName(string name, object? value, LooseObject map)
    {
        var record = Made("name", name, map.Source);
        if (value is string said)
            record.Members["type"] = said;
        return record;
    }

    /// <summary>"Anne": ["Nan"], or "main characters": ["Anne", "Tom"]: who can tell? Each is a name by itself.</summary>
    private static IEnumerable<object?> Names(string key, LooseArray list, string type) =>
        list.Items.OfType<string>().Prepend(key).Select(name => Typed(Made("name", name), type));

    private static LooseArray RelationMap(LooseObject map)
    {
        if (map.Members.Count == 0)
            return new([], map.Complete);
        if (HasEnds(map))
            return new([map], map.Complete);
        var items = new List<object?>();
        foreach (var (key, value) in map.Members)
            if (value is LooseObject record)
                items.Add(HasEnds(record) ? record : WithKey(record, key));
            else if (value is LooseArray list)
                items.AddRange(Flat(list).Select(item => item is LooseObject inner ? WithKey(inner, key) : Relation(item)));
        return items.Count > 0 ? new(items, map.Complete) : new([map], map.Complete);
    }

    /// <summary>Under the name of their source, or under their type.</summary>
    private static LooseObject WithKey(LooseObject record, string key)
    {
        var fields = new AnswerFields(record);
        if (!fields.Has(AnswerKeys.Source) && fields.Has(AnswerKeys.Target))
            record.Members["source"] = key;
        else if (!fields.Has(AnswerKeys.RelationType))
            record.Members["type"] = key;
        return record;
    }

    /// <summary>["Anne", "sister", "Hale"] is source, relation, target, and with a fourth its quote.</summary>
    private static object? Relation(object? item)
    {
        if (item is not LooseArray { Items: [string source, string type, string target, ..] rest })
            return Unwrapped(item);
        var record = Made("source", source, $"{source}, {type}, {target}");
        (record.Members["type"], record.Members["target"]) = (type, target);
        if (rest is [_, _, _, string quote])
            record.Members["quote"] = quote;
        return record;
    }

    private static LooseArray EventMap(LooseObject map)
    {
        if (map.Members.Count == 0)
            return new([], map.Complete);
        if (map.Members.Values.Any(value => value is not LooseObject))
            return new([map], map.Complete);
        return new(
            [.. map.Members.Select(entry => (object?)Named((LooseObject)entry.Value!, entry.Key, "summary", AnswerKeys.Summary))],
            map.Complete
        );
    }

    /// <summary>The key is the record's id, and its name where it has none of its own.</summary>
    private static LooseObject Named(LooseObject record, string key, string field, string[] names)
    {
        if (!AnswerKeys.IsIdShaped(key) && new AnswerFields(record).Text(names).Length == 0)
            record.Members[field] = key;
        record.Members.TryAdd("id", key);
        return record;
    }

    private static LooseObject Typed(LooseObject record, string type)
    {
        if (type.Length > 0 && new AnswerFields(record).Text(AnswerKeys.EntityType).Length == 0)
            record.Members["type"] = type;
        return record;
    }

    private static bool IsEntity(LooseObject record) =>
        record.Members.Any(member => member.Value is not (LooseObject or LooseArray) && AnswerKeys.IsEntityField(member.Key));

    /// <summary>It is a relation.</summary>
    public static bool HasEnds(LooseObject record)
    {
        var fields = new AnswerFields(record);
        return fields.Has(AnswerKeys.Source) && fields.Has(AnswerKeys.Target);
    }

    /// <summary>Lists inside the list are laid out in it, and JSON inside strings is opened.</summary>
    private static IEnumerable<object?> Flat(LooseArray list)
    {
        foreach (var item in list.Items)
            if (item is string && Opened(item) is LooseObject opened)
                yield return opened;
            else if (item is LooseArray inner && inner.Items.Exists(each => each is LooseObject))
                foreach (var each in inner.Items)
                    yield return each;
            else
                yield return item;
    }

    /// <summary>What a string holds where that is JSON, so deep as such strings are read.</summary>
    private static object? Opened(object? value)
    {
        for (var depth = 0; depth < AnswerFinder.DeepestString && value is string text; depth++)
        {
            var inner = text.Trim();
            if (inner is not (['{', ..] or ['[', ..] or ['"', ..]))
                return value;
            value = inner[0] == '"' ? AnswerParserText.Strict(inner) ?? text : Loose(inner);
            if (ReferenceEquals(value, text))
                return text;
        }
        return value;
    }

    private static object? Loose(string text) => AnswerParserText.Strict(text) ?? new AnswerRepair(text, 0).Read();

    private static LooseObject Made(string key, string value, string? source = null) =>
        new(new(StringComparer.Ordinal) { [key] = value }, true, source ?? value);
}
