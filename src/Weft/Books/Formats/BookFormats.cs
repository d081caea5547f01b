using Weft.Books.Formats.Epub;
using Weft.Books.Formats.Fb2;
using Weft.Books.Formats.Html;
using Weft.Books.Formats.Office;
using Weft.Books.Formats.Pdf;
using Weft.Books.Headings;

namespace Weft.Books.Formats;

/// <summary>Every format that a book can be read from.</summary>
internal static class BookFormats
{
    /// <summary>The first that can read a file reads it. Plain text is the last: it takes whatever is text.</summary>
    public static readonly IReadOnlyList<IBookFormat> All =
    [
        new EpubFormat(),
        new DocxFormat(),
        new OdtFormat(),
        new PdfFormat(),
        new Fb2Format(),
        new HtmlFormat(),
        new Markdown(),
        new PlainText(),
    ];

    /// <summary>Null where none can read it.</summary>
    public static IBookFormat? For(BookFile file) => All.FirstOrDefault(format => format.CanRead(file));

    /// <summary>The format that an edition carries the name of.</summary>
    public static IBookFormat Named(string name) =>
        All.FirstOrDefault(format => format.Name == name)
        ?? throw new ArgumentException($"There is no book format {name}.", nameof(name));

    /// <summary>The headings that the file itself marks.</summary>
    public static Markup MarkupOf(BookText book, TextLines lines) => book.Markup ?? Named(book.Format).MarkupOf(lines);

    /// <summary>Whether a file of a folder is a book by its name.</summary>
    public static bool Knows(string path) =>
        Of(Path.GetExtension(path)) is not null || path.EndsWith(".fb2.zip", StringComparison.OrdinalIgnoreCase);

    /// <summary>The format whose files end so, in any case; null = none.</summary>
    public static IBookFormat? Of(string extension) =>
        All.FirstOrDefault(format => format.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase));
}
