using Weft.Books.Formats.Blocks;
using Weft.Books.Formats.Html;

namespace Weft.Books.Formats.Epub;

/// <summary>EPUB 2 and 3, without locks.</summary>
internal sealed class EpubFormat : IBookFormat
{
    public string Name => "epub";

    public IReadOnlyList<string> Extensions { get; } = [".epub"];

    /// <summary>Also what only bears its name: it is refused as damaged, and not read as something else.</summary>
    public bool CanRead(BookFile file) =>
        Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase)
        || (
            file.Content.AsSpan().StartsWith("PK\u0003\u0004"u8)
            && file.Content.AsSpan(0, Math.Min(file.Content.Length, 128)).IndexOf("application/epub+zip"u8) >= 0
        );

    public BookText Read(BookFile file)
    {
        using var archive = GuardedArchive.Open(file);
        var package = EpubPackage.Read(archive, file.Name);
        var writer = new BlockWriter();
        var places = new Dictionary<(string Document, string Fragment), int>();
        var replaced = 0;
        var encoding = "";
        var documents = package.Spine.DistinctBy(document => document.Name).ToList();
        for (var i = 0; i < documents.Count; i++)
        {
            var document = documents[i];
            if (archive.Read(document.Name) is not { Length: > 0 } content)
                continue;
            var decoded = HtmlFile.Decode(new BookFile(content, file.Name) { Encoding = file.Encoding });
            encoding = encoding.Length == 0 ? decoded.Encoding : encoding;
            replaced += decoded.Replaced;
            var first = writer.Blocks.Count;
            places[(document.Name, "")] = first;
            if (HtmlFile.Parse(decoded.Text, file.Name).Body is not { } body)
                continue;
            var kind = EpubSemantics.Of(body, isEarly: i * 2 < documents.Count);
            if (document.IsBeside || kind == UnitKind.Notes)
                writer.Aside(UnitKind.Notes, body.TextContent);
            else
                new HtmlBlocks(writer, (id, block) => places.TryAdd((document.Name, id), block)).Read(body);
            if (kind is { } known && first < writer.Blocks.Count)
                EpubSemantics.Tell(writer.Blocks, first, known);
        }
        TableOfContents.Apply(writer.Blocks, Entries(EpubNavigation.Read(archive, package, file.Name), places));
        return writer.Finish(encoding, Name, package.Metadata) with { Replaced = replaced };
    }

    private static List<TocEntry> Entries(
        IReadOnlyList<EpubEntry> entries,
        Dictionary<(string Document, string Fragment), int> places
    )
    {
        var found = new List<TocEntry>();
        foreach (var entry in entries)
        {
            var start = places.GetValueOrDefault((entry.Document, ""), -1);
            var block = places.GetValueOrDefault((entry.Document, entry.Fragment), start);
            found.Add(new(entry.Label, entry.Depth, block, block == start));
        }
        return found;
    }
}
