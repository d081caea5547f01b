using System.Text;

namespace Weft.Tests.Books;

/// <summary>Which lines of a marked book are empty.</summary>
internal enum MarkedBlanks
{
    /// <summary>English paragraphs are parted by empty lines, Chinese ones by indents.</summary>
    AsUsual,
    NoEmptyLines,

    /// <summary>Nothing parts them.</summary>
    OneLine,
}

/// <summary>How the prose of a marked book is set.</summary>
internal sealed class MarkedProse
{
    public required IReadOnlyList<string> Paragraphs { get; init; }

    public string LineEnd { get; init; } = "\n";

    public MarkedBlanks Blanks { get; init; }

    /// <summary>Lines are at most so long; 0 = a paragraph is a line.</summary>
    public int Wrap { get; init; }

    public string AfterLine => Blanks == MarkedBlanks.OneLine ? "" : LineEnd;

    public string Paragraph(int number, bool chinese)
    {
        var indent = chinese && Blanks == MarkedBlanks.AsUsual ? "　　" : "";
        var paragraph = Wrapped(indent + Paragraphs[number % Paragraphs.Count], chinese);
        return paragraph + (chinese || Blanks != MarkedBlanks.AsUsual ? AfterLine : LineEnd + LineEnd);
    }

    private string Wrapped(string paragraph, bool chinese)
    {
        if (Wrap == 0)
            return paragraph;
        var wrapped = new StringBuilder();
        for (var from = 0; from < paragraph.Length; )
        {
            var length = Math.Min(Wrap, paragraph.Length - from);
            if (
                !chinese
                && from + length < paragraph.Length
                && paragraph.LastIndexOf(' ', from + length, length) is > 0 and var space
            )
                length = space - from;
            wrapped.Append(paragraph, from, length).Append(LineEnd);
            from += length + (chinese ? 0 : 1);
        }
        return wrapped.ToString(0, wrapped.Length - LineEnd.Length);
    }
}
