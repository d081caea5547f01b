using AngleSharp.Dom;
using Weft.Books.Formats.Blocks;

namespace Weft.Books.Formats.Epub;

/// <summary>What a document of an EPUB says that it is, where it is no chapter (EPUB 3 Structural Semantics Vocabulary).</summary>
internal static class EpubSemantics
{
    /// <summary>A document with more headings holds more than what it says of its beginning.</summary>
    private const int MostHeadings = 3;

    private static readonly Dictionary<string, UnitKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["cover"] = UnitKind.Front,
        ["titlepage"] = UnitKind.Front,
        ["halftitlepage"] = UnitKind.Front,
        ["copyright-page"] = UnitKind.Front,
        ["imprint"] = UnitKind.Front,
        ["imprimatur"] = UnitKind.Front,
        ["dedication"] = UnitKind.Front,
        ["epigraph"] = UnitKind.Front,
        ["seriespage"] = UnitKind.Front,
        ["other-credits"] = UnitKind.Front,
        ["acknowledgments"] = UnitKind.Front,
        ["contributors"] = UnitKind.Front,
        ["loi"] = UnitKind.Front,
        ["lot"] = UnitKind.Front,
        ["preface"] = UnitKind.Preface,
        ["foreword"] = UnitKind.Preface,
        ["introduction"] = UnitKind.Preface,
        ["preamble"] = UnitKind.Preface,
        ["prologue"] = UnitKind.Prologue,
        ["epilogue"] = UnitKind.Epilogue,
        ["afterword"] = UnitKind.Epilogue,
        ["conclusion"] = UnitKind.Epilogue,
        ["appendix"] = UnitKind.Appendix,
        ["colophon"] = UnitKind.Appendix,
        ["glossary"] = UnitKind.Appendix,
        ["index"] = UnitKind.Appendix,
        ["bibliography"] = UnitKind.Appendix,
        ["errata"] = UnitKind.Appendix,
        ["footnotes"] = UnitKind.Notes,
        ["endnotes"] = UnitKind.Notes,
        ["rearnotes"] = UnitKind.Notes,
    };

    /// <summary>Null where it may be a chapter. What belongs to the front and stands at the back is an appendix.</summary>
    public static UnitKind? Of(IElement body, bool isEarly)
    {
        var elements = new List<IElement> { body };
        if (body.Children.Length == 1)
            elements.Add(body.Children[0]);
        var kind = elements
            .SelectMany(element => (element.GetAttribute("epub:type") ?? "").Split(' '))
            .Select(word => Kinds.TryGetValue(word, out var known) ? known : (UnitKind?)null)
            .FirstOrDefault(known => known is not null);
        return kind == UnitKind.Front && !isEarly ? UnitKind.Appendix : kind;
    }

    /// <summary>From the first block of the document on there is no chapter.</summary>
    public static void Tell(List<Block> blocks, int first, UnitKind kind)
    {
        if (blocks.Skip(first).Count(block => block.Level > 0) > MostHeadings)
            return;
        blocks[first].Kind = kind;
        foreach (var block in blocks.Skip(first))
            block.Level = 0;
    }
}
