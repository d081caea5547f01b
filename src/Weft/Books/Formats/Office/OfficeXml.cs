using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Weft.Books.Formats.Office;

/// <summary>
/// Reads XML that strangers wrote: no entities of their own, nothing from outside, no nesting that a walk over it could not follow.
/// Elements are told by their local names: Word has two sets of namespaces, and both mean the same.
/// </summary>
internal static class OfficeXml
{
    private const int Deepest = SafeXml.Deepest;

    private static readonly XmlReaderSettings Settings = new()
    {
        // A document type is read over, never followed: an entity that it declares is an error.
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
        CheckCharacters = false,
        MaxCharactersInDocument = GuardedArchive.LargestEntry,
    };

    /// <exception cref="XmlException">It is no XML, or it is nested too deep.</exception>
    public static XElement Read(byte[] content)
    {
        using var reader = XmlReader.Create(new MemoryStream(content), Settings);
        reader.MoveToContent();
        return Element(reader);
    }

    /// <summary>
    /// One by one the elements that stand right inside <paramref name="container"/>, wherever that stands; those elsewhere in the document that are named in
    /// <paramref name="also"/> come with them, in the order of the file. No more than one of them is held in memory.
    /// </summary>
    /// <exception cref="XmlException">It is no XML, or it is nested too deep.</exception>
    public static IEnumerable<XElement> Blocks(byte[] content, string container, params string[] also)
    {
        using var reader = XmlReader.Create(new MemoryStream(content), Settings);
        var inside = -1;
        var more = reader.Read();
        while (more)
        {
            if (reader.NodeType == XmlNodeType.EndElement && reader.Depth == inside)
                inside = -1;
            if (reader.NodeType != XmlNodeType.Element)
                more = reader.Read();
            else if (reader.Depth == inside + 1 && inside >= 0 || also.Contains(reader.LocalName))
            {
                yield return Element(reader);
                more = !reader.EOF;
            }
            else
            {
                if (inside < 0 && reader.LocalName == container && !reader.IsEmptyElement)
                    inside = reader.Depth;
                more = reader.Read();
            }
        }
    }

    /// <summary>The element that the reader stands on, which then stands on what follows it.</summary>
    private static XElement Element(XmlReader reader)
    {
        var root = Start(reader);
        var (current, depth) = (root, reader.Depth);
        var empty = reader.IsEmptyElement;
        while (reader.Read() && !empty)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.Depth - depth > Deepest)
                        throw new XmlException("It is nested too deep.");
                    var child = Start(reader);
                    current.Add(child);
                    if (!reader.IsEmptyElement)
                        current = child;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    current.Add(new XText(reader.Value));
                    break;
                case XmlNodeType.EndElement when reader.Depth == depth:
                    reader.Read();
                    return root;
                case XmlNodeType.EndElement:
                    current = current.Parent!;
                    break;
            }
        }
        return root;
    }

    private static XElement Start(XmlReader reader)
    {
        var element = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
        if (!reader.MoveToFirstAttribute())
            return element;
        do
        {
            if (reader.NamespaceURI != XNamespace.Xmlns.NamespaceName)
                element.Add(new XAttribute(XName.Get(reader.LocalName, reader.NamespaceURI), reader.Value));
        } while (reader.MoveToNextAttribute());
        reader.MoveToElement();
        return element;
    }

    /// <summary>Null where there is none.</summary>
    public static string? Get(this XElement element, string name)
    {
        for (var attribute = element.FirstAttribute; attribute is not null; attribute = attribute.NextAttribute)
        {
            if (attribute.Name.LocalName == name)
                return attribute.Value;
        }
        return null;
    }

    /// <summary>The first child of that name; null where there is none.</summary>
    public static XElement? Child(this XElement element, string name)
    {
        for (var node = element.FirstNode; node is not null; node = node.NextNode)
        {
            if (node is XElement child && child.Name.LocalName == name)
                return child;
        }
        return null;
    }

    /// <summary>The number that an attribute holds; null where it is none.</summary>
    public static int? Number(this XElement element, string name) =>
        int.TryParse(element.Get(name), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>All text inside, as it stands.</summary>
    public static string AllText(this XElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.DescendantNodes())
        {
            if (node is XText piece)
                text.Append(piece.Value);
        }
        return text.ToString();
    }
}
