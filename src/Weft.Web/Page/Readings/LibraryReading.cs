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

    /// <summary>Of so many books what stands beside the title is made at each reading: of a large library the rest comes second by second.</summary>
    private const int MadeAtOnce = 12;

    public static async Task<LibraryReading> ReadAsync(PageUseCases uses, ShelfMemory memory, CancellationToken cancel)
    {
        var books = await uses.Books.ListAsync(cancel);
        var jobs = await uses.Jobs.InAsync([], cancel);
        var last = jobs.GroupBy(job => job.Order.Book).ToDictionary(same => same.Key, same => same.MaxBy(job => job.Id.Value)!);
        var views = (await memory.Ended.ViewsAsync([.. last.Values], cancel)).ToDictionary(view => view.Job.Order.Book);
        var shelf = books.Select(book => new ShelvedBook(
            book,
            views.GetValueOrDefault(book.Id),
            ClothPattern.Bare(book.Chapters),
            ""
        ));
        var dressed = new List<ShelvedBook>();
        var made = 0;
        // Those used last are seen first.
        foreach (var book in shelf.OrderByDescending(book => book.UsedAt))
        {
            if (made < MadeAtOnce && !IsDressed(book, uses, memory))
            {
                made++;
                dressed.Add(await DressAsync(book, uses, memory, cancel));
            }
            else
                dressed.Add(
                    book with
                    {
                        Cloth = memory.Cloths.Known(book.Book)?.Cloth ?? book.Cloth,
                        Words = memory.Words.Known(book.Book) ?? "",
                    }
                );
        }
        return new(dressed);
    }

    private static bool IsDressed(ShelvedBook book, PageUseCases uses, ShelfMemory memory) =>
        memory.Words.Known(book.Book) is not null
        && (book.Last is null || memory.Cloths.Known(book.Book)?.State == StateOf(book.Last, uses.Time.GetUtcNow()));

    private static async Task<ShelvedBook> DressAsync(
        ShelvedBook book,
        PageUseCases uses,
        ShelfMemory memory,
        CancellationToken cancel
    ) =>
        book with
        {
            Cloth = book.Last is { } last
                ? await memory.Cloths.OfAsync(book.Book, StateOf(last, uses.Time.GetUtcNow()), cancel)
                : book.Cloth,
            Words = await memory.Words.OfAsync(book.Book, cancel),
        };

    public static string StateOf(JobView view, DateTimeOffset now)
    {
        var settling = view.Job.EndedAt is { } ended && now - ended < Settling ? now.ToUnixTimeSeconds() : 0;
        return $"{view.Job.Id}/{view.Runs.Completed}/{settling}";
    }
}

/// <summary>What is read once for a book and kept.</summary>
internal sealed record ShelfMemory(EndedJobs Ended, Cloths Cloths, FirstWords Words, EarlierRuns Earlier);
