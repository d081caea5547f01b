using System.Globalization;

namespace Weft.Extraction.Answers;

/// <summary>The fields of one record, under whatever spelling of their keys.</summary>
internal sealed class AnswerFields
{
    private readonly Dictionary<string, object> _byForm = new(StringComparer.Ordinal);

    public AnswerFields(LooseObject record)
    {
        Add(record);
        foreach (var (key, value) in record.Members)
            if (value is LooseObject inside && AnswerKeys.Inside.Contains(AnswerKeys.Form(key)))
                Add(inside);
    }

    public bool Has(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            if (_byForm.ContainsKey(key))
                return true;
        return false;
    }

    public bool HasAny(IReadOnlySet<string> keys) => _byForm.Keys.Any(keys.Contains);

    /// <summary>The first that is not empty, as it came; empty = none.</summary>
    public string Text(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            if (_byForm.TryGetValue(key, out var value) && One(value).Trim() is { Length: > 0 } text)
                return text;
        return "";
    }

    /// <summary>The items of the first list, or the parts of the first text, that is not empty.</summary>
    public IReadOnlyList<string> Texts(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            string[] texts = _byForm.GetValueOrDefault(key) switch
            {
                LooseArray list => [.. list.Items.Select(One)],
                LooseObject inner => [One(inner)],
                string words => words.Split([',', '，', '、', ';', '；', '|']),
                double number => [One(number)],
                _ => [],
            };
            if (Array.Exists(texts, text => !string.IsNullOrWhiteSpace(text)))
                return texts;
        }
        return [];
    }

    public object? Value(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            if (_byForm.TryGetValue(key, out var value))
                return value;
        return null;
    }

    private void Add(LooseObject record)
    {
        foreach (var (key, value) in record.Members)
            if (value is not null)
                _byForm.TryAdd(AnswerKeys.Form(key), value);
    }

    /// <summary>A text, a number, the first of a list, the id or name of an object: a name or an id wherever one is meant.</summary>
    private static string One(object? item) =>
        item switch
        {
            string words => words,
            double number => number.ToString(CultureInfo.InvariantCulture),
            LooseArray { Items: [string or double or LooseObject, ..] list } => One(list[0]),
            LooseObject inner => OneOf(inner),
            _ => "",
        };

    private static string OneOf(LooseObject inner)
    {
        var fields = new AnswerFields(inner);
        return fields.Text([.. AnswerKeys.Id, .. AnswerKeys.Name, .. AnswerKeys.NameElse]);
    }
}
