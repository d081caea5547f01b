using System.IO.Compression;
using System.Text;

namespace Weft.Tests.Books.Office;

/// <summary>Small documents of office programs, made of the XML that counts.</summary>
internal static class OfficeFiles
{
    private const string Word = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    private const string Open =
        "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
        + "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
        + "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
        + "xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\"";

    /// <summary>Styles as Word has them: 1 and 2 are the ids of headings in Chinese Word.</summary>
    public const string Styles = """
        <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
        <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>
        <w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Chapter of mine"/><w:basedOn w:val="1"/></w:style>
        <w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
        <w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>
        """;

    /// <param name="body">Inside w:body.</param>
    /// <param name="parts">Inside the root of further parts, by their kind: numbering, footnotes, header …</param>
    public static byte[] Docx(string body, params (string Kind, string Content)[] parts)
    {
        (string Kind, string Content)[] all = [("styles", Styles), .. parts];
        var relations = string.Concat(
            all.Select(
                (part, i) => $"<Relationship Id=\"r{i}\" Type=\"http://x/relationships/{part.Kind}\" Target=\"{part.Kind}.xml\"/>"
            )
        );
        return Zip([
            ("[Content_Types].xml", "<Types/>"),
            (
                "_rels/.rels",
                "<Relationships><Relationship Id=\"a\" Type=\"http://x/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
            ),
            ("word/document.xml", $"<w:document {Word}><w:body>{body}</w:body></w:document>"),
            ("word/_rels/document.xml.rels", $"<Relationships>{relations}</Relationships>"),
            .. all.Select(part => ($"word/{part.Kind}.xml", $"<w:{part.Kind} {Word}>{part.Content}</w:{part.Kind}>")),
        ]);
    }

    public static string P(string text, string? style = null) =>
        $"<w:p>{(style is null ? "" : $"<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>")}{R(text)}</w:p>";

    public static string R(string text) => $"<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>";

    /// <param name="text">Inside office:text.</param>
    /// <param name="automatic">Inside office:automatic-styles.</param>
    /// <param name="styles">Inside the root of styles.xml.</param>
    public static byte[] Odt(string text, string automatic = "", string styles = "", string meta = "", string manifest = "") =>
        Zip([
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("META-INF/manifest.xml", $"<manifest>{manifest}</manifest>"),
            (
                "content.xml",
                $"<office:document-content {Open}><office:automatic-styles>{automatic}</office:automatic-styles>"
                    + $"<office:body><office:text>{text}</office:text></office:body></office:document-content>"
            ),
            ("styles.xml", $"<office:document-styles {Open}>{styles}</office:document-styles>"),
            ("meta.xml", $"<office:document-meta {Open}><office:meta>{meta}</office:meta></office:document-meta>"),
        ]);

    public static byte[] Fodt(string text, string automatic = "") =>
        Encoding.UTF8.GetBytes(
            $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document {Open} office:mimetype=\"application/vnd.oasis.opendocument.text\">"
                + $"<office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>{text}</office:text></office:body></office:document>"
        );

    public static byte[] Zip(IEnumerable<(string Name, string Content)> files)
    {
        using var content = new MemoryStream();
        using (var archive = new ZipArchive(content, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in files)
            {
                using var entry = archive
                    .CreateEntry(name, name == "mimetype" ? CompressionLevel.NoCompression : CompressionLevel.Optimal)
                    .Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return content.ToArray();
    }
}
