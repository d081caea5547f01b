namespace Weft.Books.Headings;

/// <summary>Tells running text from title pages, author's lines and lists.</summary>
internal static class Prose
{
    private const int LongParagraph = 200;

    /// <summary>Start of the first paragraph of prose between two offsets; -1 where there is none.</summary>
    public static int First(TextLines lines, int from, int end)
    {
        if (from >= end)
            return -1;
        for (var line = lines.LineAt(from); line < lines.Count && lines.Start(line) < end; line++)
        {
            if (lines.IsBlank(line))
                continue;
            var first = line;
            var (length, sentences, last) = (0, 0, ' ');
            for (; line < lines.Count && lines.Start(line) < end && !lines.IsBlank(line); line++)
            {
                var content = lines.Text.AsSpan()[
                    Math.Max(from, lines.From(line))..Math.Min(end, lines.From(line) + lines.Length(line))
                ];
                length += content.Length + Script.CountHan(content);
                sentences += Sentences(content);
                last = content.Length > 0 ? content[^1] : last;
                if (sentences >= 2 && length >= 60)
                    return Math.Max(from, lines.Start(first));
            }
            if (length >= LongParagraph && sentences >= 1 && Script.EndsSentence(last))
                return Math.Max(from, lines.Start(first));
        }
        return -1;
    }

    private static int Sentences(ReadOnlySpan<char> line)
    {
        var count = 0;
        for (var i = 1; i < line.Length; i++)
        {
            var full = line[i] is '。' or '！' or '？' or '﹗' or '﹖';
            var stop =
                line[i] is '.' or '!' or '?'
                && char.IsAsciiLetterLower(line[i - 1])
                && (i + 1 == line.Length || line[i + 1] is ' ' or '"' or '”' or '’');
            count += full || stop ? 1 : 0;
        }
        return count;
    }
}
