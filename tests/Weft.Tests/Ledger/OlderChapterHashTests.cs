using Weft.Books;
using Weft.Ledger;
using Weft.Ledger.Sqlite;
using Weft.Storage.Sqlite;
using Xunit;

namespace Weft.Tests.Ledger;

/// <summary>Ledgers of earlier versions hashed a chapter with the blanks at its end.</summary>
public sealed class OlderChapterHashTests : SqliteLedgerFile
{
    [Fact]
    public async Task Chapters_of_an_older_ledger_are_known_again_under_the_hashes_that_they_have()
    {
        string[] texts = ["one\n\n", "same\n", "same\n\n", "two\n"];
        await using var ledger = await OpenAsync();
        var book = (await ledger.Library.ImportAsync(Cut(texts), null, Stop)).Book;
        using (var db = SqliteDb.Open(LedgerPath, LedgerFile.Kind, forWriting: true))
        {
            db.Run($"DELETE FROM chapters WHERE book_id = {book.Id}");
            for (var position = 1; position <= texts.Length; position++)
            {
                var hash = EditionText.Hash(texts[position - 1]);
                db.Run($"UPDATE edition_units SET text_hash = '{hash}', occurrence = 0 WHERE position = {position}");
                db.Run($"INSERT INTO chapters (book_id, text_hash, text) VALUES ({book.Id}, '{hash}', '{texts[position - 1]}')");
            }
        }
        var before = await ledger.Library.UnitsAsync(book.Edition, Stop);
        var next = await ledger.Library.ImportAsync(
            Cut("one\n", "same\n\n\n", "same", "new", "same\n", "two\n\n", "three"),
            book.Id,
            Stop
        );
        var after = await ledger.Library.UnitsAsync(next.Book.Edition, Stop);
        Assert.Equal(before.Select(unit => unit.Chapter), new[] { 0, 1, 2, 5 }.Select(at => after[at].Chapter));
        Assert.Equal(after.Count, after.Select(unit => unit.Chapter).Distinct().Count());
        foreach (var unit in after)
            Assert.NotNull(await ledger.Library.FindTextAsync(book.Id, unit.Chapter, Stop));
    }

    private static CutBook Cut(params string[] texts)
    {
        var units = new List<Unit>();
        foreach (var text in texts)
            units.Add(new(units.Count + 1, UnitKind.Chapter, "", units.Sum(unit => unit.Length), text.Length));
        return new("book", "en", new(string.Concat(texts), "utf-8", "text"), units);
    }
}
