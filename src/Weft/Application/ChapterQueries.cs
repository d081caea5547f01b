using Weft.Books;
using Weft.Ledger;
using Weft.Model;
using Weft.Work;

namespace Weft.Application;

/// <summary>What people ask about single chapters: their text, and how they were read.</summary>
internal sealed class ChapterQueries(ILedger ledger)
{
    /// <summary>Whether a part is read at all; what is no story (contents, licence) is skipped.</summary>
    public static bool IsStory(Unit unit) => JobStarter.SkipReason(unit) is null;

    /// <summary>The parts of an edition by position, also of an older one.</summary>
    public Task<IReadOnlyList<EditionUnit>> PartsAsync(EditionId edition, CancellationToken cancel) =>
        ledger.Library.UnitsAsync(edition, cancel);

    /// <summary>The text of a part of the book's current edition. Refused where it has no such part.</summary>
    public async Task<Result<string>> TextAsync(Book book, int position, CancellationToken cancel)
    {
        var parts = await ledger.Library.UnitsAsync(book.Edition, cancel);
        var text = parts.FirstOrDefault(part => part.Position == position) is { } part
            ? await ledger.Library.FindTextAsync(book.Id, part.Chapter, cancel)
            : null;
        return text is null ? new Refusal.NoSuchChapter(book.Title, parts.Count, position) : text;
    }

    /// <summary>Null where the job has no such run.</summary>
    public Task<ChapterRun?> FindRunAsync(RunId run, CancellationToken cancel) => ledger.Runs.FindRunAsync(run, cancel);

    /// <summary>Every answer that came for the run, the newest first.</summary>
    public async Task<IReadOnlyList<Answer>> AnswersAsync(RunId run, CancellationToken cancel) =>
        [.. (await ledger.Journal.AnswersOfRunAsync(run, cancel)).OrderByDescending(answer => answer.At)];

    /// <summary>What was rejected in a job's completed runs, in the order of the book.</summary>
    public Task<IReadOnlyList<(int Position, Rejection Rejection)>> RejectionsAsync(
        JobId job,
        int atMost,
        CancellationToken cancel
    ) => ledger.Runs.RejectionsAsync(job, atMost, cancel);

    /// <summary>People's decisions on the names of a book, by number.</summary>
    public Task<IReadOnlyList<Word>> DecisionsAsync(BookId book, CancellationToken cancel) =>
        ledger.Library.WordsAsync(book, cancel);
}
