namespace Weft.Books.Formats;

/// <summary>Knows by their first bytes the files that people take for text and that are none.</summary>
internal static class ForeignFormat
{
    private const string SaveAsText = "save it as plain text (.txt) or Markdown (.md) and import that";

    private static readonly (byte[] Magic, string Name)[] Magics =
    [
        ("%PDF-"u8.ToArray(), "a PDF"),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a PNG image"),
        ([0xFF, 0xD8, 0xFF], "a JPEG image"),
        ("GIF8"u8.ToArray(), "a GIF image"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Word or Office document"),
        ([0x1F, 0x8B, 0x08], "a gzip archive"),
        ("Rar!\u001a\u0007"u8.ToArray(), "a RAR archive"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive"),
        ("SQLite format 3\0"u8.ToArray(), "an SQLite database"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "a program"),
        ("{\\rtf"u8.ToArray(), "an RTF document"),
    ];

    /// <summary>One plain sentence saying what the file is and what to do; null where nothing speaks against text.</summary>
    public static string? Refusal(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("PK\u0003\u0004"u8) || content.StartsWith("PK\u0005\u0006"u8))
            return Zip(content);
        if (content.Length > 68 && content.Slice(60, 8).SequenceEqual("BOOKMOBI"u8))
            return $"is a Kindle book, which isn't supported yet: {SaveAsText}.";
        foreach (var (magic, name) in Magics)
        {
            if (content.StartsWith(magic))
                return $"is {name}, not text: {SaveAsText}.";
        }
        return null;
    }

    /// <summary>The same for a text that is a web page: its tags would be taken for words of the book.</summary>
    public static string? Refusal(string text)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, 1024)).TrimStart();
        var page =
            start.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || (
                start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase)
                && start.Contains("<html", StringComparison.OrdinalIgnoreCase)
            );
        return page ? $"is a web page (HTML), which isn't supported yet: {SaveAsText}." : null;
    }

    private static string Zip(ReadOnlySpan<byte> content)
    {
        var head = content[..Math.Min(content.Length, 4096)];
        if (head.IndexOf("application/epub+zip"u8) >= 0)
            return $"is an EPUB, which isn't supported yet: {SaveAsText}.";
        if (head.IndexOf("word/"u8) >= 0)
            return $"is a Word document, which isn't supported yet: {SaveAsText}.";
        return $"is a ZIP archive (EPUB and Word files are such), not text: unpack it, or {SaveAsText}.";
    }
}
