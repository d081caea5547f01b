using System.Text;
using Weft.Books;
using Weft.Books.Formats;
using Xunit;

namespace Weft.Tests.Books;

/// <summary>What every book format does, shown on a small file of it that each brings along.</summary>
public abstract class FormatConformance
{
    private BookFile File => new(Content(), FileName);

    /// <summary>Name of the format.</summary>
    public abstract string Format { get; }

    protected abstract string FileName { get; }

    /// <summary>Headings of the chapters in the file, as the reader shows them.</summary>
    protected abstract IReadOnlyList<string> Chapters { get; }

    /// <summary>A whole file with a few chapters.</summary>
    protected abstract byte[] Content();

    [Fact]
    public void Its_file_is_read_by_it() => Assert.Equal(Format, BookFormats.For(File)?.Name);

    [Fact]
    public void A_folder_is_searched_for_each_of_its_extensions()
    {
        var format = BookFormats.Named(Format);
        Assert.NotEmpty(format.Extensions);
        foreach (var extension in format.Extensions)
        {
            Assert.Matches(@"^\.[a-z0-9]+$", extension);
            Assert.Same(format, BookFormats.Of(extension.ToUpperInvariant()));
            Assert.True(BookFormats.Knows("/books/a" + extension));
        }
    }

    [Fact]
    public void Its_chapters_are_found()
    {
        var book = BookCutter.Cut(Content(), FileName);
        Assert.Equal(Format, book.Text.Format);
        Assert.Equal(Chapters, book.Units.Where(unit => unit.Kind == UnitKind.Chapter).Select(unit => unit.Title));
        Covering.Check(book.Text.Text, book.Units);
    }

    [Fact]
    public void The_same_text_is_cut_in_the_same_way_again()
    {
        var book = BookCutter.Cut(Content(), FileName);
        var kept = new string(book.Text.Text.AsSpan());
        Assert.Equal(book.Units, ChapterSplitter.Split(book.Text with { Text = kept }));
    }

    [Fact]
    public void A_damaged_file_is_read_or_refused_and_nothing_else() => Mutations.Check(Content(), FileName);

    private protected static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
