using Weft.Application;
using Weft.Model;
using Weft.Web.Page.Live;

namespace Weft.Web.Page.Readings;

/// <summary>A book on its shelf.</summary>
/// <param name="Last">Its newest job; null where it has none.</param>
internal sealed record ShelvedBook(Book Book, JobView? Last, ClothPattern Cloth, string Words)
{
    public DateTimeOffset UsedAt => Last?.Job.EndedAt ?? Last?.Job.StartedAt ?? Last?.Job.CreatedAt ?? Book.ImportedAt;

    /// <summary>Chapters that are woven, as far as its newest job tells.</summary>
    public int Woven => Last?.Runs.Completed ?? 0;
}

/// <summary>The whole library.</summary>
internal sealed record LibraryReading(IReadOnlyList<ShelvedBook> Books)
{
    /// <summary>A graph is resolved just after its job has ended: until then its cloth is looked at again.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(15);

    public static async Task<LibraryReading> ReadAsync(PageUseCases uses, ShelfMemory memory, CancellationToken cancel)
    {
        var books = await uses.Books.ListAsync(cancel);
        var jobs = await uses.Jobs.InAsync([], cancel);
        var last = jobs.GroupBy(job => job.Order.Book).ToDictionary(same => same.Key, same => same.MaxBy(job => job.Id.Value)!);
        var views = (await memory.Ended.ViewsAsync([.. last.Values], cancel)).ToDictionary(view => view.Job.Order.Book);
        var shelf = new List<ShelvedBook>();
        foreach (var book in books)
        {
            var view = views.GetValueOrDefault(book.Id);
            var cloth = view is null
                ? ClothPattern.Bare(book.Chapters)
                : await memory.Cloths.OfAsync(book, StateOf(view, uses.Time.GetUtcNow()), cancel);
            shelf.Add(new(book, view, cloth, await memory.Words.OfAsync(book, cancel)));
        }
        return new(shelf);
    }

    public static string StateOf(JobView view, DateTimeOffset now)
    {
        var settling = view.Job.EndedAt is { } ended && now - ended < Settling ? now.ToUnixTimeSeconds() : 0;
        return $"{view.Job.Id}/{view.Runs.Completed}/{settling}";
    }
}

/// <summary>What is read once for a book and kept.</summary>
internal sealed record ShelfMemory(EndedJobs Ended, Cloths Cloths, FirstWords Words);
