using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Weft.Books.Headings;

/// <summary>A Markdown file's headings and code, by line. Empty for plain text.</summary>
internal sealed class MarkdownOutline
{
    /// <summary>A paragraph over a rule is a heading to Markdown, but no book has headings this long.</summary>
    private const int LongestHeading = 200;

    private readonly Dictionary<int, int> levels = [];
    private readonly HashSet<int> verbatim = [];

    public IReadOnlyDictionary<int, int> Levels => levels;

    /// <summary>1 to 6; 0 where the line is no heading.</summary>
    public int LevelOf(int line) => levels.GetValueOrDefault(line);

    /// <summary>Inside code, a comment or front matter, where nothing is a heading.</summary>
    public bool IsVerbatim(int line) => verbatim.Contains(line);

    public static MarkdownOutline Of(BookText book, TextLines lines)
    {
        var outline = new MarkdownOutline();
        if (book.Format != "markdown")
            return outline;
        try
        {
            outline.Read(Markdown.Parse(book.Text, Blocks()), lines);
        }
        catch (ArgumentException)
        {
            // Markdig refuses blocks nested beyond all reason. Then the text is read as plain text.
            return new MarkdownOutline();
        }
        return outline;
    }

    /// <summary>Blocks only: inlines are not needed, and cost most of the time.</summary>
    private static MarkdownPipeline Blocks()
    {
        var builder = new MarkdownPipelineBuilder().UsePreciseSourceLocation().UseYamlFrontMatter();
        builder.InlineParsers.Clear();
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        return builder.Build();
    }

    private void Read(MarkdownDocument document, TextLines lines)
    {
        foreach (var block in document)
        {
            if (block is HeadingBlock heading && heading.Span.Length <= LongestHeading)
                levels[lines.LineAt(heading.Span.Start)] = heading.Level;
            else if (block is FencedCodeBlock or HtmlBlock { Type: HtmlBlockType.Comment } or YamlFrontMatterBlock)
            {
                for (var line = lines.LineAt(block.Span.Start); line <= lines.LineAt(block.Span.End); line++)
                    verbatim.Add(line);
            }
        }
    }
}
