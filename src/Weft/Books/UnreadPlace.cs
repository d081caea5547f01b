namespace Weft.Books;

/// <summary>A place where characters of a file could not be read.</summary>
/// <param name="Line">Of the text, from 1.</param>
/// <param name="Around">The words around it, U+FFFD where they could not be read.</param>
public sealed record UnreadPlace(int Line, string Around)
{
    private const int Reach = 16;

    /// <summary>The first places, at most so many. What was left out (zeros, control characters) has none.</summary>
    public static IReadOnlyList<UnreadPlace> In(BookText book, int most)
    {
        if (book.Replaced == 0 || !book.Text.Contains('\uFFFD'))
            return [];
        var lines = new TextLines(book.Text);
        var places = new List<UnreadPlace>();
        for (var at = 0; places.Count < most && Next(book.Text, at) is >= 0 and var hit; )
        {
            var line = lines.LineAt(hit);
            places.Add(new(line + 1, Words(book.Text, hit, lines.Start(line), lines.Start(line + 1))));
            at = lines.Start(line + 1);
        }
        return places;
    }

    private static int Next(string text, int from) => from >= text.Length ? -1 : text.IndexOf('\uFFFD', from);

    private static string Words(string text, int at, int lineStart, int lineEnd)
    {
        var (from, to) = (Math.Max(lineStart, at - Reach), Math.Min(lineEnd, at + Reach));
        from += from > 0 && char.IsLowSurrogate(text[from]) ? 1 : 0;
        to -= char.IsHighSurrogate(text[to - 1]) ? 1 : 0;
        return Blanks.Fold(text.AsSpan(from, to - from));
    }
}
