using Weft.Books.Formats;

namespace Weft.Books;

/// <summary>From a file to its text, in whichever of the <see cref="BookFormats"/> it is.</summary>
public static class BookReader
{
    /// <summary>64 MB: ten times the longest novel, and small enough to hold in memory several times over.</summary>
    public const long DefaultSizeLimit = 64L * 1024 * 1024;

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
    /// <param name="fileName">Some formats are told by its extension; messages begin with it.</param>
    /// <exception cref="BookReadException">Empty, blank, binary or undecodable; nothing else is thrown.</exception>
    public static BookText Read(byte[] content, string fileName)
    {
        var name = string.IsNullOrWhiteSpace(fileName) ? "The file" : fileName;
        if (content.LongLength > DefaultSizeLimit)
            throw TooLarge(name, content.LongLength, DefaultSizeLimit);
        if (content.Length == 0)
            throw new BookReadException($"{name} is empty: choose a file with text in it.");
        var file = new BookFile(content, name);
        var format = BookFormats.For(file) ?? throw new BookReadException($"{name} {ForeignFormat.Refusal(content)}");
        var text = format.Read(file);
        if (text.Text.AsSpan().IndexOfAnyExcept(Blanks.Values) < 0)
            throw new BookReadException($"{name} holds only white space: choose a file with text in it.");
        return text;
    }

    private static BookReadException TooLarge(string name, long length, long limit) =>
        new(
            $"{name} has {length / (1024.0 * 1024):0.#} MB, more than the {limit / (1024.0 * 1024):0.#} MB a book may have: "
                + "split it into several files."
        );
}
