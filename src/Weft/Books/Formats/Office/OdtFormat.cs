using System.Xml;
using System.Xml.Linq;
using Weft.Books.Formats.Blocks;
using Weft.Reasons;

namespace Weft.Books.Formats.Office;

/// <summary>OpenDocument texts: those of LibreOffice, zipped or as one flat XML file.</summary>
internal sealed class OdtFormat : IBookFormat
{
    private static readonly byte[] MediaType = "application/vnd.oasis.opendocument.text"u8.ToArray();

    /// <summary>Of a flat file so much is looked at for its kind.</summary>
    private const int Head = 4096;

    public string Name => "odt";

    public IReadOnlyList<string> Extensions { get; } = [".odt", ".ott", ".fodt"];

    public bool CanRead(BookFile file) => IsFlat(file.Content) || OfficeFile.Is(file, Extensions, names => IsText(file, names));

    public BookText Read(BookFile file)
    {
        try
        {
            return IsFlat(file.Content) ? Read(file.Content, null, null) : ReadArchive(file);
        }
        catch (XmlException damage)
        {
            throw new BookReadException(BookReasons.Damaged(file.Name), damage);
        }
    }

    private BookText ReadArchive(BookFile file)
    {
        using var archive = GuardedArchive.Open(file);
        if (archive.Read("META-INF/manifest.xml")?.AsSpan().IndexOf("encryption-data"u8) >= 0)
            throw new BookReadException(BookReasons.Encrypted(file.Name));
        var content = archive.Read("content.xml") ?? throw new BookReadException(BookReasons.Damaged(file.Name));
        return Read(content, Part("styles.xml"), Part("meta.xml"));

        XElement? Part(string name) => archive.Read(name) is { Length: > 0 } part ? OfficeXml.Read(part) : null;
    }

    /// <param name="content">Holds all the others, where the file is flat.</param>
    private BookText Read(byte[] content, XElement? styles, XElement? meta)
    {
        var (known, pages, writer) = (new OdtStyles(), new List<XElement>(), new BlockWriter());
        var body = new OdtBody(known, writer);
        XElement? properties = meta?.Child("meta");
        foreach (var part in styles?.Elements() ?? [])
            Take(part);
        foreach (
            var block in OfficeXml.Blocks(
                content,
                "text",
                "styles",
                "automatic-styles",
                "master-styles",
                "meta",
                "scripts",
                "settings"
            )
        )
        {
            if (!Take(block))
                body.Read(block);
        }
        foreach (var page in pages.Select(body.Plain).Distinct())
            writer.Aside(UnitKind.Pages, page);
        return writer.Finish("utf-8", Name, OfficeMetadata.Of(properties, body.Title));

        bool Take(XElement part)
        {
            switch (part.Name.LocalName)
            {
                case "styles" or "automatic-styles":
                    known.Add(part);
                    return true;
                case "master-styles":
                    pages.AddRange(part.Descendants().Where(IsPage));
                    return true;
                case "meta":
                    properties ??= part;
                    return true;
                default:
                    return part.Name.LocalName is "scripts" or "settings";
            }
        }
    }

    private static bool IsPage(XElement part) =>
        part.Name.LocalName is "header" or "footer" or "header-left" or "footer-left" or "header-first" or "footer-first";

    private bool IsText(BookFile file, IReadOnlyCollection<string> names) =>
        names.Contains("content.xml")
        && (
            Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase)
            || file.Content.AsSpan(0, Math.Min(file.Content.Length, Head)).IndexOf(MediaType) >= 0
        );

    private static bool IsFlat(ReadOnlySpan<byte> content)
    {
        var head = content[..Math.Min(content.Length, Head)];
        return head.IndexOf("<office:document"u8) >= 0 && head.IndexOf(MediaType) >= 0;
    }
}
