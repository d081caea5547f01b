using Weft.Books;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Testing.Models;

internal sealed partial class MemoryLedger
{
    public Task<Imported> ImportAsync(CutBook book, BookId? editionOf, CancellationToken cancel)
    {
        var hash = EditionText.Hash(book.Text.Text);
        var target = editionOf is { } id ? LiveBook(id) ?? throw new LedgerException($"There is no book {id}.") : null;
        if (Known(hash, target) is { } known)
            return Task.FromResult(new Imported(known.Row, true));
        if (target is null)
            target = _books[++_lastBook] = new MemoryBook { Row = null!, Texts = new(StringComparer.Ordinal) };
        else
            _wishes++;
        var units = EditionText.Number(book);
        var edition = new MemoryEdition
        {
            Id = new(++_lastEdition),
            Book = target.Row?.Id ?? new(_lastBook),
            ContentHash = hash,
            Units = units,
        };
        _editions[edition.Id.Value] = edition;
        foreach (var unit in units)
            target.Texts.TryAdd(unit.Chapter.TextHash, EditionText.Of(book, unit.Unit));
        target.Row = new(
            edition.Book,
            edition.Id,
            (target.Row?.EditionNumber ?? 0) + 1,
            book.Title,
            book.Language,
            book.Text.Encoding,
            EditionText.Chapters(book),
            book.Text.Text.Length,
            Now
        );
        return Task.FromResult(new Imported(target.Row, false));
    }

    /// <summary>
    /// The book that has this content already, in any edition; of the book that is to get a new edition only the current one counts,
    /// so that a correction can be taken back.
    /// </summary>
    private MemoryBook? Known(string hash, MemoryBook? target)
    {
        foreach (var edition in _editions.Values)
        {
            if (edition.ContentHash != hash || LiveBook(edition.Book) is not { } book)
                continue;
            if (book != target || book.Row.Edition == edition.Id)
                return book;
        }
        return null;
    }

    private MemoryBook? LiveBook(BookId id) => _books.TryGetValue(id.Value, out var book) && !book.Deleted ? book : null;

    private MemoryEdition? LiveEdition(EditionId id) =>
        _editions.TryGetValue(id.Value, out var edition) && LiveBook(edition.Book) is not null ? edition : null;

    public Task<IReadOnlyList<Book>> BooksAsync(CancellationToken cancel) =>
        Listed(_books.Values.Where(book => !book.Deleted).Select(book => book.Row));

    public Task<Book?> FindBookAsync(BookId book, CancellationToken cancel) => Task.FromResult(LiveBook(book)?.Row);

    public Task<IReadOnlyList<EditionUnit>> UnitsAsync(EditionId edition, CancellationToken cancel) =>
        Listed(LiveEdition(edition)?.Units ?? []);

    public Task<string?> FindTextAsync(BookId book, ChapterKey chapter, CancellationToken cancel) =>
        Task.FromResult(LiveBook(book)?.Texts.GetValueOrDefault(chapter.TextHash));

    public Task<Profile?> FindProfileAsync(EditionId edition, string version, CancellationToken cancel) =>
        Task.FromResult(LiveEdition(edition)?.Profiles.GetValueOrDefault(version));

    public Task SaveProfileAsync(EditionId edition, Profile profile, CancellationToken cancel)
    {
        LiveEdition(edition)?.Profiles.TryAdd(profile.Version, profile);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Word>> WordsAsync(BookId book, CancellationToken cancel) => Listed(LiveBook(book)?.Words ?? []);

    public Task<Word> AddWordAsync(BookId book, WordKind kind, string name, string other, CancellationToken cancel)
    {
        var words = (LiveBook(book) ?? throw new LedgerException($"There is no book {book}.")).Words;
        words.Add(new(words.Count + 1, kind, name, other));
        _wishes++;
        return Task.FromResult(words[^1]);
    }

    public Task<bool> TryDeleteBookAsync(BookId book, CancellationToken cancel)
    {
        if (LiveBook(book) is not { } row)
            return Task.FromResult(false);
        row.Deleted = true;
        row.Texts.Clear();
        row.Words.Clear();
        foreach (var job in _jobs.Values.Where(job => job.Order.Book == book))
            Cancel(job, RunReasons.BookDeleted.Sentence);
        _wishes++;
        return Task.FromResult(true);
    }
}
