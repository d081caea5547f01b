namespace Weft.Books.Headings;

/// <summary>"CHAPTER I. Title", "Book the First", "The Second Part", and any other word with a number.</summary>
internal static class EnglishForms
{
    /// <summary>A book's name before "Chapter 1" has at most so many characters.</summary>
    private const int LongestPrefix = 60;

    private static readonly Dictionary<string, (string Form, Level Level)> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["chapter"] = ("chapter", Level.Chapter),
        ["chap"] = ("chapter", Level.Chapter),
        ["ch"] = ("chapter", Level.Chapter),
        ["cap"] = ("chapter", Level.Chapter),
        ["chapitre"] = ("chapter", Level.Chapter),
        ["letter"] = ("letter", Level.Chapter),
        ["stave"] = ("stave", Level.Chapter),
        ["adventure"] = ("adventure", Level.Chapter),
        ["canto"] = ("canto", Level.Chapter),
        ["scene"] = ("scene", Level.Chapter),
        ["tale"] = ("tale", Level.Chapter),
        ["story"] = ("story", Level.Chapter),
        ["fable"] = ("fable", Level.Chapter),
        ["lecture"] = ("lecture", Level.Chapter),
        ["lesson"] = ("lesson", Level.Chapter),
        ["episode"] = ("episode", Level.Chapter),
        ["ep"] = ("episode", Level.Chapter),
        ["essay"] = ("essay", Level.Chapter),
        ["volume"] = ("volume", Level.Part),
        ["vol"] = ("volume", Level.Part),
        ["book"] = ("book", Level.Part),
        ["part"] = ("part", Level.Part),
        ["act"] = ("act", Level.Part),
        ["section"] = ("section", Level.Section),
        ["sect"] = ("section", Level.Section),
        ["no"] = ("no", Level.Other),
    };

    /// <summary>With a number they are dates, and head no chapters.</summary>
    private static readonly HashSet<string> Months = new(
        "january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec".Split(
            ' '
        ),
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>How long the known word is that a text begins with, whatever follows; 0 where it begins with none.</summary>
    public static int WordAtStart(string text) =>
        Known
            .Keys.Where(word => word.Length > 2 && text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Max(word => (int?)word.Length)
        ?? 0;

    /// <summary>"May", "Oct": a number beside it is a day.</summary>
    public static bool IsMonthAt(ReadOnlySpan<char> line, int at) => Months.Contains(Word(line, at).ToString());

    /// <summary>"CHAPTER" and nothing else: its number stands elsewhere.</summary>
    public static bool IsWord(ReadOnlySpan<char> line) =>
        char.IsAsciiLetterUpper(line[0]) && Find(line) is { Level: Level.Chapter or Level.Part } && line.Length > 3;

    public static bool TryRead(ReadOnlySpan<char> line, out HeadingForm form)
    {
        form = default;
        var at = 0;
        if (line.StartsWith("the ", StringComparison.OrdinalIgnoreCase))
            at = 4;
        var first = Word(line, at);
        if (first.Length is < 2 or > 14 || Months.Contains(first.ToString()))
            return false;
        var after = at + first.Length;
        if (Numerals.Ordinal(first) is > 0 and var ordinal)
            return TryOrdinal(line, after, ordinal, out form);
        if (at == 0 && char.IsAsciiLetterUpper(line[0]) && TryWordFirst(line, first, out form))
        {
            if (form.Level == Level.Part && TryKnownAt(line, form.TitleAt, out var inner) && inner.Level == Level.Chapter)
                form = inner;
            return true;
        }
        return (at == 0 && TrySmall(line, first, out form)) || TryPrefixed(line, out form);
    }

    /// <summary>"chapter.001" in small letters is a heading where it stands alone, or a title follows: a sentence may begin so.</summary>
    private static bool TrySmall(ReadOnlySpan<char> line, ReadOnlySpan<char> first, out HeadingForm form)
    {
        form = default;
        if (!char.IsAsciiLetterLower(line[0]) || !TryWordFirst(line, first, out form) || form.Level != Level.Chapter)
            return false;
        form = form with { Form = "small " + form.Form };
        return form.Separated || !char.IsAsciiLetterLower(line[form.TitleAt]);
    }

    /// <summary>"The Long Night - Chapter 1": the book's name, a sign, and a heading that fills the rest of the line.</summary>
    private static bool TryPrefixed(ReadOnlySpan<char> line, out HeadingForm form)
    {
        form = default;
        var end = Math.Min(line.Length, LongestPrefix);
        for (var i = 2; i < end; i++)
        {
            if (line[i] is not ('C' or 'c') || line[i - 1] is not (' ' or '_') || !IsSign(line[i - 2]))
                continue;
            if (!TryKnownAt(line, i, out form) || form.Form != "chapter")
                continue;
            form = form with { Form = "chapter after a name" };
            return form.Separated;
        }
        return false;

        static bool IsSign(char c) => c is '-' or '–' or '—' or ':' or '|' or '/' or ',';
    }

    /// <summary>"CHAPTER 3" from exactly <paramref name="at"/>; only words that are known to head chapters.</summary>
    public static bool TryKnownAt(ReadOnlySpan<char> text, int at, out HeadingForm form)
    {
        form = default;
        var word = Word(text, at);
        if (!Known.ContainsKey(word.ToString()) || !TryWordFirst(text[at..], word, out form))
            return false;
        form = form with { TitleAt = form.TitleAt + at };
        return true;
    }

    private static bool TryOrdinal(ReadOnlySpan<char> line, int after, int number, out HeadingForm form)
    {
        form = default;
        if (after >= line.Length || line[after] != ' ')
            return false;
        var word = Word(line, after + 1);
        var end = after + 1 + word.Length;
        if (Find(word) is not { } known)
            return word.Length > 2
                && char.IsAsciiLetterUpper(line[0])
                && char.IsAsciiLetterUpper(word[0])
                && (end == line.Length || (end + 1 == line.Length && line[end] is '.' or ':'))
                && Made("word " + word.ToString().ToLowerInvariant(), Level.Other, number, line, end, out form);
        return (
                end == line.Length
                || line[end] is '.' or ':' or '-' or '—' or '–'
                || (end + 1 < line.Length && line[end] == ' ' && line[end + 1] is ' ' or '-' or '—')
            ) && Made(known.Form, known.Level, number, line, end, out form);
    }

    private static bool TryWordFirst(ReadOnlySpan<char> line, ReadOnlySpan<char> word, out HeadingForm form)
    {
        form = default;
        var known = Find(word);
        var at = word.Length;
        var dotted = known is not null && at < line.Length && line[at] == '.';
        if (dotted)
            at++;
        var gap = at;
        while (
            at < line.Length
            && at - gap < 4
            && (Blanks.Is(line[at]) || (known is not null && line[at] is ':' or '-' or '#' or '_' or '(' or '['))
        )
            at++;
        if (known is not null)
            at = SkipNumberWord(line, at);
        if (at >= line.Length || (at == gap && !dotted && known?.Level != Level.Chapter))
            return false;
        var joined = at == gap && !dotted;
        var byDigits = Numerals.TryDecimal(line, ref at, out var number);
        if (
            !byDigits
            && (
                joined
                || !(
                    RomanNumerals.TryRead(line, ref at, out number, lowerToo: known is not null)
                    || Numerals.TryWords(line, ref at, out number)
                )
            )
        )
            return false;
        var piece = byDigits && Numerals.SkipFraction(line, ref at, out var fraction) ? fraction : 0;
        if (piece > 0 && known is null)
            return (at == line.Length || IsBoundary(line, at, known: true))
                && Made("word pair", Level.Attached, piece, line, at, out form);
        // "No. 5" is a heading, "No. I will not" is an answer.
        if (at < line.Length && !IsBoundary(line, at, known is not null && (byDigits || known.Value.Form != "no")))
            return false;
        var made = known is { } k
            ? Made(k.Form, k.Level, number, line, at, out form)
            : Made("word " + word.ToString().ToLowerInvariant(), Level.Other, number, line, at, out form);
        form = form with { IsPiece = piece > 0 };
        return made;
    }

    private static int SkipNumberWord(ReadOnlySpan<char> line, int at)
    {
        foreach (var word in new[] { "No. ", "NO. ", "Number ", "NUMBER ", "Nr. ", "№ ", "# " })
        {
            if (line[at..].StartsWith(word))
                return at + word.Length;
        }
        return at;
    }

    /// <summary>After an unknown word's number the heading must end or a sign must follow: "Day 3" is one, "Paragraph 3 says" is none.</summary>
    private static bool IsBoundary(ReadOnlySpan<char> line, int at, bool known)
    {
        var c = line[at];
        if (c is '.' or ':' or '-' or '—' or '–' or '：' or ')' or ']' or '*' or '_')
            return c != '.' || at + 1 == line.Length || !char.IsAsciiDigit(line[at + 1]);
        return known
            && (Blanks.Is(c) || c is ',' or '(' or '[' or '/' || (c is '?' or '!' && at + 1 == line.Length) || Script.IsHan(c));
    }

    private static bool Made(string name, Level level, int number, ReadOnlySpan<char> line, int end, out HeadingForm form)
    {
        var title = end;
        while (title < line.Length && (Script.IsSeparator(line[title]) && line[title] is not ('(' or '[') || line[title] == ','))
            title++;
        var signs = line[end..title].IndexOfAny(Script.TitleSigns) >= 0 || title - end > 1;
        form = new HeadingForm(name, level, number, title, signs || title == line.Length);
        return true;
    }

    private static (string Form, Level Level)? Find(ReadOnlySpan<char> word) =>
        word.Length <= 9 && Known.TryGetValue(word.ToString(), out var known) ? known : null;

    private static ReadOnlySpan<char> Word(ReadOnlySpan<char> line, int at)
    {
        var end = at;
        while (end < line.Length && char.IsAsciiLetter(line[end]))
            end++;
        return line[at..end];
    }
}
