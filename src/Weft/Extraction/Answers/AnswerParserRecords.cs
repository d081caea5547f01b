using System.Globalization;
using System.Text;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Extraction.Answers;

/// <summary>Checks each record by itself: a null or a missing field costs that record at most.</summary>
internal sealed class AnswerParserRecords
{
    private const int MostEntities = 400;
    private const int MostRelations = 800;
    private const int MostEvents = 200;
    private const int MostAliases = 20;
    private const int LongestName = 100;
    private const int LongestText = 1_000;
    private const int LongestShown = 500;

    /// <summary>Where a model leaves it out, nothing is known either way.</summary>
    private const double UnknownConfidence = 0.5;

    private readonly List<Rejection> _rejected = [];

    private AnswerParserRecords() { }

    public static ParsedAnswer Read(AnswerParserRows rows, AnswerRung rung, bool truncated)
    {
        var records = new AnswerParserRecords();
        var entities = records.Each("mention", rows.Entities, MostEntities, records.Entity);
        var relations = records.Each("relation", rows.Relations, MostRelations, records.Relation);
        var events = records.Each("event", rows.Events, MostEvents, records.Event);
        return new(
            entities,
            relations,
            events,
            records._rejected,
            rung,
            truncated,
            true,
            truncated ? RejectionReasons.AnswerCutOff : Reason.None
        );
    }

    /// <summary>Cut to the length that is stored.</summary>
    public static string Shown(string text) => text.Length <= LongestShown ? text : Clip(text, LongestShown - 1) + "…";

    private List<T> Each<T>(string kind, LooseArray? rows, int most, Func<LooseObject, T?> read)
        where T : class
    {
        var kept = new List<T>();
        var items = rows?.Items ?? [];
        foreach (var item in items.Take(most))
        {
            if (item is not LooseObject record)
                Reject(
                    kind,
                    item is null ? "null" : Convert.ToString(item, CultureInfo.InvariantCulture) ?? "",
                    RejectionReasons.NoRecord
                );
            else if (!record.Complete)
                Reject(kind, record.Source, RejectionReasons.CutInside);
            else if (read(record) is { } good)
                kept.Add(good);
        }
        if (items.Count > most)
            Reject("record", $"{items.Count - most} records of kind {kind}", RejectionReasons.TooMany(most));
        return kept;
    }

    private EntityRecord? Entity(LooseObject record)
    {
        var name = Text(record, "name", "entity", "title", "名称", "名字");
        if (name.Length is 0 or > LongestName)
            return Reject("mention", record.Source, name.Length == 0 ? RejectionReasons.NoName : RejectionReasons.NameTooLong);
        var quote = Text(record, "quote", "evidence", "原文");
        return new(
            Text(record, "id"),
            name,
            Text(record, "type", "category", "类型"),
            Texts(record, "aliases", "alias", "别名"),
            quote
        );
    }

    private RelationRecord? Relation(LooseObject record)
    {
        var source = Text(record, "source", "from", "subject", "head");
        var target = Text(record, "target", "to", "object", "tail");
        if (source.Length == 0 || target.Length == 0)
            return Reject<RelationRecord>("relation", record.Source, RejectionReasons.EndMissing);
        var label = Text(record, "label", "description");
        var directed = record.Members.GetValueOrDefault("directed") is not (false or "false" or "False");
        var quote = Text(record, "quote", "evidence", "原文");
        return new(source, target, Text(record, "type", "relation", "类型"), label, directed, quote, Confidence(record));
    }

    private EventRecord? Event(LooseObject record)
    {
        var summary = Text(record, "summary", "name", "description", "title");
        if (summary.Length == 0)
            return Reject<EventRecord>("event", record.Source, RejectionReasons.SaysNothing);
        return new(
            summary,
            Texts(record, "participants", "people", "entities"),
            Text(record, "location", "place"),
            Text(record, "quote", "evidence")
        );
    }

    private EntityRecord? Reject(string kind, string text, Reason reason) => Reject<EntityRecord>(kind, text, reason);

    private T? Reject<T>(string kind, string text, Reason reason)
        where T : class
    {
        _rejected.Add(new(kind, Shown(Clean(text)), reason));
        return null;
    }

    private static string Text(LooseObject record, params string[] names)
    {
        foreach (var name in names)
        {
            var text = record.Members.GetValueOrDefault(name) switch
            {
                string words => words,
                double number => number.ToString(CultureInfo.InvariantCulture),
                LooseArray { Items: [string first, ..] } => first,
                _ => "",
            };
            text = Clean(text).Trim();
            if (text.Length > 0)
                return Clip(text, LongestText);
        }
        return "";
    }

    private static string[] Texts(LooseObject record, params string[] names)
    {
        foreach (var name in names)
        {
            var texts = record.Members.GetValueOrDefault(name) switch
            {
                LooseArray list => list.Items.Select(One),
                string words => words.Split([',', '，', '、', ';', '；', '|']),
                _ => [],
            };
            string[] clean = [.. texts.Select(text => Clean(text).Trim()).Where(text => text.Length is > 0 and <= LongestName)];
            if (clean.Length > 0)
                return [.. clean.Distinct(StringComparer.Ordinal).Take(MostAliases)];
        }
        return [];
    }

    /// <summary>An item of a list of names or ids; also where it is an object that has one.</summary>
    private static string One(object? item) =>
        item switch
        {
            string words => words,
            double number => number.ToString(CultureInfo.InvariantCulture),
            LooseObject inner => Text(inner, "id", "name"),
            _ => "",
        };

    private static double Confidence(LooseObject record)
    {
        var value = record.Members.GetValueOrDefault("confidence") switch
        {
            double number => number,
            string words
                when double.TryParse(words.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
                number,
            _ => UnknownConfidence,
        };
        if (!double.IsFinite(value))
            return UnknownConfidence;
        // Some write percent.
        return Math.Round(Math.Clamp(value is > 1 and <= 100 ? value / 100 : value, 0, 1), 3);
    }

    /// <summary>Halves of surrogate pairs replaced, so that any store takes it.</summary>
    public static string WholeCharacters(string text)
    {
        var broken = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0;
        return broken ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
    }

    /// <summary>On one line, without control characters.</summary>
    private static string Clean(string text) =>
        WholeCharacters(text.Any(char.IsControl) ? string.Concat(text.Select(each => char.IsControl(each) ? ' ' : each)) : text);

    private static string Clip(string text, int length)
    {
        if (text.Length <= length)
            return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
