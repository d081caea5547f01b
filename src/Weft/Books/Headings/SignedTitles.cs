namespace Weft.Books.Headings;

/// <summary>Titles without numbers that a sign or brackets mark: "☆、起点", "★ The Ford", "【起点】". None where the lines don't part the whole text.</summary>
internal static class SignedTitles
{
    private const string Signs = "☆★✩✪✫✬✭✮✯✿❀✦✧●○◆◇■□▲△▼▽※§♦◎♥❤";
    private const string Openers = "【〖〔［";
    private const string Closers = "】〗〕］";

    private const int Longest = 40;
    private const int Fewest = 3;

    public static List<Heading> Find(TextLines lines, GutenbergFrame frame)
    {
        var found = new List<(char Sign, Heading Heading)>();
        for (var i = frame.First; i < frame.End; i++)
        {
            if (lines.IsBlank(i) || lines.Length(i) > Longest || !IsMarked(lines.Content(i)))
                continue;
            var title = Decoration.Strip(lines.Content(i));
            if (title.Length == 0 || Script.IsRunning(title[^1]) || !(lines.IsBlank(i - 1) || lines.IsBlank(i + 1)))
                continue;
            var text = Blanks.Fold(title);
            found.Add((lines.Content(i)[0], new(i, lines.Start(i), "signed", Level.Other, 0, text, text, true, Strong: true)));
        }
        var most = found.GroupBy(title => title.Sign, title => title.Heading).MaxBy(sign => sign.Count())?.ToList() ?? [];
        return most.Count >= Fewest && TitleLines.ParTheText(lines, frame, most) ? most : [];
    }

    private static bool IsMarked(ReadOnlySpan<char> line) =>
        Signs.Contains(line[0]) || (Openers.IndexOf(line[0]) is >= 0 and var bracket && line[^1] == Closers[bracket]);
}
