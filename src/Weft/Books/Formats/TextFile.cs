using Weft.Reasons;

namespace Weft.Books.Formats;

/// <summary>What the formats share whose files are their text, in some encoding.</summary>
internal static class TextFile
{
    /// <summary>False where the first bytes are those of a known format that is no text.</summary>
    public static bool MayBe(BookFile file) => ForeignFormat.Refusal(file.Content, file.Name) is null;

    /// <summary>Line ends stay as they are, a byte order mark goes.</summary>
    /// <exception cref="BookReadException">Nothing but a byte order mark, binary, or in an unknown encoding.</exception>
    public static BookText Read(BookFile file, string format)
    {
        var decoded =
            (file.Encoding is { } told ? Decoding.Decode(file.Content, told) : Decoding.Decode(file.Content))
            ?? throw Undecodable(file.Name);
        if (decoded.Foreign is { } language)
            throw new BookReadException(BookReasons.ForeignText(file.Name, language, decoded.Encoding));
        if (decoded.Text.Length == 0)
            throw new BookReadException(BookReasons.OnlyByteOrderMark(file.Name));
        return new BookText(Entities.Decode(decoded.Text), decoded.Encoding, format, decoded.Replaced)
        {
            Guessed = decoded.Guessed,
        };
    }

    private static BookReadException Undecodable(string name) => new(BookReasons.NoText(name));
}
