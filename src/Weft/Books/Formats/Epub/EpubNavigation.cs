using System.Xml.Linq;
using AngleSharp.Dom;
using Weft.Books.Formats.Html;

namespace Weft.Books.Formats.Epub;

/// <summary>An entry of an EPUB's navigation.</summary>
/// <param name="Depth">From 1.</param>
/// <param name="Document">Name in the archive.</param>
/// <param name="Fragment">Empty = the document's start.</param>
internal sealed record EpubEntry(string Label, int Depth, string Document, string Fragment);

/// <summary>Reads an EPUB's navigation, of either kind.</summary>
internal static class EpubNavigation
{
    /// <summary>Empty where there is none, or none that can be read.</summary>
    public static IReadOnlyList<EpubEntry> Read(GuardedArchive archive, EpubPackage package, string file)
    {
        var entries = new List<EpubEntry>();
        if (package.Navigation is { } name && archive.Read(name) is { } page)
        {
            var document = HtmlFile.Parse(HtmlFile.Decode(new BookFile(page, file)).Text, file);
            var navs = document.QuerySelectorAll("nav").ToList();
            var toc =
                navs.Find(nav => (nav.GetAttribute("epub:type") ?? nav.GetAttribute("role")) is "toc" or "doc-toc")
                ?? navs.FirstOrDefault();
            if (toc?.QuerySelector("ol") is { } list)
                List(list, name, 1, entries);
        }
        if (
            entries.Count == 0
            && package.Ncx is { } ncx
            && archive.Read(ncx) is { } xml
            && SafeXml.TryRead(xml)?.Root is { } root
        )
        {
            foreach (var map in root.Elements().Where(element => element.Name.LocalName == "navMap"))
                Points(map, ncx, 1, entries);
        }
        return entries;
    }

    private static void List(IElement list, string document, int depth, List<EpubEntry> entries)
    {
        foreach (var item in list.Children.Where(child => child.LocalName == "li"))
        {
            var link = item.Children.FirstOrDefault(child => child.LocalName == "a");
            if (link?.GetAttribute("href") is { } href && Blanks.Fold(link.TextContent) is { Length: > 0 } label)
                entries.Add(new(label, depth, ArchivePath.Of(document, href), ArchivePath.Fragment(href)));
            foreach (var inner in item.Children.Where(child => child.LocalName == "ol"))
                List(inner, document, depth + 1, entries);
        }
    }

    private static void Points(XElement parent, string document, int depth, List<EpubEntry> entries)
    {
        foreach (var point in parent.Elements().Where(element => element.Name.LocalName == "navPoint"))
        {
            var label = point.Elements().FirstOrDefault(element => element.Name.LocalName == "navLabel")?.Value;
            var source = (string?)
                point.Elements().FirstOrDefault(element => element.Name.LocalName == "content")?.Attribute("src");
            if (source is not null && Blanks.Fold(label) is { Length: > 0 } folded)
                entries.Add(new(folded, depth, ArchivePath.Of(document, source), ArchivePath.Fragment(source)));
            Points(point, document, depth + 1, entries);
        }
    }
}
