using Weft.Books.Formats.Office;
using Weft.Reasons;

namespace Weft.Books.Formats;

/// <summary>Knows by their first bytes the files that people take for text and that are none.</summary>
internal static class ForeignFormat
{
    private static readonly (byte[] Magic, string Kind)[] Magics =
    [
        ("%PDF-"u8.ToArray(), "format_pdf"),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "format_png"),
        ([0xFF, 0xD8, 0xFF], "format_jpeg"),
        ("GIF8"u8.ToArray(), "format_gif"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "format_old_office"),
        ([0x1F, 0x8B, 0x08], "format_gzip"),
        ("Rar!\u001a\u0007"u8.ToArray(), "format_rar"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], "format_7z"),
        ("SQLite format 3\0"u8.ToArray(), "format_sqlite"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "format_elf"),
        ("{\\rtf"u8.ToArray(), "format_rtf"),
    ];

    /// <summary>Where a tar archive's first header has its mark.</summary>
    private const int TarMark = 257;

    /// <summary>One plain sentence saying what the file is and what to do; null where nothing speaks against text.</summary>
    /// <param name="file">Its name.</param>
    public static Reason? Refusal(ReadOnlySpan<byte> content, string file)
    {
        if (content.StartsWith("PK\u0003\u0004"u8) || content.StartsWith("PK\u0005\u0006"u8))
            return BookReasons.Archive(file);
        if (content.Length > 68 && content.Slice(60, 8).SequenceEqual("BOOKMOBI"u8))
            return BookReasons.Kindle(file);
        if (content.Length > TarMark + 5 && content.Slice(TarMark, 5).SequenceEqual("ustar"u8))
            return BookReasons.OtherFormat(file, "format_tar");
        if (OfficeFile.IsOldWord(content))
            return BookReasons.OldWord(file);
        foreach (var (magic, kind) in Magics)
        {
            if (content.StartsWith(magic))
                return BookReasons.OtherFormat(file, kind);
        }
        return null;
    }
}
