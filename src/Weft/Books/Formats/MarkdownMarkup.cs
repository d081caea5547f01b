using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Parsers;
using Markdig.Syntax;
using Weft.Books.Headings;

namespace Weft.Books.Formats;

/// <summary>Finds a Markdown text's headings, and the lines where nothing is one.</summary>
internal sealed class MarkdownMarkup
{
    /// <summary>A paragraph over a rule is a heading to Markdown, but no book has headings this long.</summary>
    private const int LongestHeading = 200;

    private readonly Dictionary<int, int> levels = [];
    private readonly HashSet<int> verbatim = [];

    private MarkdownMarkup() { }

    public static Markup Of(TextLines lines)
    {
        var found = new MarkdownMarkup();
        try
        {
            found.Read(Markdig.Markdown.Parse(lines.Text, Blocks()), lines);
        }
        catch (ArgumentException)
        {
            // Markdig refuses blocks nested beyond all reason. Then the text is read as plain text.
            return Markup.None;
        }
        return new Markup(found.levels, found.verbatim);
    }

    /// <summary>Blocks only: inlines are not needed, and cost most of the time.</summary>
    private static MarkdownPipeline Blocks()
    {
        var builder = new MarkdownPipelineBuilder().UsePreciseSourceLocation().UseYamlFrontMatter();
        builder.InlineParsers.Clear();
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        // Underlined headings are read below: Markdig's time for them grows with the square of their number.
        builder.BlockParsers.Find<ParagraphBlockParser>()!.ParseSetexHeadings = false;
        return builder.Build();
    }

    private void Read(MarkdownDocument document, TextLines lines)
    {
        var lone = -1;
        foreach (var block in document)
        {
            var (first, last) = (lines.LineAt(block.Span.Start), lines.LineAt(Math.Max(block.Span.Start, block.Span.End)));
            if (block is HeadingBlock && block.Span.Length <= LongestHeading)
                levels[first] = ((HeadingBlock)block).Level;
            else if (block is ThematicBreakBlock { ThematicChar: '-' } && lone == first - 1)
                Underlined(lines, lone, 2);
            else if (block is FencedCodeBlock or HtmlBlock { Type: HtmlBlockType.Comment } or YamlFrontMatterBlock)
                verbatim.UnionWith(Enumerable.Range(first, last - first + 1));
            lone = block is ParagraphBlock ? Paragraph(lines, first, last) : -1;
        }
    }

    /// <summary>Marks lines over a double rule; returns the last line where it stands by itself, to be marked by a rule after it, or -1.</summary>
    private int Paragraph(TextLines lines, int first, int last)
    {
        for (var line = first; line <= last; line++)
        {
            if (lines.Content(line).IndexOfAnyExcept('=') >= 0 || line == first)
                continue;
            if (line == first + 1)
                Underlined(lines, first, 1);
            first = line + 1;
        }
        return first == last ? last : -1;
    }

    private void Underlined(TextLines lines, int line, int level)
    {
        if (line >= 0 && lines.Length(line) is > 0 and <= LongestHeading)
            levels[line] = level;
    }
}
