using Weft.Model;
using Weft.Reasons;

namespace Weft.Extraction.Answers;

/// <summary>What it took to read an answer, from nothing to most: how well a model keeps to the format.</summary>
internal enum AnswerRung
{
    /// <summary>The body is the JSON that was asked for.</summary>
    Whole,

    /// <summary>It stood between other words: thoughts, fences, prose.</summary>
    Unwrapped,

    /// <summary>Not quite JSON: commas, quotes, keys, comments were mended.</summary>
    Repaired,

    /// <summary>The end is missing; what is whole was kept.</summary>
    CutTail,

    /// <summary>No whole to be seen; objects were picked out one by one.</summary>
    Salvaged,

    /// <summary>Nothing could be read.</summary>
    Unreadable,
}

internal sealed record EntityRecord(string Id, string Name, string Type, IReadOnlyList<string> Aliases, string Quote)
{
    public IReadOnlyList<TraitRecord> Traits { get; init; } = [];
}

/// <param name="Kind">One of <see cref="TraitKinds"/>, or what the model wrote.</param>
internal sealed record TraitRecord(string Kind, string Text, string Quote);

/// <summary>Source and target are ids of entities, or names where the model did not keep to ids.</summary>
internal sealed record RelationRecord(
    string Source,
    string Target,
    string Type,
    string Label,
    bool Directed,
    string Quote,
    double Confidence
);

internal sealed record EventRecord(string Summary, IReadOnlyList<string> Participants, string Location, string Quote);

/// <summary>An answer as read. Nothing in it has been compared with the passage yet.</summary>
/// <param name="Truncated">Records are missing at the end.</param>
/// <param name="Acceptable">It is an answer at all: its list of entities was there to be read, and if it holds records, some could be.</param>
/// <param name="Problem">Why it is not acceptable, or that it is cut; none otherwise.</param>
internal sealed record ParsedAnswer(
    IReadOnlyList<EntityRecord> Entities,
    IReadOnlyList<RelationRecord> Relations,
    IReadOnlyList<EventRecord> Events,
    IReadOnlyList<Rejection> Rejected,
    AnswerRung Rung,
    bool Truncated,
    bool Acceptable,
    Reason Problem
)
{
    /// <summary>Other whole answers that stood in the same body, the last first: drafts, or examples that the model made up.</summary>
    public IReadOnlyList<ParsedAnswer> Others { get; init; } = [];

    /// <summary>It has no list of relations, not even an empty one.</summary>
    public bool LacksRelations { get; init; }

    /// <summary>How many records could be read.</summary>
    public int Records => Entities.Count + Relations.Count + Events.Count;
}

/// <summary>
/// Reads a model's answer record by record, never all or nothing: each record is kept, or rejected with its reason. A pure function
/// of the body; it never throws, and is bounded for bodies of any size and shape.
/// </summary>
internal static class AnswerParser
{
    /// <summary>More than the longest honest answer: 8,192 tokens are about 30,000 characters.</summary>
    private const int LongestBody = 400_000;

    /// <summary>Characters read in all while salvaging, so that brackets without end cost no more than this.</summary>
    private const int SalvageWork = 4_000_000;

    public static ParsedAnswer Parse(string? body)
    {
        if (string.IsNullOrWhiteSpace(body))
            return Unreadable(RejectionReasons.AnswerEmpty);
        var shortened = body.Length > LongestBody;
        var said = AnswerParserRecords.WholeCharacters(shortened ? body[..LongestBody] : body);
        var text = AnswerParserText.Unwrap(AnswerThoughts.Without(said));
        var parsed = Read(text, text.Length != body.AsSpan().Trim().Length);
        if (parsed is null)
            return Unreadable(RejectionReasons.AnswerNoJson);
        return shortened && !parsed.Truncated
            ? parsed with
            {
                Truncated = true,
                Problem = RejectionReasons.AnswerTooLong,
            }
            : parsed;
    }

    private static ParsedAnswer Unreadable(Reason problem) => new([], [], [], [], AnswerRung.Unreadable, false, false, problem);

    private static ParsedAnswer? Read(string text, bool wrapped)
    {
        var (pieces, texts) = AnswerFinder.Read(text, wrapped);
        var whole = AnswerChoice.Best(AnswerChoice.Answers(pieces));
        if (whole is { Acceptable: true })
            return whole;
        var work = 0;
        // The innermost first: what is around it is its wrapping.
        foreach (var layer in texts.GroupBy(inside => inside.Layer, inside => inside.Text).OrderByDescending(layer => layer.Key))
            if (AnswerChoice.Best(Salvaged(layer, ref work)) is { Acceptable: true } salvaged)
                return salvaged;
        return whole;
    }

    /// <summary>Objects that look like records, wherever they stand. An id that comes again under another name begins another answer.</summary>
    private static List<AnswerParserRows> Salvaged(IEnumerable<string> texts, ref int work)
    {
        var found = new List<AnswerParserRows>();
        var names = new AnswerNames();
        foreach (var text in texts)
            for (var at = text.IndexOf('{', StringComparison.Ordinal); at >= 0 && work < SalvageWork; )
            {
                var repair = new AnswerRepair(text, at);
                var taken = repair.Read() is LooseObject piece && Take(piece, found, ref names);
                work += repair.End - at;
                at = text.IndexOf('{', Math.Min(taken ? Math.Max(repair.End, at + 1) : at + 1, text.Length));
            }
        return found;
    }

    private static bool Take(LooseObject piece, List<AnswerParserRows> found, ref AnswerNames names)
    {
        var rows = new AnswerParserRows();
        if (!rows.Take(piece) && !rows.TakePiece(piece))
            return false;
        rows.Came(AnswerRung.Salvaged, false);
        var fresh = true;
        foreach (var record in rows.Entities?.Items.OfType<LooseObject>() ?? [])
            fresh &= names.Add(record);
        if (found.Count > 0 && fresh)
            found[^1].Join(rows);
        else
        {
            found.Add(rows);
            names = AnswerNames.Of(rows);
        }
        return true;
    }
}
