using Weft.Books.Formats;
using Weft.Books.Headings;
using Weft.Reasons;

namespace Weft.Books;

/// <summary>What a book calls itself.</summary>
internal static class BookTitle
{
    private const int LongestChinese = 30;
    private const int LongestEnglish = 80;

    /// <summary>How many lines of front matter are looked at.</summary>
    private const int Depth = 120;

    private static readonly string[] Labels = ["Title:", "书名：", "書名：", "书名:", "書名:", "标题：", "標題："];

    /// <summary>What programs and templates put where a title belongs.</summary>
    private static readonly string[] NoTitles = ["untitled", "unknown", "microsoft word", "无标题", "無標題", "未命名", "未知"];

    public static string Of(BookText book, IReadOnlyList<Unit> units, string fileName)
    {
        var lines = new TextLines(book.Text);
        var first = units.FirstOrDefault(u => u.Kind is not UnitKind.Front)?.Start ?? book.Text.Length;
        return Named(book)
            ?? Labelled(lines, first)
            ?? MarkedTitle(book, lines, units)
            ?? FirstLine(book, lines, units)
            ?? FromFile(fileName);
    }

    /// <summary>As the file's metadata say it; programs write words that are no title into it.</summary>
    private static string? Named(BookText book)
    {
        var title = book.Metadata.Title is { } named ? Clean(named) : "";
        return title.Length == 0 || Array.Exists(NoTitles, word => title.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            ? null
            : title;
    }

    private static string? Labelled(TextLines lines, int end)
    {
        for (var i = 0; i < Math.Min(lines.Count, Depth) && (lines.Start(i) < end || i < 10); i++)
        {
            var line = Decoration.Strip(lines.Content(i));
            foreach (var label in Labels)
            {
                if (line.StartsWith(label) && Clean(line[label.Length..]) is { Length: > 0 } title)
                    return title;
            }
        }
        return null;
    }

    private static string? MarkedTitle(BookText book, TextLines lines, IReadOnlyList<Unit> units)
    {
        var markup = BookFormats.MarkupOf(book, lines);
        var top = markup.Levels.Where(h => h.Value == 1).Select(h => h.Key).Order().Select(h => (int?)h).FirstOrDefault();
        if (top is not { } line || units.Any(u => u.Start == lines.Start(line) && u.Title.Length > 0))
            return null;
        return Clean(Decoration.Strip(lines.Content(line))) is { Length: > 0 } title ? title : null;
    }

    /// <summary>The first line, if it stands before the first heading and reads like a title.</summary>
    private static string? FirstLine(BookText book, TextLines lines, IReadOnlyList<Unit> units)
    {
        var line = lines.NextFilled(GutenbergFrame.Find(lines, book.BookEnd).First);
        while (line < lines.Count && IsCredit(lines.Content(line)))
            line = lines.NextFilled(line + 1);
        if (line >= lines.Count)
            return null;
        var holder = units.Last(u => u.Start <= lines.Start(line));
        if (
            holder.Kind is not (UnitKind.Front or UnitKind.Preface or UnitKind.Part)
            || (holder.Title.Length > 0 && !holder.Title.Contains('/'))
        )
            return InlineTitle(lines, units);
        var text = Decoration.Strip(lines.Content(line));
        var whole = Blanks.Trim(lines.Content(line));
        if (whole.StartsWith("《") && whole.IndexOf('》') is > 1 and var close)
            return Clean(whole[1..close]);
        var lone = lines.IsBlank(line + 1) || holder.Kind != UnitKind.Part || line + 1 >= lines.Count;
        return lone && IsTitle(text) && lines.NextFilled(line + 1) < lines.Count ? Clean(text) : InlineTitle(lines, units);
    }

    /// <summary>A text in one line may have its name before the first heading, sometimes more than once.</summary>
    private static string? InlineTitle(TextLines lines, IReadOnlyList<Unit> units)
    {
        if (units.Count < 2 || units[0].Kind != UnitKind.Front)
            return null;
        var text = Blanks.Trim(lines.Text.AsSpan(0, units[0].Length));
        for (var length = 1; length <= text.Length / 2; length++)
        {
            if (text.Length % length == 0 && text[length..].SequenceEqual(text[..^length]))
                text = text[..length];
        }
        return IsTitle(text) ? Clean(text) : null;
    }

    private static bool IsTitle(ReadOnlySpan<char> text) =>
        text.Length > 0
        && text.Length <= (Script.CountHan(text) > 0 ? LongestChinese : LongestEnglish)
        && text.IndexOfAny("。，；\n\r") < 0
        && !Script.IsRunning(text[^1])
        && (text[^1] != '.' || text.IndexOfAnyInRange('a', 'z') < 0)
        && text.IndexOf("://") < 0
        && text.IndexOfAnyExceptInRange('0', '9') >= 0;

    private static bool IsCredit(ReadOnlySpan<char> line) =>
        line.StartsWith("Produced by", StringComparison.OrdinalIgnoreCase)
        || line.StartsWith("E-text prepared", StringComparison.OrdinalIgnoreCase)
        || line.StartsWith("作者")
        || line.StartsWith("[Illustration");

    private static string Clean(ReadOnlySpan<char> text)
    {
        var clean = Blanks.Trim(text);
        if (clean.StartsWith("《") && clean.IndexOf('》') is > 1 and var close)
            clean = clean[1..close];
        return Blanks.Fold(clean);
    }

    private static string FromFile(string fileName)
    {
        var name = Blanks.Fold(Printable.Of(Path.GetFileNameWithoutExtension(fileName)));
        return string.IsNullOrWhiteSpace(name) ? "Untitled" : name;
    }
}
