namespace Weft.Extraction.Answers;

/// <summary>The three lists of one answer, wherever and under whatever names they stand. It is in one piece, or in several that complete each other.</summary>
internal sealed class AnswerParserRows
{
    /// <summary>Null = it has no such list.</summary>
    public LooseArray? Entities { get; private set; }
    public LooseArray? Relations { get; private set; }
    public LooseArray? Events { get; private set; }

    /// <summary>What it took to read the pieces: the worst of them.</summary>
    public AnswerRung Rung { get; private set; }

    /// <summary>A piece ends before its end.</summary>
    public bool Cut { get; private set; }

    public bool IsEmpty => Entities is null && Relations is null && Events is null;

    /// <summary>Nothing is missing at the end: each list that began was read to its end, and if a piece was cut, all three are there.</summary>
    public bool IsWhole =>
        !Cut || (Entities is { Complete: true } && Relations is { Complete: true } && Events is { Complete: true });

    /// <summary>All lists that are there were read to their ends.</summary>
    public bool ListsAreWhole => Entities?.Complete != false && Relations?.Complete != false && Events?.Complete != false;

    public void Came(AnswerRung rung, bool cut)
    {
        Rung = rung > Rung ? rung : Rung;
        Cut |= cut;
    }

    /// <summary>Takes the lists of an object. False = it has none.</summary>
    public bool Take(LooseObject holder)
    {
        var before = (Entities, Relations, Events);
        var isRecord = IsRecord(holder);
        if (isRecord && HasName(holder) && !HasEntities(holder))
            return false;
        foreach (var (key, value) in holder.Members)
        {
            // "relation": "friend" is a field of a record, and so is "people": ["e1"].
            var form = AnswerKeys.Form(key);
            if (value is double or bool || (value is string text && !AnswerParserText.MayBeJson(text)))
                continue;
            if (isRecord && value is null or LooseArray { Items: [string or double or null, ..] })
                continue;
            if (AnswerKeys.Entities.Contains(form))
                Entities = Joined(Entities, AnswerLists.Entities(value));
            else if (AnswerKeys.Relations.Contains(form))
                Relations = Joined(Relations, AnswerLists.Relations(value));
            else if (AnswerKeys.Events.Contains(form))
                Events = Joined(Events, AnswerLists.Events(value));
            else if (value is LooseArray or LooseObject && AnswerKeys.OfType.TryGetValue(form, out var type))
                Entities = Joined(Entities, AnswerLists.Entities(value, type));
        }
        TakeInner(Entities);
        return before != (Entities, Relations, Events);
    }

    /// <summary>Takes an object that is itself a record. False = it does not look like one.</summary>
    public bool TakePiece(LooseObject piece)
    {
        if (AnswerLists.Unwrapped(piece) is LooseObject inner && inner != piece)
            piece = inner;
        var fields = new AnswerFields(piece);
        if (fields.HasAny(AnswerKeys.NoRecord))
            return false;
        if (fields.Has(AnswerKeys.Source) && fields.Has(AnswerKeys.Target))
            (Relations ??= Empty()).Items.Add(piece);
        else if (fields.Text(AnswerKeys.EventOnly).Length > 0)
            (Events ??= Empty()).Items.Add(piece);
        else if (fields.Text(AnswerKeys.Name).Length > 0 || (fields.Has("id") && fields.Has("type")))
        {
            (Entities ??= Empty()).Items.Add(piece);
            TakeInner(new([piece], true));
        }
        else
            return false;
        return true;
    }

    /// <summary>
    /// Takes out what stands among the records and is an answer itself: the end of a list was missing, and its reader went on into the next answer.
    /// </summary>
    public List<AnswerParserRows> Swallowed(Func<LooseObject, List<AnswerParserRows>> find)
    {
        var answers = new List<AnswerParserRows>();
        foreach (var list in (LooseArray?[])[Entities, Relations, Events])
            list?.Items.RemoveAll(item =>
            {
                var found = item is LooseObject holder && !IsRecord(holder) && !HasName(holder) ? find(holder) : [];
                answers.AddRange(found);
                return found.Count > 0;
            });
        Cut |= answers.Count > 0;
        return answers;
    }

