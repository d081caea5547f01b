using System.Xml.Linq;
using Weft.Books.Formats.Blocks;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Books.Formats.Fb2;

/// <summary>FictionBook 2, alone or in a zip of its own.</summary>
internal sealed class Fb2Format : IBookFormat
{
    private const string Packed = ".fb2.zip";

    public string Name => "fb2";

    public IReadOnlyList<string> Extensions { get; } = [".fb2"];

    public bool CanRead(BookFile file) =>
        IsPacked(file)
        || (
            TextFile.MayBe(file)
            && (
                Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase)
                || file.Content.AsSpan(0, Math.Min(file.Content.Length, 1024)).IndexOf("<FictionBook"u8) >= 0
            )
        );

    public BookText Read(BookFile file)
    {
        var root = SafeXml.Read(IsPacked(file) ? Unpacked(file) : file.Content, file.Name).Root!;
        if (root.Name.LocalName != "FictionBook")
            throw new BookReadException(BookReasons.Damaged(file.Name));
        var writer = new BlockWriter();
        var blocks = new Fb2Blocks(writer);
        foreach (var body in Children(root, "body"))
        {
            if ((string?)body.Attribute("name") is "notes" or "footnotes" or "comments")
                blocks.Notes(body);
            else
                blocks.Section(body, 0);
        }
        var encoding = root.Document?.Declaration?.Encoding is { Length: > 0 } declared ? declared.ToLowerInvariant() : "utf-8";
        return writer.Finish(encoding, Name, Metadata(root));
    }

    private static bool IsPacked(BookFile file) =>
        file.Name.EndsWith(Packed, StringComparison.OrdinalIgnoreCase) && file.Content.AsSpan().StartsWith("PK"u8);

    private static byte[] Unpacked(BookFile file)
    {
        using var archive = GuardedArchive.Open(file);
        var name = archive.Names.FirstOrDefault(name => name.EndsWith(".fb2", StringComparison.OrdinalIgnoreCase));
        return (name is null ? null : archive.Read(name)) ?? throw new BookReadException(BookReasons.Archive(file.Name));
    }

    private static BookMetadata Metadata(XElement root)
    {
        var info = Children(root, "description").SelectMany(description => Children(description, "title-info")).FirstOrDefault();
        if (info is null)
            return BookMetadata.None;
        return new BookMetadata
        {
            Title = First("book-title"),
            Authors =
            [
                .. Children(info, "author")
                    .Select(author => Blanks.Fold(string.Join(' ', author.Elements().Where(IsName).Select(part => part.Value))))
                    .Where(name => name.Length > 0),
            ],
            Language = First("lang"),
            Date = First("date"),
            Description = First("annotation"),
            Cover = Children(info, "coverpage")
                .SelectMany(page => page.Descendants())
                .SelectMany(image => image.Attributes())
                .FirstOrDefault(attribute => attribute.Name.LocalName == "href")
                ?.Value.TrimStart('#'),
        };

        string? First(string name) =>
            Blanks.Fold(Children(info, name).FirstOrDefault()?.Value) is { Length: > 0 } value ? value : null;
    }

    private static bool IsName(XElement part) =>
        part.Name.LocalName is "first-name" or "middle-name" or "last-name" or "nickname";

    private static IEnumerable<XElement> Children(XElement parent, string name) =>
        parent.Elements().Where(element => element.Name.LocalName == name);
}
