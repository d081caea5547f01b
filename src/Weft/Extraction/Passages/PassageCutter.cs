using Weft.Model;

namespace Weft.Extraction.Passages;

/// <summary>
/// Cuts a chapter into passages of about the same length, at paragraph ends where that is possible, else at sentence ends, else
/// between words. Together they are the whole chapter, without gap or overlap. A pure function: part of the recipe's version.
/// </summary>
internal static class PassageCutter
{
    /// <summary>Shorter passages are not halved any more.</summary>
    private const int ShortestHalved = 200;

    private const string Closers = "”’」』）)\"'】》";

    /// <summary>Passages of at most <see cref="Recipe.PassageCharacters"/>; none for an empty text.</summary>
    public static IReadOnlyList<Passage> Cut(string chapterText, Recipe recipe)
    {
        var bound = Math.Max(recipe.PassageCharacters, 16);
        var context = PassageContext.Most(recipe);
        var passages = new List<Passage>();
        for (var start = 0; start < chapterText.Length; )
        {
            var rest = chapterText.AsSpan(start);
            var parts = (rest.Length + bound - 1) / bound;
            var length = parts == 1 ? rest.Length : CutAt(rest, rest.Length / parts, rest.Length - (parts - 1) * bound, bound);
            passages.Add(
                new(chapterText.Substring(start, length), start)
                {
                    Context = PassageContext.End(chapterText.AsSpan(0, start), context),
                    ContextCharacters = context,
                }
            );
            start += length;
        }
        return passages;
    }

    /// <summary>Two halves that are the passage together; null where it is too short to be halved.</summary>
    public static (Passage Left, Passage Right)? Halve(Passage passage)
    {
        var text = passage.Text;
        if (text.Length < ShortestHalved)
            return null;
        var at = CutAt(text, text.Length / 2, text.Length / 4, text.Length * 3 / 4);
        return (
            new(text[..at], passage.Offset, PassageAttempt.Left, passage.Depth + 1)
            {
                Context = passage.Context,
                ContextCharacters = passage.ContextCharacters,
            },
            new(text[at..], passage.Offset + at, PassageAttempt.Right, passage.Depth + 1)
            {
                Context = PassageContext.End(text.AsSpan(0, at), passage.ContextCharacters),
                ContextCharacters = passage.ContextCharacters,
            }
        );
    }

    /// <summary>The best place to cut near <paramref name="target"/>, between the bounds where they leave a good one.</summary>
    private static int CutAt(ReadOnlySpan<char> text, int target, int least, int most)
    {
        var low = Math.Max(Math.Max(target * 3 / 4, least), 1);
        var high = Math.Min(most, target * 5 / 4);
        var best = Nearest(text, target, low, high, Quality.Sentence);
        // So tight that only a word could be cut through: one passage more is better.
        best ??= Nearest(text, target, Math.Max(target / 2, 1), most, Quality.Word);
        return best ?? Whole(text, Math.Min(target, most));
    }

    /// <summary>The nearest place of the best quality there is, none below <paramref name="worst"/>.</summary>
    private static int? Nearest(ReadOnlySpan<char> text, int target, int low, int high, Quality worst)
    {
        int? best = null;
        var quality = Quality.None;
        for (var at = low; at <= high && at < text.Length; at++)
        {
            var here = QualityAt(text, at);
            if (here < worst || here < quality)
                continue;
            if (best is null || here > quality || Math.Abs(at - target) < Math.Abs(best.Value - target))
                best = at;
            quality = here;
        }
        return best;
    }

    private enum Quality
    {
        None,
        Word,
        Clause,
        Sentence,
        Line,
        Paragraph,
    }

    /// <summary>How good it is to cut before <paramref name="at"/>. White space goes with what stands before it.</summary>
    private static Quality QualityAt(ReadOnlySpan<char> text, int at)
    {
        if (!IsWhole(text, at) || text[at] is '\n' or '\r')
            return Quality.None;
        var before = text[at - 1];
        if (before == '\n')
            return LineEnd(text, at);
        if (char.IsWhiteSpace(text[at]))
            return Quality.None;
        var last = at - 1;
        while (last > 0 && (char.IsWhiteSpace(text[last]) || Closers.Contains(text[last], StringComparison.Ordinal)))
            last--;
        if (Closers.Contains(text[at], StringComparison.Ordinal) && text[at] is not ('"' or '\''))
            return Quality.None;
        if (
            text[last] is '。' or '！' or '？' or '…'
            || (text[last] is '.' or '!' or '?' && char.IsWhiteSpace(before) && !IsTitle(text, last))
        )
            return Quality.Sentence;
        if (text[last] is '，' or '；' or '：' or '、' || (text[last] is ',' or ';' or ':' && char.IsWhiteSpace(before)))
            return Quality.Clause;
        return char.IsWhiteSpace(before) ? Quality.Word : Quality.None;
    }

    /// <summary>Books in English are often wrapped by hand: a line's end is a paragraph's end where a blank or indented line is near.</summary>
    private static Quality LineEnd(ReadOnlySpan<char> text, int at)
    {
        var line = text[..at].TrimEnd("\r\n");
        if (text[line.Length..at].Count('\n') > 1 || char.IsWhiteSpace(text[at]))
            return Quality.Paragraph;
        line = line.TrimEnd(Closers);
        return line.Length > 0 && line[^1] is '。' or '！' or '？' or '…' or '.' or '!' or '?' ? Quality.Line : Quality.Word;
    }

    /// <summary>Mr. and J. end no sentence.</summary>
    private static bool IsTitle(ReadOnlySpan<char> text, int dot)
    {
        if (text[dot] != '.')
            return false;
        var word = dot;
        while (word > 0 && char.IsAsciiLetter(text[word - 1]))
            word--;
        return dot - word is > 0 and <= 4 && char.IsAsciiLetterUpper(text[word]);
    }

    /// <summary>The nearest place before which the text may be cut without breaking a character.</summary>
    private static int Whole(ReadOnlySpan<char> text, int at)
    {
        var down = at;
        while (down > 1 && !IsWhole(text, down))
            down--;
        return IsWhole(text, down) ? down : at;
    }

    private static bool IsWhole(ReadOnlySpan<char> text, int at) =>
        at > 0
        && at < text.Length
        && !(char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]))
        && !(text[at] == '\n' && text[at - 1] == '\r')
        && text[at] is not ((>= '\u0300' and <= '\u036F') or '\u200D' or (>= '\uFE00' and <= '\uFE0F'));
}
