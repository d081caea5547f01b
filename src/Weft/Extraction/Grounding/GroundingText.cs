using System.Text;
using Weft.Model;

namespace Weft.Extraction.Grounding;

/// <summary>A stretch of a text, in UTF-16 units.</summary>
internal readonly record struct Stretch(int Start, int Length)
{
    public int End => Start + Length;
}

/// <summary>
/// A passage as it is searched: letters and digits alone, width and case folded, with the way back to the exact text. Found is always a
/// stretch of the exact text.
/// </summary>
internal sealed class GroundingText
{
    /// <summary>Of the first recipe's quotes.</summary>
    public const int LongestStretch = 300;

    /// <summary>Two long sentences.</summary>
    public const int TwoSentences = 600;

    private const int AroundName = 40;

    /// <summary>Of a quote's letters, those that must stand in the text in one run: what a model may have changed at its ends.</summary>
    private const double LeastRun = 0.8;

    private readonly string _text;
    private readonly int _longest;
    private readonly string _folded;
    private readonly int[] _places;

    /// <summary>The same once more with simplified characters, place by place.</summary>
    private readonly string _simplified;

    /// <param name="longest">Of what is found, in UTF-16 units.</param>
    public GroundingText(string text, int longest = LongestStretch)
    {
        (_text, _longest) = (text, longest);
        (_folded, _places) = FoldWithPlaces(text);
        _simplified = HanFolding.Fold(_folded);
    }

    /// <summary>Only what is compared of a text.</summary>
    public static string Fold(string text) => FoldWithPlaces(text).Folded;

    /// <summary>
    /// All places of a name, none overlapping, those written with the same first letter (big or small) if there are any. A name that the
    /// text does not have as it is written is looked for in the other script, traditional or simplified.
    /// </summary>
    public IReadOnlyList<Stretch> FindName(string name)
    {
        var wanted = Fold(name);
        if (wanted.Length == 0)
            return [];
        var all = Places(_folded, wanted);
        if (all.Count == 0)
            all = Places(_simplified, HanFolding.Fold(wanted));
        var first = Narrow(name.FirstOrDefault(char.IsLetterOrDigit));
        var same = all.Where(stretch => Narrow(_text[stretch.Start]) == first).ToList();
        return same.Count > 0 ? same : all;
    }

    private List<Stretch> Places(string text, string wanted)
    {
        var all = new List<Stretch>();
        for (var at = text.IndexOf(wanted, StringComparison.Ordinal); at >= 0; )
        {
            var stretch = Back(at, wanted.Length);
            var whole = IsWholeWord(stretch);
            if (whole)
                all.Add(stretch);
            var next = at + (whole ? wanted.Length : 1);
            at = next >= text.Length ? -1 : text.IndexOf(wanted, next, StringComparison.Ordinal);
        }
        return all;
    }

    /// <summary>
    /// Where a quote stands: as it is; else folded, in either script; else its longest run of at least 80 % of its letters.
    /// </summary>
    public Stretch? FindQuote(string quote)
    {
        var exact = quote.Length > 1 ? _text.IndexOf(quote, StringComparison.Ordinal) : -1;
        if (exact >= 0 && quote.Any(char.IsLetterOrDigit))
            return Clip(new(exact, quote.Length));
        var wanted = Fold(quote);
        if (wanted.Length < 2)
            return null;
        var simplified = HanFolding.Fold(wanted);
        var folded = _folded.IndexOf(wanted, StringComparison.Ordinal);
        if (folded < 0)
            folded = _simplified.IndexOf(simplified, StringComparison.Ordinal);
        return folded >= 0
            ? Clip(Back(folded, wanted.Length))
            : LongestRun(_folded, wanted) ?? LongestRun(_simplified, simplified);
    }

    /// <summary>The sentence around a name, or as much of it as is shown.</summary>
    public Stretch Around(Stretch name)
    {
        var start = name.Start;
        while (start > 0 && name.Start - start < AroundName && !EndsSentence(start - 1))
            start--;
        var end = name.End;
        while (end < _text.Length && end - name.End < AroundName && !EndsSentence(end - 1, end > name.End))
            end++;
        while (start < name.Start && (char.IsWhiteSpace(_text[start]) || char.IsLowSurrogate(_text[start])))
            start++;
        while (end > name.End && (char.IsWhiteSpace(_text[end - 1]) || char.IsHighSurrogate(_text[end - 1])))
            end--;
        return new(start, end - start);
    }

