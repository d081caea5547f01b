namespace Weft.Books.Headings;

/// <summary>Takes away what is set around a heading and is not part of it: # marks, asterisks, brackets, tags, rules.</summary>
internal static class Decoration
{
    private const string Around = "#*_=~-+|★☆●○◆◇■□▲△※§♦•◎♥❤→—–─…·^&`\\";

    private const string Openers = "([{（【〔〖《〈［<";

    private const string Closers = ")]}）】〕〗》〉］>";

    /// <summary>The part of a line that is its text; empty for a line of decoration only.</summary>
    public static ReadOnlySpan<char> Strip(ReadOnlySpan<char> line)
    {
        line = Blanks.Trim(line);
        while (line.Length > 0)
        {
            var before = line.Length;
            line = Tags(Attribute(line));
            if (line.Length > 0 && (Around.Contains(line[0]) || Openers.Contains(line[0])))
                line = line[1..];
            line = Blanks.Trim(line);
            if (line.Length == before)
                break;
        }
        return End(line);
    }

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
        )
            line = Blanks.Trim(line[(end + 1)..]);
        if (line.Length > 2 && line[^1] == '>' && line.LastIndexOf('<') is >= 0 and var start && start + 1 < line.Length)
        {
            if (char.IsAsciiLetter(line[start + 1]) || line[start + 1] == '/')
                line = Blanks.Trim(line[..start]);
        }
        return line;
    }
}
