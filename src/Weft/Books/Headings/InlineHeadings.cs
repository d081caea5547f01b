namespace Weft.Books.Headings;

/// <summary>
/// Headings inside a line, as bad copies have them: "…且聽下回分解。第十三回　…". They count where a number is missing; in a line of
/// many thousand characters, which stands for a whole text without line breaks, they are all there is.
/// </summary>
internal static class InlineHeadings
{
    /// <summary>UTF-16 units; no paragraph is as long.</summary>
    public const int HugeLine = 10_000;

    /// <summary>A heading this near the start of its line takes the whole line into its unit.</summary>
    private const int NearStart = 60;

    private const int Reach = 80;

    private const int LongestAtEnd = 40;

    /// <summary>Before a chapter's number they make a mention of it: 看第三章 归途.</summary>
    private const string Mentions = "在看读讀到见見说說写寫翻从從是的和与與及即叫做于於本书書《〈「『“（(";

    public static void Find(TextLines lines, int line, List<Heading> found)
    {
        var content = lines.Content(line);
        var huge = content.Length >= HugeLine;
        for (var at = 1; at < content.Length; at++)
        {
            var hit = content[at..].IndexOfAny('第', 'C');
            if (hit < 0)
                break;
            at += hit;
            var after = IsAfterSentence(content, at, huge);
            if (!after && !huge && !EndsLine(content, at))
                continue;
            var window = content[at..Math.Min(content.Length, at + Reach)];
            if (TryRead(window, huge, out var form))
                found.Add(Make(lines, line, at, window, form, huge, strong: huge && after));
        }
    }

    private static bool TryRead(ReadOnlySpan<char> window, bool huge, out HeadingForm form)
    {
        var read = window[0] == '第' ? ChineseForms.TryAt(window, 0, out form) : EnglishForms.TryKnownAt(window, 0, out form);
        return read && form.Level is Level.Chapter or Level.Section && (huge || form.Separated) && form.Number > 0;
    }

    private static bool IsAfterSentence(ReadOnlySpan<char> content, int at, bool huge)
    {
        var before = content[at - 1];
        if (Blanks.Is(before))
        {
            var last = content[..at].LastIndexOfAnyExcept(Blanks.Values);
            return last >= 0 && (Script.EndsSentence(content[last]) || (huge && at - last > 2));
        }
        return content[at] == '第' && (Script.EndsSentence(before) || ClosesChapter(content[..at]) || (huge && at < NearStart));
    }

    /// <summary>A lost line break before it: "…再没有说话第二章 渡口". Prose that names a chapter goes on, or ends with a stop.</summary>
    private static bool EndsLine(ReadOnlySpan<char> content, int at)
    {
        var rest = content[at..];
        if (rest.Length > LongestAtEnd || rest.IndexOfAny(Script.ChineseStops) >= 0 || Script.IsRunning(rest[^1]))
            return false;
        var before = content[at - 1];
        var parted = char.IsAsciiDigit(before) || Script.EndsSentence(before);
        return parted
            || (
                rest[0] == '第' && !Mentions.Contains(before) && TryRead(rest, false, out var form) && form.TitleAt < rest.Length
            );
    }

    /// <summary>"… and hear it told in the next chapter": how storytellers end, with or without a full stop.</summary>
    private static bool ClosesChapter(ReadOnlySpan<char> before) => before.EndsWith("下回分解") || before.EndsWith("下回分");

    private static Heading Make(
        TextLines lines,
        int line,
        int at,
        ReadOnlySpan<char> window,
        HeadingForm form,
        bool huge,
        bool strong
    )
    {
        var title = window[Math.Min(form.TitleAt, window.Length)..];
        title = title[..RunIn.TitleLength(title)];
        var whole = window[..(Math.Min(form.TitleAt, window.Length) + title.Length)];
        var start = at <= NearStart && !huge ? lines.Start(line) : lines.From(line) + at;
        return new Heading(
            line,
            start,
            form.Form,
            form.Level,
            form.Number,
            Blanks.Fold(whole),
            Blanks.Fold(title),
            form.Separated,
            strong,
            Inline: true
        );
    }
}
