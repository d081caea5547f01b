using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Weft.Model;

namespace Weft.Books.Formats.Html;

/// <summary>What a page's head says of it.</summary>
internal static partial class HtmlMetadata
{
    public static BookMetadata Of(IHtmlDocument document)
    {
        var named = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var meta in document.QuerySelectorAll("meta[content]"))
        {
            var name = meta.GetAttribute("name") ?? meta.GetAttribute("property");
            if (name is not null && Blanks.Fold(meta.GetAttribute("content")) is { Length: > 0 } content)
                named.TryAdd(name, content);
        }
        return new BookMetadata
        {
            Title = First("dc.title", "dcterms.title", "og:novel:book_name") ?? Title(document.Title),
            Authors = First("author", "dc.creator", "og:novel:author", "article:author") is { } author ? [author] : [],
            Language =
                First("dc.language")
                ?? Filled(document.DocumentElement?.GetAttribute("lang") ?? document.DocumentElement?.GetAttribute("xml:lang")),
            Date = First("dc.date", "dcterms.date", "dcterms.created", "date"),
            Description = First("description", "dc.description", "og:description"),
            Publisher = First("dc.publisher"),
        };

        string? First(params string[] names) =>
            names.Select(name => named.GetValueOrDefault(name)).FirstOrDefault(value => value is not null);
    }

    private static string? Title(string? title) => Filled(title is null ? null : Frame().Replace(Blanks.Fold(title), "$1"));

    private static string? Filled(string? text) => Blanks.Fold(text) is { Length: > 0 } folded ? folded : null;

    [GeneratedRegex(
        "^(?:The )?Project Gutenberg(?:'s|’s)?(?: e-?(?:book|text))?(?: of)?,? (.+?)(?:,? by .+)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Frame();
}