    /// <summary>Relations that stand in the record of their source.</summary>
    private void TakeInner(LooseArray? entities)
    {
        foreach (var entity in entities?.Items.OfType<LooseObject>() ?? [])
        foreach (var (key, value) in entity.Members)
            if (value is LooseArray { Items: [LooseObject, ..] } && AnswerKeys.Relations.Contains(AnswerKeys.Form(key)))
                Relations = Joined(Relations, AnswerLists.RelationsOf(entity, value));
    }

    /// <summary>These records stood in one list, which was read to its end or not.</summary>
    public AnswerParserRows EndingAs(bool complete)
    {
        Entities = Entities is null ? null : Entities with { Complete = complete };
        Relations = Relations is null ? null : Relations with { Complete = complete };
        Events = Events is null ? null : Events with { Complete = complete };
        return this;
    }

    /// <summary>A map of names alone, as it stands for the whole answer: {"Anne": {"type": "person"}}. False = it is none.</summary>
    public bool TakeNames(LooseObject map)
    {
        if (map.Members.Count == 0 || !map.Members.All(member => IsNamed(member.Key, member.Value)))
            return false;
        var names = new LooseObject(new(StringComparer.Ordinal), map.Complete, map.Source);
        foreach (var (key, value) in map.Members)
            // "entity_1": {…}, "relation_1": {…}
            if (
                value is LooseObject record
                && (AnswerLists.HasEnds(record) || new AnswerFields(record).Has(AnswerKeys.EventOnly))
            )
                TakePiece(record);
            else
                names.Members[key] = value;
        Entities = Joined(Entities, AnswerLists.Entities(names));
        TakeInner(Entities);
        return true;
    }

    /// <summary>Takes over what a further piece of the same answer brings.</summary>
    public void Join(AnswerParserRows piece)
    {
        Entities = Joined(Entities, piece.Entities);
        Relations = Joined(Relations, piece.Relations);
        Events = Joined(Events, piece.Events);
        Came(piece.Rung, piece.Cut);
    }

    private static bool HasName(LooseObject holder) => new AnswerFields(holder).Value(AnswerKeys.Name) is string;

    private static bool HasEntities(LooseObject holder) =>
        holder.Members.Any(member =>
            member.Value is LooseObject or LooseArray { Items: [] or [LooseObject or LooseArray, ..] }
            && AnswerKeys.IsEntities(AnswerKeys.Form(member.Key))
        );

    private static bool IsNamed(string key, object? value)
    {
        if (value is not LooseObject record || AnswerKeys.Around.Contains(AnswerKeys.Form(key)) || HasEntities(record))
            return false;
        var fields = new AnswerFields(record);
        return fields.Has(AnswerKeys.EntityType)
            || fields.Has(AnswerKeys.Aliases)
            || fields.Has(AnswerKeys.EventOnly)
            || AnswerLists.HasEnds(record);
    }

    /// <summary>Whether lists in it are its own fields.</summary>
    private static bool IsRecord(LooseObject holder)
    {
        var fields = new AnswerFields(holder);
        return fields.Has(AnswerKeys.Source) && fields.Has(AnswerKeys.Target)
            || fields.Value(AnswerKeys.EventOnly) is string
            || fields.Value("name", "id") is string;
    }

    /// <summary>Into the list that is there: a copy for each of many pieces would cost their square.</summary>
    private static LooseArray? Joined(LooseArray? one, LooseArray? other)
    {
        if (one is null || other is null)
            return one ?? other;
        one.Items.AddRange(other.Items);
        return one with { Complete = one.Complete && other.Complete };
    }

    private static LooseArray Empty() => new([], true);
}
