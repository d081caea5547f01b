namespace Weft.Extraction.Answers;

/// <summary>
/// Finds every answer in a text, in the text's order: whole ones, and what damage left of others. It looks into wrappers, calls of tools and JSON
/// inside strings. What it reads in all is bounded, whatever the text is.
/// </summary>
internal sealed class AnswerFinder
{
    /// <summary>Strings that hold JSON in which strings hold JSON.</summary>
    public const int DeepestString = 4;

    /// <summary>As deep as JSON is read at all.</summary>
    private const int Deepest = 32;

    /// <summary>Places where JSON might begin and does not.</summary>
    private const int MostFailures = 200;

    /// <summary>Characters read in all, so that brackets without end cost no more than this.</summary>
    private const int MostWork = 4_000_000;

    private readonly List<AnswerParserRows> _found = [];
    private readonly List<(string, int)> _texts = [];
    private int _failures;
    private int _work;

    private AnswerFinder() { }

    /// <param name="wrapped">Something was taken off around the text.</param>
    /// <returns>The pieces, and the texts that were read: the body (layer 0), and what was inside strings.</returns>
    public static (IReadOnlyList<AnswerParserRows> Pieces, IReadOnlyList<(string Text, int Layer)> Texts) Read(
        string text,
        bool wrapped
    )
    {
        var finder = new AnswerFinder();
        finder.Read(text, 0, wrapped);
        return (finder._found, finder._texts);
    }

    private void Read(string text, int layer, bool wrapped)
    {
        _texts.Add((text, layer));
        if (layer < DeepestString && text.StartsWith('"') && AnswerParserText.Strict(text) is string inside)
        {
            Read(inside.Trim(), layer + 1, true);
            return;
        }
        var limits = new AnswerLimits(text);
        for (var at = AnswerParserText.NextStart(text, 0); at >= 0; at = AnswerParserText.NextStart(text, at))
        {
            if (_failures >= MostFailures || _work >= MostWork)
                return;
            if (layer < DeepestString && AnswerEscapes.IsEscaped(text, at))
            {
                var last = AnswerEscapes.End(text, at);
                _work += last - at;
                Read(AnswerEscapes.Unescape(text.AsSpan(at, last - at)), layer + 1, true);
                at = last;
            }
            else
                at = ReadValue(text, at, layer, limits, wrapped);
        }
    }

    /// <summary>Where to go on.</summary>
    private int ReadValue(string text, int at, int layer, AnswerLimits limits, bool wrapped)
    {
        var end = AnswerParserText.BalancedEnd(text, at);
        _work += (end > 0 ? end : text.Length) - at;
        if (end > 0 && AnswerParserText.Strict(text.AsMemory(at, end - at)) is { } value)
        {
            Came(Visit(value, 0, layer), wrapped || at > 0 || end < text.Length ? AnswerRung.Unwrapped : AnswerRung.Whole, false);
            return end;
        }
        var limit = limits.After(at);
        var repair = new AnswerRepair(text[at..limit], 0);
        value = repair.Read();
        _work += repair.End;
        var pieces = Visit(value, 0, layer);
        // Another answer begins, or the fence ends: what is there of this one may be all of it.
        var cut = repair.Cut && (limit == text.Length || pieces.Exists(piece => !piece.ListsAreWhole));
        Came(pieces, repair.Cut ? AnswerRung.CutTail : AnswerRung.Repaired, cut);
        if (pieces.Count > 0)
            return at + repair.End;
        _failures++;
        return at + 1;
    }

    private void Came(List<AnswerParserRows> pieces, AnswerRung rung, bool cut)
    {
        foreach (var piece in pieces)
            piece.Came(rung, cut);
        _found.AddRange(pieces);
    }

    private List<AnswerParserRows> Visit(object? value, int depth, int layer) =>
        depth > Deepest
            ? []
            : value switch
            {
                LooseArray list => VisitList(list, depth, layer),
                LooseObject holder => VisitObject(holder, depth, layer),
                string text when layer < DeepestString && AnswerParserText.MayBeJson(text) => VisitText(text, layer),
                _ => [],
            };

    /// <summary>A string may hold anything that an answer may: what is found there comes in its place.</summary>
    private List<AnswerParserRows> VisitText(string text, int layer)
    {
        var before = _found.Count;
        Read(AnswerThoughts.Without(text).Trim(), layer + 1, true);
        var inside = _found.GetRange(before, _found.Count - before);
        _found.RemoveRange(before, inside.Count);
        return inside;
    }

    private List<AnswerParserRows> VisitObject(LooseObject holder, int depth, int layer)
    {
        var rows = new AnswerParserRows();
        if (rows.Take(holder))
            return [rows, .. rows.Swallowed(inner => VisitObject(inner, depth + 1, layer))];
        if (rows.TakeNames(holder))
            return [rows];
        var pieces = new List<AnswerParserRows>();
        // Thoughts and examples beside the answer count only where there is no answer.
        foreach (
            var members in holder
                .Members.ToLookup(member => AnswerKeys.Aside.Contains(AnswerKeys.Form(member.Key)))
                .OrderBy(group => group.Key)
        )
        {
            foreach (var (_, inner) in members)
                pieces.AddRange(Visit(inner, depth + 1, layer));
            if (pieces.Count > 0)
                return pieces;
        }
        return pieces;
    }

    private List<AnswerParserRows> VisitList(LooseArray list, int depth, int layer)
    {
        var rows = new AnswerParserRows();
        var pieces = new List<AnswerParserRows>();
        foreach (var item in list.Items)
        {
            var own = new AnswerParserRows();
            if (item is LooseObject holder && AnswerLists.Unwrapped(item) == item && own.Take(holder))
                pieces.Add(own);
            else if (item is not LooseObject record || !rows.TakePiece(record))
                pieces.AddRange(Visit(item, depth + 1, layer));
        }
        if (!rows.IsEmpty)
            pieces.Add(rows.EndingAs(list.Complete));
        return pieces;
    }
}