    public string Exact(Stretch stretch) => _text.Substring(stretch.Start, stretch.Length);

    /// <summary>The name as the text writes it, on one line.</summary>
    public string Name(Stretch stretch)
    {
        var name = new StringBuilder(stretch.Length);
        foreach (var character in Exact(stretch))
        {
            if (!char.IsWhiteSpace(character))
                name.Append(character);
            else if (name.Length > 0 && name[^1] != ' ' && !NameFolding.IsWide(name[^1]))
                name.Append(' ');
        }
        return name.ToString();
    }

    /// <summary>
    /// Any run of 80 % covers the middle 60 % of the quote. So only that is searched, and each place of it stretched to both sides.
    /// </summary>
    private Stretch? LongestRun(string text, string wanted)
    {
        var least = (int)Math.Ceiling(wanted.Length * LeastRun);
        var spare = wanted.Length - least;
        var middle = wanted.Substring(spare, Math.Max(wanted.Length - 2 * spare, 1));
        var best = new Stretch(0, 0);
        for (var at = text.IndexOf(middle, StringComparison.Ordinal); at >= 0; )
        {
            var left = 0;
            while (left < spare && at - left > 0 && text[at - left - 1] == wanted[spare - left - 1])
                left++;
            var right = 0;
            var after = spare + middle.Length;
            while (
                after + right < wanted.Length
                && at + middle.Length + right < text.Length
                && text[at + middle.Length + right] == wanted[after + right]
            )
                right++;
            if (left + middle.Length + right > best.Length)
                best = new(at - left, left + middle.Length + right);
            at = at + 1 >= text.Length ? -1 : text.IndexOf(middle, at + 1, StringComparison.Ordinal);
        }
        return best.Length >= least ? Clip(Back(best.Start, best.Length)) : null;
    }

    /// <summary>In scripts with spaces between words, a name is no part of a word.</summary>
    private bool IsWholeWord(Stretch stretch) =>
        !(stretch.Start > 0 && IsSpaced(_text[stretch.Start]) && IsSpaced(_text[stretch.Start - 1]))
        && !(stretch.End < _text.Length && IsSpaced(_text[stretch.End - 1]) && IsSpaced(_text[stretch.End]));

    private static bool IsSpaced(char character) =>
        (character < '\u2E80' || character is >= '\uFF10' and <= '\uFF5A') && char.IsLetterOrDigit(character);

    /// <summary>A full-width sign as the one of the usual width.</summary>
    private static char Narrow(char character) =>
        character is >= '\uFF01' and <= '\uFF5E' ? (char)(character - 0xFEE0) : character;

    private bool EndsSentence(int at, bool counts = true) =>
        counts
        && (
            _text[at] is '。' or '！' or '？' or '!' or '?' or '…'
            || (
                _text[at] == '\n'
                && (at == 0 || at + 1 >= _text.Length || char.IsWhiteSpace(_text[at + 1]) || _text[at - 1] >= '\u2E80')
            )
        );

    private Stretch Back(int start, int length) => new(_places[start], _places[start + length - 1] + 1 - _places[start]);

    private Stretch Clip(Stretch stretch)
    {
        if (stretch.Length <= _longest)
            return stretch;
        return new(stretch.Start, char.IsHighSurrogate(_text[stretch.Start + _longest - 1]) ? _longest - 1 : _longest);
    }

    private static (string Folded, int[] Places) FoldWithPlaces(string text)
    {
        var folded = new StringBuilder(text.Length);
        var places = new List<int>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var character = Narrow(text[at]);
            if (!char.IsLetterOrDigit(character) && !char.IsSurrogate(character))
                continue;
            folded.Append(char.ToLowerInvariant(character));
            places.Add(at);
        }
        return (folded.ToString(), [.. places]);
    }
}
