using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Weft.Bench.Books;

/// <summary>A book as a PDF, in the fonts that every reader of PDF has, which are those of Latin letters alone.</summary>
internal static class PdfFiles
{
    private const double Left = 72;

    private const double Top = 770;

    private const double Bottom = 72;

    /// <summary>Letters that fit a line of 12 points, on the average.</summary>
    private const int Wide = 80;

    /// <summary>Null where it has other letters than the fonts.</summary>
    public static byte[]? TryWrite(BookPages book)
    {
        if (book.Language == "zh")
            return null;
        var document = new PdfDocumentBuilder();
        var (font, bold) = (
            document.AddStandard14Font(Standard14Font.TimesRoman),
            document.AddStandard14Font(Standard14Font.TimesBold)
        );
        foreach (var page in book.Pages)
        {
            var (sheet, height) = (document.AddPage(PageSize.A4), Top);
            if (page.Level > 0)
            {
                foreach (var line in page.Heading.Split('\n'))
                {
                    sheet.AddText(Latin(line), 21 - 3 * page.Level, new PdfPoint(Left, height), bold);
                    height -= 21.6;
                }
                height -= 20;
            }
            foreach (var paragraph in page.Paragraphs)
            {
                foreach (var line in Lines(Latin(paragraph)))
                {
                    if (height < Bottom)
                        (sheet, height) = (document.AddPage(PageSize.A4), Top);
                    sheet.AddText(line, 12, new PdfPoint(Left, height), font);
                    height -= 14.4;
                }
                height -= 14;
            }
        }
        return document.Build();
    }

    /// <summary>Letters of the fonts; others become a question mark, since only time is measured.</summary>
    private static string Latin(string text) =>
        string.Concat(
            text.Select(letter =>
                letter switch
                {
                    '‘' or '’' => '\'',
                    '“' or '”' => '"',
                    '—' or '–' => '-',
                    >= ' ' and <= '~' => letter,
                    _ => '?',
                }
            )
        );

    private static IEnumerable<string> Lines(string paragraph)
    {
        var line = "";
        foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > Wide)
            {
                yield return line;
                line = "";
            }
            line = line.Length == 0 ? word : $"{line} {word}";
        }
        if (line.Length > 0)
            yield return line;
    }
}
