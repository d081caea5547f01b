using System.Xml.Linq;

namespace Weft.Books.Formats.Office;

/// <summary>The parts of a Word document, found as it names them: by relationships, not by the places where Word happens to keep them.</summary>
internal sealed class DocxParts
{
    private const string Usual = "word/document.xml";

    private readonly GuardedArchive _archive;
    private readonly List<(string Kind, string Part)> _related = [];

    public DocxParts(GuardedArchive archive)
    {
        _archive = archive;
        var top = Related("", "_rels/.rels");
        Main = top.Find(part => part.Kind == "officeDocument").Part ?? Usual;
        Core = top.Find(part => part.Kind == "core-properties").Part ?? "docProps/core.xml";
        var cut = Main.LastIndexOf('/') + 1;
        _related = Related(Main[..cut], $"{Main[..cut]}_rels/{Main[cut..]}.rels");
    }

    /// <summary>Name of the part that holds the text.</summary>
    public string Main { get; }

    private string Core { get; }

    public byte[]? Text => _archive.Read(Main);

    public XElement? Properties => Read(Core);

    /// <summary>Whether an archive is a Word document by what is in it.</summary>
    public static bool Are(IReadOnlyCollection<string> names) =>
        names.Contains("[Content_Types].xml") && names.Any(name => name.StartsWith("word/", StringComparison.OrdinalIgnoreCase));

    /// <summary>The first part of a kind: styles, numbering, footnotes, endnotes, comments; null where there is none.</summary>
    public XElement? Part(string kind) => Parts(kind).FirstOrDefault();

    /// <summary>All of a kind: header, footer.</summary>
    public IEnumerable<XElement> Parts(string kind) =>
        _related.Where(part => part.Kind == kind).Select(part => Read(part.Part)).OfType<XElement>();

    private XElement? Read(string name) => _archive.Read(name) is { Length: > 0 } content ? OfficeXml.Read(content) : null;

    private List<(string Kind, string Part)> Related(string folder, string name)
    {
        var related = new List<(string, string)>();
        foreach (var relation in Read(name)?.Elements() ?? [])
        {
            if (
                relation.Get("TargetMode") != "External"
                && relation.Get("Type") is { } type
                && relation.Get("Target") is { } target
            )
                related.Add((type[(type.LastIndexOf('/') + 1)..], Resolve(folder, target)));
        }
        return related;
    }

    private static string Resolve(string folder, string target)
    {
        if (target.StartsWith('/'))
            return target[1..];
        var path = new List<string>();
        foreach (var step in (folder + target).Split('/'))
        {
            if (step == ".." && path.Count > 0)
                path.RemoveAt(path.Count - 1);
            else if (step is not ("" or "." or ".."))
                path.Add(step);
        }
        return string.Join('/', path);
    }
}
