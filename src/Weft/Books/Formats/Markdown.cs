using Weft.Books.Headings;

namespace Weft.Books.Formats;

/// <summary>Text with Markdown's headings. Nothing but its extension tells it from plain text.</summary>
internal sealed class Markdown : IBookFormat
{
    public string Name => "markdown";

    public IReadOnlyList<string> Extensions { get; } = [".md", ".markdown", ".mdown", ".mkd"];

    public bool CanRead(BookFile file) =>
        Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase) && TextFile.MayBe(file);

    public BookText Read(BookFile file) => TextFile.Read(file, Name);

    public Markup MarkupOf(TextLines lines) => MarkdownMarkup.Of(lines);
}
