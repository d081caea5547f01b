namespace Weft.Books.Headings;

/// <summary>A line of a table of contents, by the letters and digits of the line and of its title alone.</summary>
internal readonly record struct ContentsEntry(string Key, string TitleKey, Level? Level, int Number)
{
    /// <summary>Lower-case letters and digits without a page number at the end.</summary>
    public static string KeyOf(ReadOnlySpan<char> text)
    {
        var digits = text.Length;
        while (digits > 0 && char.IsAsciiDigit(text[digits - 1]))
            digits--;
        if (
            digits > 2
            && digits < text.Length
            && (
                text[digits - 1] is '\t' or '.' or '…' or '·'
                || (Blanks.Is(text[digits - 1]) && !char.IsLetterOrDigit(text[digits - 2]))
            )
        )
            text = text[..digits];
        Span<char> key = stackalloc char[Math.Min(text.Length, 200)];
        var length = 0;
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c) && length < key.Length)
                key[length++] = char.ToLowerInvariant(c);
        }
        return new string(key[..length]);
    }

    public static ContentsEntry Of(ReadOnlySpan<char> stripped)
    {
        if (!HeadingScanner.TryRead(stripped, out var form))
            return new ContentsEntry(KeyOf(stripped), "", null, 0);
        var title = KeyOf(stripped[Math.Min(form.TitleAt, stripped.Length)..]);
        return new ContentsEntry(KeyOf(stripped), IsTelling(title) ? title : "", form.Level, form.Number);
    }

    /// <summary>Long enough to know a line by.</summary>
    public static bool IsTelling(string key) => key.Length >= 4 || Script.CountHan(key) >= 2;
}

/// <summary>A table of contents: lines <paramref name="First"/> up to, not with, <paramref name="End"/>.</summary>
internal sealed record ContentsList(int First, int End, IReadOnlyList<ContentsEntry> Entries)
{
    public bool Covers(int line) => line >= First && line < End;
}
