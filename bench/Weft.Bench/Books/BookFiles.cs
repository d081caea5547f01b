using System.IO.Compression;
using System.Net;
using System.Text;

namespace Weft.Bench.Books;

/// <summary>A book written in a format, by itself: as small as a file of it can be.</summary>
internal static class BookFiles
{
    private const string Office =
        "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"";

    /// <summary>The formats by their extensions; null = the book's characters can't be written so here.</summary>
    public static IEnumerable<(string Extension, Func<BookPages, byte[]?> Write)> All =>
        [
            (".txt", book => Bytes(book.Text)),
            (".md", book => Bytes(Markdown(book))),
            (".html", book => Bytes(Html(book))),
            (".epub", Epub),
            (".docx", Docx),
            (".odt", Odt),
            (
                ".fodt",
                book => Bytes(OpenDocument(book, "document", " office:mimetype=\"application/vnd.oasis.opendocument.text\""))
            ),
            (".fb2", book => Bytes(Fb2(book))),
            (".pdf", PdfFiles.TryWrite),
        ];

    public static string Html(BookPages book) =>
        $"<!DOCTYPE html>\n<html lang=\"{book.Language}\"><head><meta charset=\"utf-8\"><title>{Escaped(book.Title)}</title></head><body>\n"
        + $"{Marked(book.Pages)}</body></html>\n";

    private static string Marked(IEnumerable<BookPage> pages)
    {
        var text = new StringBuilder();
        foreach (var page in pages)
        {
            if (page.Level > 0)
                text.Append(
                    $"<h{page.Level}>{Escaped(page.Heading).Replace("\n", "<br/>", StringComparison.Ordinal)}</h{page.Level}>\n"
                );
            foreach (var paragraph in page.Paragraphs)
                text.Append($"<p>{Escaped(paragraph)}</p>\n");
        }
        return text.ToString();
    }

    private static string Markdown(BookPages book)
    {
        var text = new StringBuilder();
        foreach (var page in book.Pages)
        {
            if (page.Level > 0)
                text.Append($"{new string('#', page.Level)} {OneLine(page)}\n\n");
            foreach (var paragraph in page.Paragraphs)
                text.Append($"{paragraph}\n\n");
        }
        return text.ToString();
    }

    private static byte[] Epub(BookPages book)
    {
        var names = book.Pages.Select((_, i) => $"p{i}.xhtml").ToList();
        var items = string.Concat(
            names.Select((name, i) => $"<item id=\"d{i}\" href=\"{name}\" media-type=\"application/xhtml+xml\"/>")
        );
        var package =
            $"<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\"><metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{Escaped(book.Title)}</dc:title>"
            + $"<dc:language>{book.Language}</dc:language></metadata><manifest><item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>{items}"
            + $"</manifest><spine>{string.Concat(names.Select((_, i) => $"<itemref idref=\"d{i}\"/>"))}</spine></package>";
        var entries = book.Pages.Select(
            (page, i) => page.Level == 0 ? "" : $"<li><a href=\"{names[i]}\">{Escaped(OneLine(page))}</a></li>"
        );
        return Zip([
            ("mimetype", "application/epub+zip"),
            (
                "META-INF/container.xml",
                "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile full-path=\"book.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>"
            ),
            ("book.opf", package),
            ("nav.xhtml", XHtml($"<nav epub:type=\"toc\"><ol>{string.Concat(entries)}</ol></nav>")),
            .. book.Pages.Select((page, i) => (names[i], XHtml(Marked([page])))),
        ]);
    }

    private static string XHtml(string body) =>
        $"<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"><head><title/></head><body>{body}</body></html>";

    private static byte[] Docx(BookPages book)
    {
        static string Paragraph(string text, string style) =>
            $"<w:p>{style}<w:r><w:t xml:space=\"preserve\">{Escaped(text)}</w:t></w:r></w:p>";
        var body = new StringBuilder();
        foreach (var page in book.Pages)
        {
            if (page.Level > 0)
                body.Append(Paragraph(OneLine(page), $"<w:pPr><w:outlineLvl w:val=\"{page.Level - 1}\"/></w:pPr>"));
            foreach (var paragraph in page.Paragraphs)
                body.Append(Paragraph(paragraph, ""));
        }
        return Zip([
            ("[Content_Types].xml", "<Types/>"),
            (
                "_rels/.rels",
                "<Relationships><Relationship Id=\"a\" Type=\"http://x/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
            ),
            (
                "word/document.xml",
                $"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
            ),
        ]);
    }

    private static byte[] Odt(BookPages book) =>
        Zip([
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("META-INF/manifest.xml", "<manifest/>"),
            ("content.xml", OpenDocument(book, "document-content", "")),
        ]);

    private static string OpenDocument(BookPages book, string root, string attributes)
    {
        var text = new StringBuilder();
        foreach (var page in book.Pages)
        {
            if (page.Level > 0)
                text.Append($"<text:h text:outline-level=\"{page.Level}\">{Escaped(OneLine(page))}</text:h>");
            foreach (var paragraph in page.Paragraphs)
                text.Append($"<text:p>{Escaped(paragraph)}</text:p>");
        }
        return $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:{root} {Office}{attributes}><office:body><office:text>{text}</office:text></office:body></office:{root}>";
    }

    private static string Fb2(BookPages book)
    {
        var text = new StringBuilder(
            $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<FictionBook xmlns=\"http://www.gribuser.ru/xml/fictionbook/2.0\"><description><title-info><book-title>{Escaped(book.Title)}</book-title></title-info></description><body>"
        );
        foreach (var page in book.Pages)
        {
            text.Append("<section>");
            if (page.Level > 0)
                text.Append($"<title><p>{Escaped(OneLine(page))}</p></title>");
            foreach (var paragraph in page.Paragraphs)
                text.Append($"<p>{Escaped(paragraph)}</p>");
            text.Append("</section>");
        }
        return text.Append("</body></FictionBook>").ToString();
    }

    private static string OneLine(BookPage page) => page.Heading.Replace('\n', ' ');

    private static string Escaped(string text) => WebUtility.HtmlEncode(text).Replace("&#39;", "'", StringComparison.Ordinal);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Zip(IEnumerable<(string Name, string Text)> files)
    {
        using var content = new MemoryStream();
        using (var archive = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in files)
            {
                using var entry = archive
                    .CreateEntry(name, name == "mimetype" ? CompressionLevel.NoCompression : CompressionLevel.Optimal)
                    .Open();
                entry.Write(Bytes(text));
            }
        return content.ToArray();
    }
}
