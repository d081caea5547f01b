using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Outline;
using UglyToad.PdfPig.Outline.Destinations;
using UglyToad.PdfPig.Writer;

namespace Weft.Tests.Books.Office;

/// <summary>Writes small PDFs, line by line.</summary>
internal sealed class PdfFiles
{
    public const double Left = 72;

    private readonly PdfDocumentBuilder _document = new();
    private readonly PdfDocumentBuilder.AddedFont _font;
    private readonly PdfDocumentBuilder.AddedFont _bold;
    private readonly List<BookmarkNode> _outline = [];
    private PdfPageBuilder? _page;
    private int _pages;

    public PdfFiles()
    {
        _font = _document.AddStandard14Font(Standard14Font.TimesRoman);
        _bold = _document.AddStandard14Font(Standard14Font.TimesBold);
    }

    /// <summary>Where the next line of text stands.</summary>
    public double Height { get; set; }

    public PdfFiles Page()
    {
        _page = _document.AddPage(PageSize.A4);
        _pages++;
        Height = 740;
        return this;
    }

    /// <summary>Lines of text under one another.</summary>
    public PdfFiles Lines(params string[] lines) => Column(Left, lines);

    /// <param name="left">Where they begin.</param>
    public PdfFiles Column(double left, params string[] lines)
    {
        foreach (var line in lines)
            At(left, Height, line);
        return this;
    }

    /// <summary>A line of any place and size; the next of the text stands under it.</summary>
    public PdfFiles At(double left, double height, string line, double size = 12, bool bold = false)
    {
        _page!.AddText(line, size, new PdfPoint(left, height), bold ? _bold : _font);
        Height = height - 1.2 * size;
        return this;
    }

    /// <summary>White between paragraphs.</summary>
    public PdfFiles Gap(double points = 14)
    {
        Height -= points;
        return this;
    }

    /// <summary>An entry of the outline that leads to the page at hand.</summary>
    public PdfFiles Entry(string title, int level = 0)
    {
        _outline.Add(
            new DocumentBookmarkNode(
                title,
                level,
                new ExplicitDestination(_pages, ExplicitDestinationType.FitPage, ExplicitDestinationCoordinates.Empty),
                []
            )
        );
        return this;
    }

    public byte[] File()
    {
        if (_outline.Count > 0)
            _document.Bookmarks = new Bookmarks(_outline);
        return _document.Build();
    }
}
