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

    /// <summary>Null where there is no list of entities, and no relation that names its ends.</summary>
    public static ParsedAnswer? Read(AnswerParserRows rows)
    {
        var records = new AnswerParserRecords();
        var entities = records.Each("mention", rows.Entities, MostEntities, records.Entity);
        var relations = records.Each("relation", rows.Relations, MostRelations, records.Relation);
        var events = records.Each("event", rows.Events, MostEvents, records.Event);
        if (entities.Count == 0)
            entities = Named(relations);
        if (rows.Entities is null && entities.Count == 0)
            return null;
        var truncated = !rows.IsWhole;
        var problem =
            truncated ? RejectionReasons.AnswerCutOff
            : entities.Count + events.Count > 0 || relations.Count + records._rejected.Count == 0 ? Reason.None
            : records.NoneRead(relations.Count);
        return new(entities, relations, events, records._rejected, rows.Rung, truncated, truncated || problem.IsNone, problem)
        {
            LacksRelations = rows.Relations is null,
        };
    }

    /// <summary>Ends that are names stand for entities where the answer lists none.</summary>
    private static List<EntityRecord> Named(List<RelationRecord> relations) =>
        [
            .. relations
                .SelectMany(relation => new[] { relation.Source, relation.Target })
                .Where(end => !AnswerKeys.IsIdShaped(end) && end.Length <= LongestName)
                .Distinct(StringComparer.Ordinal)
                .Take(MostEntities)
                .Select(name => new EntityRecord("", name, "", [], "")),
        ];

    private Reason NoneRead(int relations) =>
        RejectionReasons.AnswerNoRecord(
            relations + _rejected.Count,
            _rejected.Count > 0 ? _rejected[0].Reason : RejectionReasons.EndMissing
        );

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
        var fields = new AnswerFields(record);
        var id = Tidy(fields.Text(AnswerKeys.Id));
        var name = Tidy(fields.Text([.. AnswerKeys.Name, .. AnswerKeys.NameElse]));
        // Some have no ids but names.
        if (name.Length == 0 && !AnswerKeys.IsIdShaped(id))
            name = id;
        if (name.Length is 0 or > LongestName)
            return Reject("mention", record.Source, name.Length == 0 ? RejectionReasons.NoName : RejectionReasons.NameTooLong);
        var type = Tidy(fields.Text(AnswerKeys.EntityType));
        if (type.Length == 0 && Tidy(fields.Text(AnswerKeys.EntityTypeElse)) is var word && AnswerKeys.IsType(word))
            type = word;
        return new(id, name, type, Tidy(fields.Texts(AnswerKeys.Aliases)), Tidy(fields.Text(AnswerKeys.Quote)))
        {
            Traits =
            [
                .. AnswerTraits.Of(record).Select(trait => new TraitRecord(trait.Kind, Tidy(trait.Text), Tidy(trait.Quote))),
            ],
        };
    }

    private RelationRecord? Relation(LooseObject record)
    {
        var fields = new AnswerFields(record);
        var (source, target) = (Tidy(fields.Text(AnswerKeys.Source)), Tidy(fields.Text(AnswerKeys.Target)));
        var isPair = false;
        if (source.Length == 0 && target.Length == 0 && Tidy(fields.Texts(AnswerKeys.Pair)) is [var one, var other])
            (source, target, isPair) = (one, other, true);
        if (source.Length == 0 || target.Length == 0)
            return Reject<RelationRecord>("relation", record.Source, RejectionReasons.EndMissing);
        var type = Tidy(fields.Text(AnswerKeys.RelationType));
        var label = Tidy(fields.Text(AnswerKeys.Label));
        if (label.Length == 0 && Tidy(fields.Text(AnswerKeys.LabelElse)) is var words && words != type)
            label = words;
        var directed = IsTrue(fields.Value(AnswerKeys.Directed)) ?? !(IsTrue(fields.Value(AnswerKeys.Undirected)) ?? isPair);
        return new(source, target, type, label, directed, Tidy(fields.Text(AnswerKeys.Quote)), Confidence(fields));
    }

    private EventRecord? Event(LooseObject record)
    {
        var fields = new AnswerFields(record);
        var summary = Tidy(fields.Text(AnswerKeys.Summary));
        if (summary.Length == 0)
            return Reject<EventRecord>("event", record.Source, RejectionReasons.SaysNothing);
        return new(
            summary,
            Tidy(fields.Texts(AnswerKeys.Participants)),
            Tidy(fields.Text(AnswerKeys.Location)),
            Tidy(fields.Text(AnswerKeys.Quote))
        );
    }

    /// <summary>Null = it says neither.</summary>
    private static bool? IsTrue(object? said) =>
        said switch
        {
            bool value => value,
            double number => number != 0,
            string words => words.Trim().ToLowerInvariant() switch
            {
                "true" or "yes" or "是" or "1" => true,
                "false" or "no" or "否" or "0" => false,
                _ => null,
            },
            _ => null,
        };

    private EntityRecord? Reject(string kind, string text, Reason reason) => Reject<EntityRecord>(kind, text, reason);

    private T? Reject<T>(string kind, string text, Reason reason)
        where T : class
    {
        _rejected.Add(new(kind, Shown(Clean(text)), reason));
        return null;
    }

    private static string Tidy(string text) => Clip(Clean(text).Trim(), LongestText);

    private static string[] Tidy(IReadOnlyList<string> texts) =>
        [
            .. texts
                .Select(text => Clean(text).Trim())
                .Where(text => text.Length is > 0 and <= LongestName)
                .Distinct(StringComparer.Ordinal)
                .Take(MostAliases),
        ];

    private static double Confidence(AnswerFields fields)
    {
        var value = fields.Value(AnswerKeys.Confidence) switch
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
