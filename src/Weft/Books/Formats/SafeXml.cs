using System.Xml;
using System.Xml.Linq;
using Weft.Reasons;

namespace Weft.Books.Formats;

/// <summary>XML of files that nobody need trust: no document type is followed, nothing outside is fetched, and depth has a limit.</summary>
internal static class SafeXml
{
    /// <summary>No book nests as deep; the documents' own recursion stays far below a stack's end.</summary>
    public const int Deepest = 256;

    /// <param name="xml">In whatever encoding it declares.</param>
    /// <param name="file">The book's, for the message.</param>
    /// <exception cref="BookReadException">It is no XML.</exception>
    public static XDocument Read(byte[] xml, string file) =>
        TryRead(xml) ?? throw new BookReadException(BookReasons.Damaged(file));

    /// <summary>Null where it is no XML.</summary>
    public static XDocument? TryRead(byte[] xml)
    {
        try
        {
            using (var depth = XmlReader.Create(new MemoryStream(xml), Settings))
                while (depth.Read())
                    if (depth.Depth > Deepest)
                        return null;
            using var reader = XmlReader.Create(new MemoryStream(xml), Settings);
            return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (Exception e) when (e is XmlException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>A document type is read over, never followed: an entity that it declares is an error.</summary>
    private static XmlReaderSettings Settings =>
        new()
        {
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            CheckCharacters = false,
            MaxCharactersInDocument = GuardedArchive.LargestEntry,
        };
}
