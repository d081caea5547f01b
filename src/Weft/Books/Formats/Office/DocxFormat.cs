using System.Text;
using System.Xml;
using Weft.Books.Formats.Blocks;
using Weft.Reasons;

namespace Weft.Books.Formats.Office;

/// <summary>Documents of Word since 2007, and of the programs that write its format.</summary>
internal sealed class DocxFormat : IBookFormat
{
    /// <summary>A document with a password is a container of Word's older format, with the document locked inside under this name.</summary>
    private static readonly byte[] Locked = Encoding.Unicode.GetBytes("EncryptedPackage");

    public string Name => "docx";

    public IReadOnlyList<string> Extensions { get; } = [".docx", ".docm", ".dotx"];

    public bool CanRead(BookFile file) => IsLocked(file.Content) || OfficeFile.Is(file, Extensions, DocxParts.Are);

    public BookText Read(BookFile file)
    {
        if (IsLocked(file.Content))
            throw new BookReadException(BookReasons.Encrypted(file.Name));
        using var archive = GuardedArchive.Open(file);
        try
        {
            return Read(new DocxParts(archive), file);
        }
        catch (XmlException damage)
        {
            throw new BookReadException(BookReasons.Damaged(file.Name), damage);
        }
    }

    private BookText Read(DocxParts parts, BookFile file)
    {
        var text = parts.Text ?? throw new BookReadException(BookReasons.Damaged(file.Name));
        var (writer, notes) = (new BlockWriter(), new DocxNotes());
        foreach (var kind in (ReadOnlySpan<string>)["footnote", "endnote", "comment"])
            notes.Add(parts.Part(kind + "s"), kind);
        var body = new DocxBody(new DocxStyles(parts.Part("styles")), new DocxNumbering(parts.Part("numbering")), notes, writer);
        foreach (var block in OfficeXml.Blocks(text, "body"))
            body.Read(block);
        foreach (var note in notes.Rest())
            writer.Aside(UnitKind.Notes, body.Plain(note));
        foreach (var page in parts.Parts("header").Concat(parts.Parts("footer")).Select(body.Plain).Distinct())
            writer.Aside(UnitKind.Pages, page);
        return writer.Finish("utf-8", Name, OfficeMetadata.Of(parts.Properties, body.Title));
    }

    private static bool IsLocked(ReadOnlySpan<byte> content) => OfficeFile.IsOld(content) && content.IndexOf(Locked) >= 0;
}
