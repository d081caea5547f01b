using System.Text;

namespace Weft.Books.Formats.Office;

/// <summary>Tells the files of office programs by what is in them.</summary>
internal static class OfficeFile
{
    private static readonly byte[] OldWordText = Encoding.Unicode.GetBytes("WordDocument");

    /// <summary>An archive with the right names in it; one too damaged to list them is told by its own name.</summary>
    public static bool Is(BookFile file, IReadOnlyList<string> extensions, Func<IReadOnlyCollection<string>, bool> are)
    {
        if (!file.Content.AsSpan().StartsWith("PK\u0003\u0004"u8))
            return false;
        try
        {
            using var archive = GuardedArchive.Open(file);
            return are(archive.Names);
        }
        catch (BookReadException)
        {
            return extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase);
        }
    }

    /// <summary>The container of Microsoft's formats before 2007.</summary>
    public static bool IsOld(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    /// <summary>A document of Word before 2007.</summary>
    public static bool IsOldWord(ReadOnlySpan<byte> content) => IsOld(content) && content.IndexOf(OldWordText) >= 0;
}
