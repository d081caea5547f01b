using Weft.Application;
using Weft.Graph.Timelines;
using Weft.Model;

namespace Weft.Web.Page.Readings;

/// <summary>What the address of a timeline asks for.</summary>
/// <param name="Entity">Whose events; null = everybody's.</param>
/// <param name="Kinds">Words of kinds with commas between; empty = all.</param>
/// <param name="From">Number of the first chapter.</param>
/// <param name="To">Number of the last one.</param>
internal sealed record TimelineWish(int? UpTo, string? Entity, string? Kinds, int? From, int? To)
{
    public IReadOnlyList<StoryEventKind> Wanted =>
        [
            .. (Kinds ?? "")
                .Split(',')
                .Select(word => Enum.TryParse<StoryEventKind>(word, true, out var kind) ? kind : (StoryEventKind?)null)
                .OfType<StoryEventKind>(),
        ];
}

/// <summary>A book's timeline as a reader at some chapter knows it.</summary>
/// <param name="Timeline">Null while nothing is woven, or where it is refused.</param>
/// <param name="Refused">Why it cannot be shown; null = it is.</param>
internal sealed record TimelineReading(Book Book, Timeline? Timeline, Refusal? Refused, DateTimeOffset At)
{
    public int Chapters => Math.Max(1, Book.Chapters);

    public static async Task<TimelineReading?> ReadAsync(
        PageUseCases uses,
        BookId id,
        TimelineWish wish,
        CancellationToken cancel
    )
    {
        if (await uses.Books.FindAsync(id, cancel) is not Result<Book>.Done(var book))
            return null;
        var chapters =
            wish.From is null && wish.To is null ? null : new ChapterRanges([(wish.From ?? 0, wish.To ?? int.MaxValue)]);
        var filter = new TimelineFilter(wish.Wanted, wish.Entity, chapters, wish.UpTo);
        return await uses.Timelines.OfAsync(book, filter, cancel) switch
        {
            Result<Timeline>.Done(var timeline) => new(book, timeline, null, uses.Time.GetUtcNow()),
            Result<Timeline>.Refused(Refusal.NoGraph) => new(book, null, null, uses.Time.GetUtcNow()),
            var refused => new(book, null, ((Result<Timeline>.Refused)refused).Why, uses.Time.GetUtcNow()),
        };
    }

    /// <summary>Names an event in an address.</summary>
    public static string KeyOf(TimelineEvent happening) => $"{happening.First.Position}~{happening.Id}";

    /// <summary>Who is on stage in a chapter, most mentions first.</summary>
    public IReadOnlyList<(string Id, string Name, int Count, int Dye)> StageOf(int chapter) =>
        [
            .. (Timeline?.Stage ?? [])
                .Select((one, index) => (one.Id, one.Name, Count: CountIn(one, chapter), Dye: index % 8))
                .Where(one => one.Count > 0)
                .OrderByDescending(one => one.Count),
        ];

    private static int CountIn(Graph.ResolvedEntity entity, int chapter) =>
        entity.Chapters.Zip(entity.Counts).FirstOrDefault(pair => pair.First == chapter).Second;
}
