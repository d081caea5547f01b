namespace Weft.Tests.Books;

/// <summary>An EPUB 3 whose documents a test writes.</summary>
internal static class SmallEpub
{
    public const string Container = """
        <?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
        """;

    /// <param name="navigation">Entries of the table of contents: a label and a link. None = a book without one.</param>
    /// <param name="bodies">Of each document, in reading order: its name and what stands in its body.</param>
    public static byte[] Of((string Label, string Link)[] navigation, params (string Name, string Body)[] bodies)
    {
        var files = new List<(string, string)>
        {
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", Container),
            ("OEBPS/book.opf", Package(navigation.Length > 0, [.. bodies.Select(body => body.Name)])),
        };
        if (navigation.Length > 0)
            files.Add(
                (
                    "OEBPS/nav.xhtml",
                    Page(
                        $"<nav epub:type=\"toc\"><ol>{string.Concat(navigation.Select(entry => $"<li><a href=\"{entry.Link}\">{entry.Label}</a></li>"))}</ol></nav>"
                    )
                )
            );
        files.AddRange(bodies.Select(body => ($"OEBPS/{body.Name}", Page(body.Body))));
        return ZipOf.Files([.. files]);
    }

    public static string Page(string body) =>
        $"""<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head>{(body.StartsWith("<body", StringComparison.Ordinal) ? body : $"<body>{body}</body>")}</html>""";

    private static string Package(bool hasNavigation, string[] names) =>
        $"""
            <package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
            <dc:title>长夜行</dc:title><dc:creator>林远</dc:creator><dc:language>zh-CN</dc:language><dc:date>2019</dc:date><dc:description>&lt;p&gt;一个人的路。&lt;/p&gt;</dc:description></metadata>
            <manifest>{(
                hasNavigation ? "<item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>" : ""
            )}{string.Concat(
                names.Select((name, i) => $"<item id=\"d{i}\" href=\"{name}\" media-type=\"application/xhtml+xml\"/>")
            )}</manifest><spine>{string.Concat(names.Select((_, i) => $"<itemref idref=\"d{i}\"/>"))}</spine></package>
            """;
}
