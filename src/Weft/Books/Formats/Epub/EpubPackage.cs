using System.Xml.Linq;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Books.Formats.Epub;

/// <summary>A document of an EPUB's reading order.</summary>
/// <param name="Name">In the archive.</param>
/// <param name="IsBeside">The reader comes to it by a link only, as to notes.</param>
internal sealed record SpineDocument(string Name, bool IsBeside);

/// <summary>What an EPUB's package says: its documents in reading order, its navigation, its metadata. EPUB 2 and 3.</summary>
internal sealed class EpubPackage
{
    private const string Container = "META-INF/container.xml";

    public required IReadOnlyList<SpineDocument> Spine { get; init; }

    /// <summary>Name of EPUB 3's navigation document; null = there is none.</summary>
    public string? Navigation { get; init; }

    /// <summary>Name of EPUB 2's; null = there is none.</summary>
    public string? Ncx { get; init; }

    public required BookMetadata Metadata { get; init; }

    /// <exception cref="BookReadException">It is none, damaged, or locked.</exception>
    public static EpubPackage Read(GuardedArchive archive, string file)
    {
        var path = Path(archive, file);
        var root = SafeXml.Read(archive.Read(path) ?? throw Damaged(file), file).Root!;
        var items = Named(root, "manifest").Elements().Where(item => item.Name.LocalName == "item").ToList();
        var byId = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var item in items)
            byId.TryAdd((string?)item.Attribute("id") ?? "", item);
        var spine = Named(root, "spine");
        var documents = new List<SpineDocument>();
        foreach (var reference in spine.Elements().Where(element => element.Name.LocalName == "itemref"))
        {
            if (
                byId.TryGetValue((string?)reference.Attribute("idref") ?? "", out var item)
                && Href(item) is { } name
                && IsText(item, name)
            )
                documents.Add(new(name, (string?)reference.Attribute("linear") == "no"));
        }
        if (documents.Count == 0)
            throw Damaged(file);
        EpubLock.Check(archive, file, documents);
        var navigation = items.Find(item => Words(item, "properties").Contains("nav"));
        var ncx =
            byId.GetValueOrDefault((string?)spine.Attribute("toc") ?? "")
            ?? items.Find(item => (string?)item.Attribute("media-type") == "application/x-dtbncx+xml");
        return new EpubPackage
        {
            Spine = documents,
            Navigation = navigation is null ? null : Href(navigation),
            Ncx = ncx is null ? null : Href(ncx),
            Metadata = ReadMetadata(root, byId, items, Href),
        };

        string? Href(XElement item) =>
            (string?)item.Attribute("href") is { Length: > 0 } href ? ArchivePath.Of(path, href) : null;
    }

    private static string Path(GuardedArchive archive, string file)
    {
        var container = archive.Read(Container);
        var rootfile = container is null
            ? null
            : SafeXml.TryRead(container)?.Descendants().FirstOrDefault(e => e.Name.LocalName == "rootfile");
        var named = (string?)rootfile?.Attribute("full-path");
        if (named is not null && archive.Has(named))
            return named;
        return archive.Names.FirstOrDefault(name => name.EndsWith(".opf", StringComparison.OrdinalIgnoreCase))
            ?? throw Damaged(file);
    }

    private static bool IsText(XElement item, string name) =>
        (string?)item.Attribute("media-type")
            is "application/xhtml+xml"
                or "text/html"
                or "application/x-dtbook+xml"
                or "text/x-oeb1-document"
        || System.IO.Path.GetExtension(name).ToLowerInvariant() is ".xhtml" or ".html" or ".htm";

    private static BookMetadata ReadMetadata(
        XElement root,
        Dictionary<string, XElement> byId,
        List<XElement> items,
        Func<XElement, string?> href
    )
    {
        var metadata = Named(root, "metadata");
        var all = metadata.Descendants().ToList();
        var cover =
            items.Find(item => Words(item, "properties").Contains("cover-image"))
            ?? all.Where(e => e.Name.LocalName == "meta" && (string?)e.Attribute("name") == "cover")
                .Select(e => byId.GetValueOrDefault((string?)e.Attribute("content") ?? ""))
                .FirstOrDefault(item => item is not null);
        return new BookMetadata
        {
            Title = First("title"),
            Authors = [.. Values("creator").Distinct(StringComparer.Ordinal)],
            Language = First("language"),
            Date = First("date"),
            Description = First("description") is { } description ? Plain(description) : null,
            Publisher = First("publisher"),
            Cover = cover is null ? null : href(cover),
        };

        string? First(string name) => Values(name).FirstOrDefault();

        IEnumerable<string> Values(string name) =>
            all.Where(e => e.Name.LocalName == name).Select(e => Blanks.Fold(e.Value)).Where(value => value.Length > 0);
    }

    /// <summary>Descriptions are often pieces of HTML.</summary>
    private static string Plain(string text) =>
        text.Contains('<', StringComparison.Ordinal)
            ? Blanks.Fold(new AngleSharp.Html.Parser.HtmlParser().ParseDocument(text).Body?.TextContent)
            : text;

    private static XElement Named(XElement root, string name) =>
        root.Elements().FirstOrDefault(element => element.Name.LocalName == name) ?? new XElement(name);

    private static string[] Words(XElement element, string name) => ((string?)element.Attribute(name) ?? "").Split(' ');

    private static BookReadException Damaged(string file) => new(BookReasons.Damaged(file));
}
