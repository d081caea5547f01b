using Weft.Model;

namespace Weft.Extraction.Answers;

/// <summary>
/// What an entity's record says of it: the list that was asked for, a map by kind, or fields of the record itself. A text that brings no quote of its
/// own has the entity's. A kind that is none of ours is told in the text.
/// </summary>
internal static class AnswerTraits
{
    private const int Most = 20;

    /// <summary>As they came, none checked; the quote of one may be empty.</summary>
    public static IReadOnlyList<TraitRecord> Of(LooseObject record)
    {
        var fields = new AnswerFields(record);
        var quote = fields.Text(AnswerKeys.Quote);
        var traits = new List<TraitRecord>();
        foreach (var key in AnswerKeys.Traits)
            if (fields.Value(key) is LooseArray or LooseObject)
                AddAll(traits, fields.Value(key), quote);
        // "title": "Anne" may be the name itself.
        var isNamed = fields.Has("name", "entityname", "fullname", "名称", "名字", "姓名");
        foreach (var (key, value) in record.Members)
            if (
                AnswerKeys.TraitFields.TryGetValue(AnswerKeys.Form(key), out var kind)
                && !AnswerKeys.Traits.Contains(AnswerKeys.Form(key))
                && (isNamed || !AnswerKeys.Name.Contains(AnswerKeys.Form(key)))
            )
                AddField(traits, kind, value, QuoteOf(fields, AnswerKeys.Form(key), quote));
        return [.. traits.Where(trait => trait.Text.Length > 0).Distinct().Take(Most)];
    }

    private static void AddAll(List<TraitRecord> traits, object? said, string quote)
    {
        foreach (var item in said is LooseArray list ? list.Items : [said])
            if (item is string words)
                traits.Add(new(TraitKinds.Trait, words, quote));
            else if (item is LooseObject one && IsRecord(one))
                traits.Add(Record(one, quote));
            else if (item is LooseObject map)
                AddMap(traits, map, quote);
    }

    /// <summary>{"kind": "title", "text": "Captain", "quote": "…"}, and not {"title": "Captain", "quote": "…"}.</summary>
    private static bool IsRecord(LooseObject one)
    {
        var fields = new AnswerFields(one);
        return fields.Text(AnswerKeys.TraitText).Length > 0
            && (fields.Has(AnswerKeys.TraitKind) || !one.Members.Keys.Any(IsField));
    }

    private static TraitRecord Record(LooseObject one, string quote)
    {
        var fields = new AnswerFields(one);
        // One that has a place for its quote and leaves it empty has none.
        var own = fields.Has(AnswerKeys.TraitQuote) ? fields.Text(AnswerKeys.TraitQuote) : quote;
        return Named(fields.Text(AnswerKeys.TraitKind), fields.Text(AnswerKeys.TraitText), own);
    }

    /// <summary>{"title": "Captain", "hair": "red"}</summary>
    private static void AddMap(List<TraitRecord> traits, LooseObject map, string quote)
    {
        var fields = new AnswerFields(map);
        var own = fields.Text(AnswerKeys.TraitQuote) is { Length: > 0 } said ? said : quote;
        foreach (var (key, value) in map.Members)
        {
            var form = AnswerKeys.Form(key);
            if (AnswerKeys.TraitFields.TryGetValue(form, out var kind))
                AddField(traits, kind, value, QuoteOf(fields, form, own));
            else if (value is string words && !AnswerKeys.TraitQuote.Contains(form))
                traits.Add(Named(key, words, own));
        }
    }

    private static void AddField(List<TraitRecord> traits, string kind, object? value, string quote)
    {
        foreach (var item in value is LooseArray list ? list.Items : [value])
            if (item is string words)
                traits.Add(new(kind, words, quote));
            else if (item is LooseObject one)
                traits.Add(Record(one, quote) with { Kind = kind });
    }

    private static string QuoteOf(AnswerFields fields, string form, string quote)
    {
        foreach (var end in AnswerKeys.QuoteOfField)
            if (fields.Has(form + end))
                return fields.Text(form + end);
        return quote;
    }

    private static TraitRecord Named(string kind, string text, string quote) =>
        AnswerKeys.TraitFields.TryGetValue(AnswerKeys.Form(kind), out var known) ? new(known, text, quote)
        : kind.Length == 0 || text.Length == 0 ? new(TraitKinds.Trait, text, quote)
        : new(TraitKinds.Trait, $"{kind}: {text}", quote);

    private static bool IsField(string key) => AnswerKeys.TraitFields.ContainsKey(AnswerKeys.Form(key));
}
