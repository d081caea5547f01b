using System.Text;
using Weft.Application;
using Weft.Books;
using Xunit;

namespace Weft.Tests.Application;

/// <summary>Tables of books: whatever a spreadsheet saves is read, and what is wrong is said with its row.</summary>
public sealed class MetadataTableTests
{
    private const string Table =
        "file,title,author,year,tags\n红楼梦.txt,石头记,曹雪芹；高鹗,1791,古典、章回\nb/b.txt,\"Tom, \"\"Dick\"\"\",\"Austen, Jane\",,\n";

    [Theory]
    [InlineData("utf-8", "")]
    [InlineData("utf-8", "\uFEFF")]
    [InlineData("gb18030", "")]
    [InlineData("utf-16", "\uFEFF")]
    public void It_is_read_in_whichever_encoding_it_was_saved(string encoding, string mark)
    {
        var content = TextEncodings.TryFind(encoding)!.GetBytes(mark + Table);
        var found = Done(Done(MetadataTable.Read(content, "books.csv")).Match(["/x/红楼梦.txt", "/x/b/b.txt", "/x/c.txt"]));
        var first = found.Books["/x/红楼梦.txt"];
        Assert.Equal(("石头记", "1791"), (first.Title, first.Year));
        Assert.Equal(["曹雪芹", "高鹗"], first.Authors);
        Assert.Equal(["古典", "章回"], first.Tags);
        var second = found.Books["/x/b/b.txt"];
        Assert.Equal(("Tom, \"Dick\"", null), (second.Title, second.Year));
        Assert.Equal(["Austen, Jane"], second.Authors);
        Assert.Empty(second.Tags);
        Assert.Equal(["/x/c.txt"], found.Without);
        Assert.Empty(found.Missing);
    }

    [Theory]
    [InlineData("书名;文件\nA;a.txt\n")]
    [InlineData("Title\tFILE\nA\ta.txt\n")]
    [InlineData("\n标题,文件名,\nA,./a.txt,\n\n")]
    public void Columns_may_stand_in_any_order_language_and_be_divided_otherwise(string text) =>
        Assert.Equal("A", Done(Done(Read(text)).Match(["/x/a.txt"])).Books["/x/a.txt"].Title);

    [Theory]
    [InlineData("", "Empty", 0)]
    [InlineData("title\nA\n", "Head", 1)]
    [InlineData("file,price\na.txt,3\n", "Unknown", 1)]
    [InlineData("file,author,Author\na.txt,A,B\n", "Twice", 1)]
    [InlineData("file,author\na.txt,Austen, Jane\n", "Cells", 2)]
    [InlineData("file,title\na.txt,\"A\nb.txt,B\n", "Quote", 2)]
    [InlineData("file,title\n,A\n", "Blank", 2)]
    [InlineData("file,title\na.txt,A\na.txt,B\n", "Again", 3)]
    public void What_is_wrong_is_said_with_its_row(string text, string fault, int row)
    {
        var refusal = Assert.IsType<Refusal.BadTable>(Assert.IsType<Result<MetadataTable>.Refused>(Read(text)).Why);
        Assert.Equal((fault, row), (refusal.Fault.ToString(), refusal.Row));
    }

    [Fact]
    public void A_title_longer_than_a_book_s_is_refused() =>
        Assert.IsType<Result<MetadataTable>.Refused>(Read($"file,title\na.txt,{new string('x', 300)}\n"));

    [Fact]
    public void Rows_for_files_that_are_not_there_are_told_and_those_for_several_refused()
    {
        string[] files = ["/x/one/a.txt", "/x/two/a.txt", "/x/ba.txt"];
        var missing = Done(Done(Read("file\nsub\\a.txt\nA.txt\none\\a.txt\n")).Match(files));
        Assert.Equal([(2, "sub/a.txt"), (3, "A.txt")], missing.Missing);
        Assert.Equal(["/x/one/a.txt"], missing.Books.Keys);
        var several = Assert.IsType<Result<DescribedFiles>.Refused>(Done(Read("file\na.txt\n")).Match(files));
        Assert.Equal(TableFault.Several, Assert.IsType<Refusal.BadTable>(several.Why).Fault);
        var twice = Assert.IsType<Result<DescribedFiles>.Refused>(Done(Read("file\none/a.txt\nx/one/a.txt\n")).Match(files));
        Assert.Equal(TableFault.Again, Assert.IsType<Refusal.BadTable>(twice.Why).Fault);
    }

    private static Result<MetadataTable> Read(string text) => MetadataTable.Read(Encoding.UTF8.GetBytes(text), "books.csv");

    private static T Done<T>(Result<T> result) => Assert.IsType<Result<T>.Done>(result).Value;
}
