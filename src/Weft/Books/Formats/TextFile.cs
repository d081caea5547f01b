namespace Weft.Books.Formats;

/// <summary>What the formats share whose files are their text, in some encoding.</summary>
internal static class TextFile
{
    /// <summary>False where the first bytes are those of a known format that is no text.</summary>
    public static bool MayBe(BookFile file) => ForeignFormat.Refusal(file.Content) is null;

    /// <summary>Line ends stay as they are, a byte order mark goes.</summary>
    /// <exception cref="BookReadException">Nothing but a byte order mark, binary, a web page, or in an unknown encoding.</exception>
    public static BookText Read(BookFile file, string format)
    {
        var decoded = Decoding.Decode(file.Content) ?? throw Undecodable(file.Name);
        if (decoded.Text.Length == 0)
            throw new BookReadException($"{file.Name} holds only a byte order mark and no text: choose a file with text in it.");
        if (ForeignFormat.Refusal(decoded.Text) is { } page)
            throw new BookReadException($"{file.Name} {page}");
        return new BookText(decoded.Text, decoded.Encoding, format, decoded.Replaced);
    }

    private static BookReadException Undecodable(string name) =>
        new(
            $"{name} is not text, or in an encoding that could not be recognised: "
                + "open it in an editor, save it as UTF-8 text and import that."
        );
}
