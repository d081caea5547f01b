using Weft.Books;

namespace Weft.Tests.Books.Office;

/// <summary>What a test looks at of a book that was read.</summary>
internal static class OfficeReading
{
    /// <summary>The book itself, without what stands after it; blocks are divided by an empty line.</summary>
    public static string Story(this BookText book) => book.Text[..book.BookEnd].TrimEnd('\n');

    /// <summary>What was collected of a kind; empty = nothing was.</summary>
    public static string Of(this BookText book, UnitKind kind)
    {
        for (var i = 0; i < book.Asides.Count; i++)
        {
            var end = i + 1 < book.Asides.Count ? book.Asides[i + 1].Start : book.Text.Length;
            if (book.Asides[i].Kind == kind)
                return book.Text[book.Asides[i].Start..end].Trim('\n');
        }
        return "";
    }

    /// <summary>The lines that the file marks as headings, each after its level.</summary>
    public static IEnumerable<string> Headings(this BookText book)
    {
        var lines = book.Text.Split('\n');
        return book.Markup!.Levels.OrderBy(level => level.Key).Select(level => $"{level.Value} {lines[level.Key]}");
    }
}
