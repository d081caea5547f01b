namespace Weft.Providers.Rules.Zh;

/// <summary>
/// A chapter as the Chinese rules see it: width and (in a traditional book) characters folded, marks reduced to a few, line ends inside
/// a sentence dropped. Every position knows its place in the original.
/// </summary>
internal sealed class ZhText
{
    private static readonly char[] Folds = MakeFolds(traditional: false);
    private static readonly char[] TraditionalFolds = MakeFolds(traditional: true);
    private static readonly HashSet<string> LeadIns = WordLists.Set("zh-leadins");
    private static readonly int LongestLeadIn = LeadIns.Max(word => word.Length);

    private readonly int[] origins;

    /// <summary>Folded characters.</summary>
    public char[] Chars { get; }

    /// <summary>Whether a name that acts may begin here: at a clause's start, or behind its lead-in (却说, 只见).</summary>
    public bool[] Starts { get; }

    private ZhText(char[] chars, int[] origins)
    {
        Chars = chars;
        this.origins = origins;
        Starts = MarkStarts(chars);
    }

    /// <summary>Place in the original text of a position here; behind the last it is the original's length.</summary>
    public int Origin(int position) => origins[position];

    /// <summary>End in the original of a stretch that ends here before <paramref name="position"/>.</summary>
    public int OriginEnd(int position) => origins[position - 1] + 1;

    public static ZhText Read(string text, bool traditional)
    {
        var folds = traditional ? TraditionalFolds : Folds;
        var from = Quotes.HeadingEnd(text);
        var chars = new char[text.Length - from];
        var origins = new int[text.Length - from + 1];
        var length = 0;
        for (var i = from; i < text.Length; i++)
        {
            var folded = folds[text[i]];
            if (folded == '\n' && IsWrap(text, i))
                continue;
            if (char.IsAsciiLetter(folded) && !StandsAlone(text, i, folds))
                folded = ' ';
            chars[length] = folded;
            origins[length++] = i;
        }
        Array.Resize(ref chars, length);
        origins[length] = text.Length;
        Array.Resize(ref origins, length + 1);
        return new(chars, origins);
    }

    /// <summary>Whether a character is written so in traditional texts alone.</summary>
    public static bool IsTraditional(char mark) => TraditionalFolds[mark] != mark;

    public static bool IsHan(char mark) => mark is >= '\u4e00' and <= '\u9fff' or >= '\u3400' and <= '\u4dbf' or '\u3007';

    /// <summary>Han, or one Latin capital standing alone as in 阿Q.</summary>
    public static bool IsName(char mark) => IsHan(mark) || char.IsAsciiLetterUpper(mark);

    public string Slice(int start, int length) => new(Chars, start, length);

    /// <summary>The original spelling of a stretch, without the line ends that a wrapped text has inside it.</summary>
    public string Written(string text, int start, int length)
    {
        var original = text.AsSpan(Origin(start), OriginEnd(start + length) - Origin(start));
        return original.Length == length
            ? original.ToString()
            : string.Concat(original.ToArray().Where(mark => !char.IsWhiteSpace(mark)));
    }

    private static bool IsWrap(string text, int at)
    {
        var next = at + 1;
        if (text[at] == '\r' && next < text.Length && text[next] == '\n')
            return true;
        var before = at > 0 && text[at - 1] == '\r' ? at - 2 : at - 1;
        return next < text.Length && before >= 0 && IsHan(text[next]) && IsHan(text[before]);
    }

    private static bool StandsAlone(string text, int at, char[] folds) =>
        char.IsAsciiLetterUpper(folds[text[at]])
        && (at == 0 || !char.IsAsciiLetterOrDigit(folds[text[at - 1]]))
        && (at + 1 >= text.Length || !char.IsAsciiLetterOrDigit(folds[text[at + 1]]));

    private static bool[] MarkStarts(char[] chars)
    {
        var starts = new bool[chars.Length + 1];
        for (var i = 0; i < chars.Length; i++)
        {
            if (!IsName(chars[i]) || (i > 0 && IsName(chars[i - 1])))
                continue;
            starts[i] = true;
            var at = i;
            // 却说 + 只见 + name: three lead-ins in a row are already rare.
            for (var round = 0; round < 3 && LeadInLength(chars, at) is > 0 and var length; round++)
            {
                at += length;
                starts[at] = true;
            }
        }
        return starts;
    }

    private static int LeadInLength(char[] chars, int at)
    {
        var words = LeadIns.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = Math.Min(LongestLeadIn, chars.Length - at); length > 0; length--)
        {
            if (words.Contains(chars.AsSpan(at, length)))
                return length;
        }
        return 0;
    }

    private static char[] MakeFolds(bool traditional)
    {
        var folds = new char[char.MaxValue + 1];
        for (var i = 0; i < folds.Length; i++)
        {
            var mark = (char)i;
            folds[i] = mark is >= '\uff01' and <= '\uff5e' ? (char)(mark - 0xfee0) : mark;
            if (!IsHan(mark) && char.IsWhiteSpace(mark))
                folds[i] = mark is '\n' or '\r' ? '\n' : ' ';
        }
        foreach (
            var (marks, one) in (ReadOnlySpan<(string, char)>)
                [("“「『〝\"﹁﹃", '“'), ("”」』〞﹂﹄", '”'), ("：﹕∶", ':'), ("，﹐、", ','), ("。．｡", '.')]
        )
        {
            foreach (var mark in marks)
                folds[mark] = one;
        }
        if (!traditional)
            return folds;
        foreach (var pair in WordLists.Read("traditional"))
            folds[pair[0]] = pair[2];
        // The particle; as "to write" it is rare in novels.
        folds['著'] = '着';
        return folds;
    }
}
