using System.Text;
using Weft.Application;
using Weft.Testing;
using Xunit;
using static Weft.Tests.Application.ApplicationStage;

namespace Weft.Tests.Application;

/// <summary>Books as they are brought, looked up and deleted.</summary>
public sealed class BookTests : IDisposable
{
    private readonly ApplicationStage _stage = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private BookLookup Lookup => new(_stage.Ledger.Library);
    private BookImport Import => new(_stage.Ledger.Library, _stage.Log);

    private string Write(string name, string text)
    {
        var path = _folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    [Fact]
    public async Task A_book_is_found_by_number_by_title_or_by_what_only_its_title_holds()
    {
        var emma = await _stage.BookAsync("Emma");
        var more = await _stage.BookAsync("Emma and more");
        async Task<long> OfAsync(string named) => Done(await Lookup.FindAsync(named, Stop)).Id.Value;
        Assert.Equal(more.Id.Value, await OfAsync("2"));
        Assert.Equal(emma.Id.Value, await OfAsync("emma"));
        Assert.Equal(more.Id.Value, await OfAsync("AND MORE"));
        var ambiguous = Assert.IsType<Refusal.AmbiguousBook>(Refused(await Lookup.FindAsync("mm", Stop)));
        Assert.Equal([emma.Id, more.Id], ambiguous.Candidates.Select(book => book.Id));
        Assert.Equal(new Refusal.UnknownBook("3"), Refused(await Lookup.FindAsync("3", Stop)));
    }

    [Fact]
    public async Task A_deleted_book_is_found_no_more()
    {
        var book = await _stage.BookAsync();
        var deletion = new BookDeletion(_stage.Ledger, _stage.Graph, _stage.Log);
        Assert.True(await deletion.DeleteAsync(book.Id, false, Stop));
        Assert.False(await deletion.DeleteAsync(book.Id, false, Stop));
        Assert.IsType<Refusal.UnknownBook>(Refused(await Lookup.FindAsync("Emma", Stop)));
    }

    [Fact]
    public async Task A_cut_that_is_only_looked_at_keeps_nothing()
    {
        var text = Encoding.UTF8.GetBytes("Chapter 1. One\n\nIt was so.\n\nChapter 2. Two\n\nIt was not.\n");
        var cut = Done(BookImport.Cut(text, "folder/so.txt"));
        Assert.Equal(2, cut.Units.Count);
        Assert.Empty(await _stage.Ledger.Library.BooksAsync(Stop));
        var kept = Done(await Import.ImportAsync(text, "so.txt", null, Stop));
        Assert.False(kept.AlreadyKnown);
        Assert.True(Done(await Import.ImportFileAsync(Write("so.txt", Encoding.UTF8.GetString(text)), null, Stop)).AlreadyKnown);
    }

    [Fact]
    public async Task A_file_that_is_no_book_is_refused_by_its_path()
    {
        var missing = _folder.File("none.txt");
        Assert.Equal(new Refusal.FileMissing(missing), Refused(await Import.ImportFileAsync(missing, null, Stop)));
        var empty = Write("empty.txt", "");
        var refused = Assert.IsType<Refusal.NoBookInFile>(Refused(await Import.ImportFileAsync(empty, null, Stop)));
        Assert.Equal(empty, refused.Path);
        var folder = Path.GetDirectoryName(empty)!;
        Assert.IsType<Refusal.NoBookInFile>(Refused(await Import.ImportFileAsync(folder, null, Stop)));
        Assert.Empty(await _stage.Ledger.Library.BooksAsync(Stop));
    }

    [Fact]
    public void A_folder_stands_for_the_texts_below_it()
    {
        var (one, two) = (Write("books/a/one.TXT", "1"), Write("books/two.md", "2"));
        Write("books/README.md", "3");
        Write("books/picture.png", "4");
        var books = _folder.File("books");
        Assert.Equal([one, two], Done(BookImport.FilesOf([books, one])).Files);
        Assert.Equal(["nowhere"], Done(BookImport.FilesOf(["nowhere"])).Files);
        var none = Directory.CreateDirectory(_folder.File("none")).FullName;
        Assert.Equal(none, Assert.IsType<Refusal.NoBookInFolder>(Refused(BookImport.FilesOf([books, none]))).Path);
    }
}
