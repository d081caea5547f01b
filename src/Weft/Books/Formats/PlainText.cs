namespace Weft.Books.Formats;

/// <summary>Text without marks. Whatever it is called, and whatever encoding it is in.</summary>
internal sealed class PlainText : IBookFormat
{
    public string Name => "text";

    public IReadOnlyList<string> Extensions { get; } = [".txt"];

    public bool CanRead(BookFile file) => TextFile.MayBe(file);

    public BookText Read(BookFile file) => TextFile.Read(file, Name);
}
