using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;
using UglyToad.PdfPig.Outline;
using Weft.Books.Formats.Blocks;
using Weft.Reasons;

namespace Weft.Books.Formats.Pdf;

/// <summary>PDFs that have their text in them.</summary>
internal sealed class PdfFormat : IBookFormat
{
    private const int MostPages = 20_000;

    /// <summary>Some thousand pages take less on a slow machine.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Bytes. The file decides how deep its parts are nested, and the reader follows it.</summary>
    private const int Stack = 64 * 1024 * 1024;

    /// <summary>Characters in a page: a scan often has a line of its scanner's.</summary>
    private const int FewestInPage = 8;

    public string Name => "pdf";

    public IReadOnlyList<string> Extensions { get; } = [".pdf"];

    public bool CanRead(BookFile file) => file.Content.AsSpan(0, Math.Min(file.Content.Length, 1024)).IndexOf("%PDF-"u8) >= 0;

    public BookText Read(BookFile file)
    {
        (BookText? Text, Exception? Failure) result = default;
        using var limit = new CancellationTokenSource();
        // The library can be led in circles by a damaged file, and cannot be stopped inside a page: the thread that is left behind ends with its page, or
        // with the program.
        var stop = limit.Token;
        var reading = new Thread(() => result = TryRead(file, stop), Stack) { IsBackground = true, Name = "weft pdf" };
        reading.Start();
        if (!reading.Join(Longest))
        {
            limit.Cancel();
            throw new BookReadException(BookReasons.TooSlow(file.Name, (int)Longest.TotalMinutes));
        }
        return result.Text ?? throw Refusal(file.Name, result.Failure);
    }

    /// <summary>A library for files of strangers fails in ways without number; each is the file's.</summary>
    private (BookText?, Exception?) TryRead(BookFile file, CancellationToken stop)
    {
        try
        {
            return (Parse(file, stop), null);
        }
#pragma warning disable CA1031 // It is stored, and becomes the reader's one refusal.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return (null, failure);
        }
    }

    private static BookReadException Refusal(string name, Exception? failure) =>
        failure switch
        {
            BookReadException refused => refused,
            PdfDocumentEncryptedException => new BookReadException(BookReasons.Encrypted(name), failure),
            _ => new BookReadException(BookReasons.Damaged(name), failure),
        };

    private BookText Parse(BookFile file, CancellationToken stop)
    {
        using var document = PdfDocument.Open(
            file.Content,
            new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true }
        );
        if (document.NumberOfPages > MostPages)
            throw new BookReadException(BookReasons.TooManyPages(file.Name, MostPages));
        var reader = new PageReader();
        var pages = new List<PdfPage>();
        foreach (var page in document.GetPages())
        {
            stop.ThrowIfCancellationRequested();
            pages.Add(reader.Read(page));
        }
        var letters = pages.Sum(page => page.Lines.Sum(line => line.Text.Length));
        if (letters == 0 || (pages.Count >= 3 && letters < FewestInPage * pages.Count))
            throw new BookReadException(BookReasons.Scan(file.Name));
        var writer = new BlockWriter();
        var body = BodySize(pages);
        var isOutlined = PdfHeadings.TryOutline(pages, Outline(document));
        foreach (var mark in PageMarks.Take(pages, body))
            writer.Aside(UnitKind.Pages, mark);
        if (!isOutlined)
            PdfHeadings.BySize(pages, body);
        var notes = pages.Select(page => PageNotes.Take(page, body)).ToList();
        var paragraphs = new PdfParagraphs(pages, writer);
        foreach (var note in notes.SelectMany(page => page))
            writer.Aside(UnitKind.Notes, paragraphs.Joined(note));
        foreach (var page in pages)
            paragraphs.Write(page);
        paragraphs.End();
        return writer.Finish("utf-8", Name, PdfMetadata.Of(document.Information));
    }

    /// <summary>The size that most letters have.</summary>
    private static double BodySize(List<PdfPage> pages) =>
        pages.SelectMany(page => page.Lines).GroupBy(line => line.Size).MaxBy(size => size.Sum(line => line.Text.Length))?.Key
        ?? 1;

    private static IReadOnlyList<DocumentBookmarkNode> Outline(PdfDocument document) =>
        document.TryGetBookmarks(out var bookmarks) ? [.. bookmarks.GetNodes().OfType<DocumentBookmarkNode>()] : [];
}
