using System.Text.Json;
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

internal sealed record EntityRecord(string Id, string Name, string Type, IReadOnlyList<string> Aliases, string Quote);

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
/// <param name="Acceptable">It is an answer at all: at least its entities (possibly none) were there to be read.</param>
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
);

/// <summary>
/// Reads a model's answer record by record, never all or nothing: each record is kept, or rejected with its reason. A pure function
/// of the body; it never throws, and is bounded for bodies of any size and shape.
/// </summary>
internal static class AnswerParser
{
    /// <summary>More than the longest honest answer: 8,192 tokens are about 30,000 characters.</summary>
    private const int LongestBody = 400_000;

    /// <summary>Places in a body where JSON may begin that are tried.</summary>
    private const int MostStarts = 8;

    /// <summary>Characters read in all while salvaging, so that brackets without end cost no more than this.</summary>
    private const int SalvageWork = 4_000_000;

    public static ParsedAnswer Parse(string? body)
    {
        if (string.IsNullOrWhiteSpace(body))
            return Unreadable(RejectionReasons.AnswerEmpty);
        var shortened = body.Length > LongestBody;
        var text = AnswerParserText.Unwrap(shortened ? body[..LongestBody] : body);
        var wrapped = text.Length != body.AsSpan().Trim().Length;
        var parsed = FromWhole(text, wrapped) ?? FromPieces(text);
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

    /// <summary>The object with the arrays, and further objects that bring arrays it lacks.</summary>
    private static ParsedAnswer? FromWhole(string text, bool wrapped)
    {
        var found = new AnswerParserRows();
        var rung = wrapped ? AnswerRung.Unwrapped : AnswerRung.Whole;
        var cut = false;
        var at = 0;
        for (var tries = 0; tries < MostStarts && !found.IsFull; tries++)
        {
            at = AnswerParserText.NextStart(text, at);
            if (at < 0)
                break;
            var end = AnswerParserText.BalancedEnd(text, at);
            var slice = end > 0 ? Strict(text[at..end]) : null;
            if (slice is not null && found.Take(slice))
            {
                rung = Worse(rung, at == 0 && end == text.Length ? rung : AnswerRung.Unwrapped);
                at = end;
                continue;
            }
            var repair = new AnswerRepair(text, at);
            if (found.Take(repair.Read()))
            {
                rung = Worse(rung, repair.Cut ? AnswerRung.CutTail : AnswerRung.Repaired);
                cut |= repair.Cut;
                at = repair.End;
            }
            else
                at++;
        }
        return found.Entities is null ? null : AnswerParserRecords.Read(found, rung, cut && !found.IsWhole);
    }

    /// <summary>Objects that look like records, wherever they stand.</summary>
    private static ParsedAnswer? FromPieces(string text)
    {
        var found = new AnswerParserRows();
        var work = 0;
        for (var at = text.IndexOf('{', StringComparison.Ordinal); at >= 0 && work < SalvageWork; )
        {
            var repair = new AnswerRepair(text, at);
            var taken = repair.Read() is LooseObject piece && found.TakePiece(piece);
            work += repair.End - at;
            at = text.IndexOf('{', Math.Min(taken ? Math.Max(repair.End, at + 1) : at + 1, text.Length));
        }
        return found.Entities is null ? null : AnswerParserRecords.Read(found, AnswerRung.Salvaged, false);
    }

    private static AnswerRung Worse(AnswerRung one, AnswerRung other) => one > other ? one : other;

    /// <summary>Null where the slice is no JSON, comments and trailing commas aside.</summary>
    private static object? Strict(string slice)
    {
        try
        {
            using var document = JsonDocument.Parse(slice, AnswerParserText.Lenient);
            return AnswerParserText.ToLoose(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
        // A string with half a surrogate pair.
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
