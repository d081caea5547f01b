using Weft.Books.Formats.Blocks;

namespace Weft.Books.Formats.Html;

/// <summary>A book in one web page.</summary>
internal sealed class HtmlFormat : IBookFormat
{
    public string Name => "html";

    public IReadOnlyList<string> Extensions { get; } = [".html", ".htm", ".xhtml", ".xht"];

    public bool CanRead(BookFile file) =>
        TextFile.MayBe(file)
        && (HtmlFile.LooksLike(file.Content) || Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase));

    public BookText Read(BookFile file)
    {
        var decoded = HtmlFile.Decode(file);
        var document = HtmlFile.Parse(decoded.Text, file.Name);
        var writer = new BlockWriter();
        if (document.Body is { } body)
            new HtmlBlocks(writer).Read(body);
        return writer.Finish(decoded.Encoding, Name, HtmlMetadata.Of(document)) with
        {
            Replaced = decoded.Replaced,
            Guessed = decoded.Guessed,
        };
    }
}
