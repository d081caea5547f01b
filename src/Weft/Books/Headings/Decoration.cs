using System.Buffers;

namespace Weft.Books.Headings;

/// <summary>Takes away what is set around a heading and is not part of it: # marks, asterisks, brackets, tags, rules.</summary>
internal static class Decoration
{
    private const string Around = "#*_=~～-+|★☆✩✪✫✬✭✮✯✿❀✦✧●○◆◇■□▲△▼▽※§№♦•◎♥❤→—–─…·^&`\\";

    /// <summary>After a sign they belong to it: "☆、1 起点".</summary>
    private const string AfterSign = "、,，.．:：";

    private const string Openers = "([{（【〔〖《〈［<『";

    private const string Closers = ")]}）】〕〗》〉］>』";

    private static readonly SearchValues<char> ClosersIn = SearchValues.Create(Closers);

    /// <summary>The part of a line that is its text; empty for a line of decoration only.</summary>
    public static ReadOnlySpan<char> Strip(ReadOnlySpan<char> line)
    {
        line = Blanks.Trim(line);
        while (line.Length > 0)
        {
            var before = line.Length;
            line = Tags(Attribute(line));
            if (line.Length > 0 && (Around.Contains(line[0]) || Openers.Contains(line[0])))
                line = AfterSigns(line[1..]);
            line = Blanks.Trim(line);
            if (line.Length == before)
                break;
        }
        var text = End(line);
        return LetterSpacing.TryClose(text) ?? text;
    }

    /// <summary>A title whose bracket closes inside it gets the one that opened it in the text: "《长夜行》第一章 渡口".</summary>
    public static string Opened(string title, ReadOnlySpan<char> text)
    {
        var close = title.AsSpan().IndexOfAny(ClosersIn);
        if (close <= 0)
            return title;
        var opener = Openers[Closers.IndexOf(title[close])];
        var opened = text.IndexOf(opener);
        var isLoose = !title.AsSpan(0, close).Contains(opener) && opened >= 0;
        return isLoose && text[(opened + 1)..].StartsWith(title.AsSpan(0, close + 1)) ? opener + title : title;
    }

    private static ReadOnlySpan<char> AfterSigns(ReadOnlySpan<char> line) =>
        line.Length > 1 && AfterSign.Contains(line[0]) ? line[1..] : line;

    private static ReadOnlySpan<char> End(ReadOnlySpan<char> line)
    {
        while (line.Length > 0)
        {
            var last = line[^1];
            var loose = Closers.IndexOf(last) is >= 0 and var closer && !line.Contains(Openers[closer]);
            if (!loose && (!Around.Contains(last) || last is '…' or '—'))
                break;
            line = Blanks.Trim(line[..^1]);
        }
        return line;
    }

    /// <summary>A Markdown link keeps its words, a heading loses its {#anchor}.</summary>
    private static ReadOnlySpan<char> Attribute(ReadOnlySpan<char> line)
    {
        var link = line.IndexOf("](");
        if (link >= 0 && line[^1] == ')')
            line = line[..link];
        var anchor = line.LastIndexOf("{#");
        return anchor > 0 && line[^1] == '}' ? Blanks.Trim(line[..anchor]) : line;
    }

    private static ReadOnlySpan<char> Tags(ReadOnlySpan<char> line)
    {
        if (
            line.Length > 2
            && line[0] == '<'
            && (char.IsAsciiLetter(line[1]) || line[1] == '/')
            && line.IndexOf('>') is > 0 and < 200 and var end
            && IsTag(line[1..end])
        )
            line = Blanks.Trim(line[(end + 1)..]);
        if (line.Length > 2 && line[^1] == '>' && line.LastIndexOf('<') is >= 0 and var start && IsTag(line[(start + 1)..^1]))
        {
            if (char.IsAsciiLetter(line[start + 1]) || line[start + 1] == '/')
                line = Blanks.Trim(line[..start]);
        }
        return line;
    }

    /// <summary>"&lt;br/&gt;" and "&lt;p class=a&gt;" are tags, "&lt;Chapter 1&gt;" is a heading in brackets.</summary>
    private static bool IsTag(ReadOnlySpan<char> inside) =>
        inside.Length > 0 && (inside.IndexOf(' ') < 0 || inside.Contains('=') || inside[^1] == '/');
}
