namespace Weft.Books;

/// <summary>Reads plain text and Markdown files, in whatever encoding they are.</summary>
public static class BookReader
{
    /// <summary>64 MB: ten times the longest novel, and small enough to hold in memory several times over.</summary>
    public const long DefaultSizeLimit = 64L * 1024 * 1024;

    private static readonly string[] MarkdownExtensions = [".md", ".markdown", ".mdown", ".mkd"];

    /// <summary>Reads a file of at most <paramref name="sizeLimit"/> bytes.</summary>
    /// <exception cref="BookReadException">It is missing, too large, or no text; nothing else is thrown.</exception>
    public static BookText Read(string path, long sizeLimit = DefaultSizeLimit)
    {
        var name = Path.GetFileName(path);
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                throw new BookReadException($"{path} does not exist or is a folder: name a text or Markdown file.");
            if (file.Length > sizeLimit)
                throw TooLarge(name, file.Length, sizeLimit);
            return Read(File.ReadAllBytes(path), name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new BookReadException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Decodes a file's content; line ends stay as they are, a BOM goes.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="fileName">For the format (by its extension) and for messages.</param>
    /// <exception cref="BookReadException">Empty, blank, binary or undecodable; nothing else is thrown.</exception>
    public static BookText Read(byte[] content, string fileName)
    {
        var name = string.IsNullOrWhiteSpace(fileName) ? "The file" : fileName;
        if (content.LongLength > DefaultSizeLimit)
            throw TooLarge(name, content.LongLength, DefaultSizeLimit);
        if (content.Length == 0)
            throw new BookReadException($"{name} is empty: choose a file with text in it.");
        if (ForeignFormat.Refusal(content) is { } foreign)
            throw new BookReadException($"{name} {foreign}");

        var decoded = Decoding.Decode(content) ?? throw Undecodable(name);
        if (decoded.Text.Length == 0)
            throw new BookReadException($"{name} holds only a byte order mark and no text: choose a file with text in it.");
        if (decoded.Text.AsSpan().IndexOfAnyExcept(Blanks.Values) < 0)
            throw new BookReadException($"{name} holds only white space: choose a file with text in it.");
        if (ForeignFormat.Refusal(decoded.Text) is { } page)
            throw new BookReadException($"{name} {page}");

        var extension = Path.GetExtension(name);
        var markdown = MarkdownExtensions.Contains(extension, StringComparer.OrdinalIgnoreCase);
        return new BookText(decoded.Text, decoded.Encoding, markdown ? "markdown" : "text", decoded.Replaced);
    }

    private static BookReadException TooLarge(string name, long length, long limit) =>
        new(
            $"{name} has {length / (1024.0 * 1024):0.#} MB, more than the {limit / (1024.0 * 1024):0.#} MB a book may have: "
                + "split it into several files."
        );

    private static BookReadException Undecodable(string name) =>
        new(
            $"{name} is not text, or in an encoding that could not be recognised: "
                + "open it in an editor, save it as UTF-8 text and import that."
        );
}
