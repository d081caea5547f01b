using Weft.Books;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Testing.Models;

/// <summary>Books, editions, profiles and words of the model.</summary>
internal sealed class MemoryLibrary(MemoryState state) : ILibrary
{
    public async Task<Imported> ImportAsync(CutBook book, BookId? editionOf, CancellationToken cancel)
    {
        var hash = EditionText.ContentHash(book);
        // The model answers at once, so that all of it is one transaction.
        var units = await new ChapterRecognition(this).NumberAsync(book, editionOf, cancel);
        var target = editionOf is { } id
            ? state.LiveBook(id) ?? throw new LedgerException(StoreReasons.NoBook(id.ToString()))
            : null;
        if (Known(hash, target) is { } known)
            return new(known.Row, true);
        if (target is null)
            target = state.Books[++state.LastBook] = new MemoryBook { Row = null!, Texts = new(StringComparer.Ordinal) };
        else
            state.ChangeNumber++;
        foreach (var unit in units)
            target.Texts.TryAdd(unit.Chapter.TextHash, EditionText.Of(book, unit.Unit));
        target.Row = new(
            target.Row?.Id ?? new(state.LastBook),
            new(++state.LastEdition),
            (target.Row?.EditionNumber ?? 0) + 1,
            book.Title,
            book.Language,
            book.Text.Encoding,
            EditionText.Chapters(book),
            book.Text.Text.Length,
            state.Now
        )
        {
            Told = book.Told,
            Metadata = book.Text.Metadata,
        };
        state.Editions[state.LastEdition] = new MemoryEdition
        {
            Id = target.Row.Edition,
            Book = target.Row.Id,
            ContentHash = hash,
            Units = units,
            Format = book.Text.Format,
            Row = target.Row,
        };
        return new(target.Row, false);
    }

    /// <summary>
    /// The book that has this content already, in any edition; of the book that is to get a new edition only the current one counts,
    /// so that a correction can be taken back.
    /// </summary>
    private MemoryBook? Known(string hash, MemoryBook? target)
    {
        foreach (var edition in state.Editions.Values)
        {
            if (edition.ContentHash != hash || state.LiveBook(edition.Book) is not { } book)
                continue;
            if (book != target || book.Row.Edition == edition.Id)
                return book;
        }
        return null;
    }

    public Task<Book?> FindSameAsync(CutBook book, BookId? editionOf, CancellationToken cancel) =>
        Task.FromResult(Known(EditionText.ContentHash(book), editionOf is { } id ? state.LiveBook(id) : null)?.Row);

    public Task<IReadOnlyList<Book>> BooksAsync(CancellationToken cancel) =>
        MemoryState.Listed(state.Books.Values.Where(book => !book.Deleted).Select(book => book.Row));

    public Task<Book?> FindBookAsync(BookId book, CancellationToken cancel) => Task.FromResult(state.LiveBook(book)?.Row);

    public Task<IReadOnlyList<Edition>> EditionsAsync(BookId book, CancellationToken cancel) =>
        MemoryState.Listed(
            from edition in state.Editions.Values
            where edition.Book == book && state.LiveBook(book) is not null
            let row = state.Books[book.Value].Row is var current && current.Edition == edition.Id ? current : edition.Row
            select new Edition(
                edition.Id,
                row.EditionNumber,
                row.Title,
                edition.Format,
                row.Encoding,
                row.Chapters,
                row.Characters,
                row.ImportedAt
            )
        );

    public Task<IReadOnlyList<EditionUnit>> UnitsAsync(EditionId edition, CancellationToken cancel) =>
        MemoryState.Listed(state.LiveEdition(edition)?.Units ?? []);

    public Task<string?> FindTextAsync(BookId book, ChapterKey chapter, CancellationToken cancel) =>
        Task.FromResult(state.LiveBook(book)?.Texts.GetValueOrDefault(chapter.TextHash));

    public Task<Profile?> FindProfileAsync(EditionId edition, string version, CancellationToken cancel) =>
        Task.FromResult(state.LiveEdition(edition)?.Profiles.GetValueOrDefault(version));

    public Task SaveProfileAsync(EditionId edition, Profile profile, CancellationToken cancel)
    {
        state.LiveEdition(edition)?.Profiles.TryAdd(profile.Version, profile);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<NameDecision>> DecisionsAsync(BookId book, CancellationToken cancel) =>
        MemoryState.Listed(state.LiveBook(book)?.Words ?? []);

    public Task<IReadOnlyList<NameDecision>> AddDecisionsAsync(
        BookId book,
        IReadOnlyList<NewDecision> decisions,
        CancellationToken cancel
    )
    {
        var words = (state.LiveBook(book) ?? throw new LedgerException(StoreReasons.NoBook(book.ToString()))).Words;
        var kept = DecisionRows.Numbered(decisions, words.Count + decisions.Count, state.Now);
        words.AddRange(kept);
        state.ChangeNumber++;
        return Task.FromResult(kept);
    }

    public Task<GraphLayout?> FindLayoutAsync(BookId book, CancellationToken cancel) =>
        Task.FromResult(state.LiveBook(book)?.Layout);

    public Task<bool> TryKeepLayoutAsync(BookId book, string? before, GraphLayout layout, CancellationToken cancel)
    {
        if (state.LiveBook(book) is not { } row || row.Layout?.State != before)
            return Task.FromResult(false);
        row.Layout = layout;
        return Task.FromResult(true);
    }

    public Task<bool> TryRenameAsync(BookId book, string title, CancellationToken cancel)
    {
        if (state.LiveBook(book) is not { } row)
            return Task.FromResult(false);
        row.Row = row.Row with { Title = title };
        state.ChangeNumber++;
        return Task.FromResult(true);
    }

    public Task<bool> TryDescribeAsync(BookId book, BookMetadata metadata, CancellationToken cancel)
    {
        if (state.LiveBook(book) is not { } row)
            return Task.FromResult(false);
        row.Row = row.Row with { Metadata = metadata };
        return Task.FromResult(true);
    }

    public Task<bool> TryDeleteBookAsync(BookId book, bool keepAnswers, CancellationToken cancel)
    {
        if (state.LiveBook(book) is not { } row)
            return Task.FromResult(false);
        if (!keepAnswers)
            MemoryJournal.ForgetCalls(state, book);
        if (!keepAnswers)
            foreach (var key in MemoryJournal.OwnAnswers(state, book))
                state.Answers.Remove(key);
        row.Deleted = true;
        row.Texts.Clear();
        row.Words.Clear();
        row.Layout = null;
        foreach (var job in state.Jobs.Values.Where(job => job.Order.Book == book))
        {
            state.Cancel(job, RunReasons.BookDeleted);
            job.Runs.Clear();
        }
        state.ChangeNumber++;
        return Task.FromResult(true);
    }
}
