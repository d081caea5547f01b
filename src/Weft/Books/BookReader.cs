using Weft.Books.Formats;
using Weft.Reasons;

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
                throw new BookReadException(BookReasons.Missing(path));
            if (file.Length > sizeLimit)
                throw TooLarge(name, file.Length, sizeLimit);
            return Read(File.ReadAllBytes(path), name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new BookReadException(BookReasons.Unreadable(path, e.Message), e);
        }
    }

    /// <summary>Decodes a file's content; line ends stay as they are, a BOM goes.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="fileName">Some formats are told by its extension; messages begin with it.</param>
    /// <param name="encoding">As a person named it; null = it is found out.</param>
    /// <exception cref="BookReadException">Empty, blank, binary or undecodable; nothing else is thrown.</exception>
    public static BookText Read(byte[] content, string fileName, string? encoding = null)
    {
        var name = string.IsNullOrWhiteSpace(fileName) ? "The file" : fileName;
        if (content.LongLength > DefaultSizeLimit)
            throw TooLarge(name, content.LongLength, DefaultSizeLimit);
        if (content.Length == 0)
            throw new BookReadException(BookReasons.Empty(name));
        var file = new BookFile(content, name)
        {
            Encoding = encoding is null
                ? null
                : TextEncodings.TryFind(encoding) ?? throw new BookReadException(BookReasons.UnknownEncoding(encoding)),
        };
        var format = BookFormats.For(file) ?? throw new BookReadException(ForeignFormat.Refusal(content, name)!);
        var text = format.Read(file);
        if (text.Text.AsSpan().IndexOfAnyExcept(Blanks.Values) < 0)
            throw new BookReadException(
                format is PlainText or Markdown ? BookReasons.OnlyBlanks(name) : BookReasons.NoStory(name)
            );
        return text;
    }

    private static BookReadException TooLarge(string name, long length, long limit) =>
        new(BookReasons.TooLarge(name, length, limit));
}
