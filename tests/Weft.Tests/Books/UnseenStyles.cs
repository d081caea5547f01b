using Weft.Tests.Cli;
using Xunit;

namespace Weft.Tests.Books;

/// <summary>
/// Whole books in the ways of writing that people's files have, of real prose and length; each carries its truth (see <see cref="MarkedBook"/>).
/// They stand in <c>Styles/zh.txt</c> and <c>Styles/en.txt</c>: "=== what", then the book's lines. "12* C|第{一}章 {t}¶~8" is written for 1 to 12,
/// "5-9* …" for 5 to 9, each ¶ a new line.
/// </summary>
public sealed class UnseenStyles
{
    public static TheoryData<string, string> Chinese => All("zh");

    public static TheoryData<string, string> English => All("en");

    [Theory]
    [MemberData(nameof(Chinese))]
    public void A_Chinese_book_is_cut_at_its_headings(string what, string book) => StyledBook.Of("zh", what, book).Check();

    [Theory]
    [MemberData(nameof(English))]
    public void An_English_book_is_cut_at_its_headings(string what, string book) => StyledBook.Of("en", what, book).Check();

    private static TheoryData<string, string> All(string language)
    {
        var books = new TheoryData<string, string>();
        var path = Path.Combine(SourceTree.Root, "tests", "Weft.Tests", "Books", "Styles", language + ".txt");
        foreach (var book in File.ReadAllText(path).Split("=== ", StringSplitOptions.RemoveEmptyEntries))
        {
            var end = book.IndexOf('\n', StringComparison.Ordinal);
            books.Add(book[..end], book[(end + 1)..]);
        }
        return books;
    }
}
