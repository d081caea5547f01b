using System.Runtime.CompilerServices;
using Weft.Books;
using Xunit;

namespace Weft.Tests.Books;

/// <summary>The books that the README's commands run on.</summary>
public sealed class SampleBooks
{
    [Theory]
    [InlineData("alice.en.txt", 12, "en")]
    [InlineData("ah-q.zh.txt", 9, "zh")]
    public void A_sample_has_its_chapters_and_nothing_of_its_publisher(string file, int chapters, string language)
    {
        var book = BookCutter.Cut(File.ReadAllBytes(Path.Combine(Folder(), file)), file);

        Assert.Equal(chapters, book.Units.Count(unit => unit.Kind == UnitKind.Chapter));
        Assert.Equal(language, book.Language);
        Assert.DoesNotContain(book.Units, unit => unit.Kind == UnitKind.Licence);
        Assert.DoesNotContain("Gutenberg", book.Text.Text, StringComparison.OrdinalIgnoreCase);
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "samples");
}
