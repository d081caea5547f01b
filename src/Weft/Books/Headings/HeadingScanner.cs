namespace Weft.Books.Headings;

/// <summary>All that may be a heading, in the order of the text. Nothing is decided here.</summary>
internal sealed record Candidates(List<Heading> Numbered, List<SpecialHeading> Special, List<Heading> Inline);

/// <summary>Reads every line once for the shapes of headings.</summary>
internal sealed class HeadingScanner(TextLines lines, GutenbergFrame frame, Markup markup)
{
    private const int LongestChinese = 50;
    private const int LongestEnglish = 120;

    /// <summary>So much of a line is looked at for its number.</summary>
    private const int LongestRead = 200;

    private const int LongestNumber = 24;

    private const string Body = "正文";

    public Candidates Scan()
    {
        var found = new Candidates([], [], []);
        for (var i = frame.First; i < frame.End; i++)
        {
            if (lines.IsBlank(i) || markup.IsVerbatim(i))
                continue;
            var content = lines.Content(i);
            if (markup.Kinds.TryGetValue(i, out var kind))
            {
                var title = content.Length <= LongestEnglish ? Blanks.Fold(Decoration.Strip(content)) : "";
                found.Special.Add(new SpecialHeading(i, lines.Start(i), kind, title, Anywhere: kind is not UnitKind.Preface));
                continue;
            }
            var stripped = Decoration.Strip(content[..Math.Min(content.Length, LongestRead)]);
            if (stripped.Length == 0)
                continue;
            if (TryRead(stripped, out var form))
                found.Numbered.Add(Make(i, stripped, form));
            else if (TryJoined(i, stripped) is { } joined)
            {
                found.Numbered.Add(joined);
                i = lines.NextFilled(i + 1);
                continue;
            }
            else if (SpecialHeading.TryRead(i, lines.Start(i), stripped) is { } special && IsSetApart(i))
                found.Special.Add(special);
            InlineHeadings.Find(lines, i, found.Inline);
        }
        return found with { Numbered = MarkedFirst(found.Numbered) };
    }

    /// <summary>"CHAPTER" in a line, and its number alone in the next.</summary>
    private Heading? TryJoined(int line, ReadOnlySpan<char> stripped)
    {
        var next = lines.NextFilled(line + 1);
        if (
            next > line + 2
            || next >= frame.End
            || lines.Length(next) > LongestNumber
            || !EnglishForms.IsWord(stripped)
            || !IsSetApart(line)
        )
            return null;
        var number = Decoration.Strip(lines.Content(next));
        var whole = $"{stripped} {number}";
        return number.Length > 0 && EnglishForms.TryRead(whole, out var form) && form.TitleAt == whole.Length
            ? Make(line, whole, form)
            : null;
    }

    public static bool TryRead(ReadOnlySpan<char> stripped, out HeadingForm form)
    {
        Span<char> narrow = stackalloc char[Math.Min(stripped.Length, LongestRead)];
        stripped = stripped[..narrow.Length];
        for (var i = 0; i < stripped.Length; i++)
            narrow[i] = Script.Narrow(stripped[i]);
        return TryReadNarrow(narrow, out form);
    }

    private static bool TryReadNarrow(ReadOnlySpan<char> line, out HeadingForm form)
    {
        form = default;
        var c = line[0];
        if (line.StartsWith(Body) && line.Length > 3 && Blanks.Is(line[2]) && TryBareAfter(line, out form))
            return true;
        if ((c >= 0x3000 || line.Contains('第')) && ChineseForms.TryRead(line, out form))
            return true;
        return (char.IsAsciiLetter(c) && EnglishForms.TryRead(line, out form)) || BareForms.TryRead(line, out form);
    }

    /// <summary>"正文 1、标题": what a site says before each heading.</summary>
    private static bool TryBareAfter(ReadOnlySpan<char> line, out HeadingForm form)
    {
        var at = Body.Length;
        while (at < line.Length && Blanks.Is(line[at]))
            at++;
        form = default;
        if (at == line.Length || !BareForms.TryRead(line[at..], out form))
            return false;
        form = form with { TitleAt = form.TitleAt + at };
        return true;
    }

    private Heading Make(int line, ReadOnlySpan<char> stripped, HeadingForm form)
    {
        var whole = lines.Length(line) <= LongestEnglish;
        var title = stripped[form.TitleAt..];
        var strong =
            markup.LevelOf(line) > 0 || (whole && IsTitle(stripped, title, form) && IsSetApart(line) && !GoesOn(line, title));
        if (!strong && !whole)
            stripped = stripped[..(form.TitleAt + RunIn.TitleLength(title))];
        return new Heading(
            line,
            lines.Start(line),
            form.Form,
            form.Level,
            form.Number,
            Blanks.Fold(stripped),
            Blanks.Fold(stripped[Math.Min(stripped.Length, form.TitleAt)..]),
            form.Separated,
            strong,
            Marked: markup.LevelOf(line) > 0
        );
    }

    /// <summary>"… is told in / Chapter 7. of another book": a small letter, and no blank line before.</summary>
    private bool GoesOn(int line, ReadOnlySpan<char> title) =>
        title.Length > 0
        && char.IsAsciiLetterLower(title[0])
        && !lines.IsBlank(line - 1)
        && !Script.EndsSentence(lines.Content(line - 1)[^1]);

    /// <summary>Reads like a title, not like the beginning of a sentence.</summary>
    private static bool IsTitle(ReadOnlySpan<char> heading, ReadOnlySpan<char> title, HeadingForm form)
    {
        if (title.Length == 0)
            return true;
        if (Script.CountHan(title) == 0)
        {
            var prose = !form.Separated && char.IsAsciiLetterLower(title[0]);
            var sentence = form.Level == Level.Bare && title.Length > 80;
            return !prose && !sentence && title[^1] is not (',' or ';');
        }
        if (heading.Length > LongestChinese || Script.IsRunning(title[^1]) || title.IndexOfAny("。；") >= 0)
            return false;
        var commas = title.Count('，') + title.Count('﹐') + title.Count(',');
        return commas <= (form.Separated ? 2 : 0) && (form.Separated || title.Length <= 30) && title.IndexOfAny("“「") != 0;
    }

    /// <summary>What stands before it is finished: a blank line, or a line that ends a sentence or is too short to run on.</summary>
    private bool IsSetApart(int line)
    {
        if (line == frame.First || lines.IsBlank(line - 1) || markup.LevelOf(line) > 0)
            return true;
        var before = lines.Content(line - 1);
        if (Script.EndsSentence(before[^1]) || before[^1] is '*' or '-' or '=' or '_' or '—')
            return true;
        return before.Length <= (Script.CountHan(before) > 0 ? 30 : 50) || lines.IsBlank(line + 1);
    }

    /// <summary>Where marked headings carry a form, plain lines of that form are no headings by themselves.</summary>
    private static List<Heading> MarkedFirst(List<Heading> headings)
    {
        var marked = headings
            .Where(h => h.Marked)
            .CountBy(h => h.Form)
            .Where(form => form.Value >= 2)
            .Select(form => form.Key)
            .ToHashSet();
        return marked.Count == 0
            ? headings
            : [.. headings.Select(h => !h.Marked && marked.Contains(h.Form) ? h with { Strong = false } : h)];
    }
}
