using UglyToad.PdfPig.Content;
using Weft.Model;

namespace Weft.Books.Formats.Pdf;

/// <summary>What a PDF notes of itself.</summary>
internal static class PdfMetadata
{
    public static BookMetadata Of(DocumentInformation information) =>
        new()
        {
            Title = Text(information.Title) is { } title && !IsFile(title) ? title : null,
            Authors = Text(information.Author) is { } author ? [author] : [],
            Description = Text(information.Subject),
            Date = Day(information.CreationDate),
        };

    private static string? Text(string? noted) => noted is not null && Blanks.Fold(noted) is { Length: > 0 } text ? text : null;

    /// <summary>Programs note the file that they printed.</summary>
    private static bool IsFile(string title) =>
        title.StartsWith("Microsoft Word", StringComparison.OrdinalIgnoreCase)
        || title.Equals("untitled", StringComparison.OrdinalIgnoreCase)
        || Path.GetExtension(title).ToLowerInvariant()
            is ".doc"
                or ".docx"
                or ".odt"
                or ".indd"
                or ".qxd"
                or ".tex"
                or ".dvi"
                or ".html"
                or ".pdf"
                or ".txt";

    /// <summary>D:20200102030405Z is 2020-01-02.</summary>
    private static string? Day(string? date)
    {
        var figures = date?.StartsWith("D:", StringComparison.Ordinal) == true ? date[2..] : date;
        return figures is { Length: >= 8 } && figures.AsSpan(0, 8).IndexOfAnyExceptInRange('0', '9') < 0
            ? $"{figures[..4]}-{figures[4..6]}-{figures[6..8]}"
            : null;
    }
}
