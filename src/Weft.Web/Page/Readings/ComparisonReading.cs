using Weft.Application;
using Weft.Graph.Comparison;
using Weft.Model;

namespace Weft.Web.Page.Readings;

/// <summary>A bar of the picture: one chapter, or several in a row where there are more than can be told apart.</summary>
/// <param name="Chapters">As the address names them: <c>3</c>, <c>3-7</c>.</param>
internal sealed record ComparisonBar(string Chapters, string Title, SideCounts Counts);

/// <summary>Two jobs held against each other, or why they cannot be.</summary>
internal sealed record ComparisonReading(ComparedJobs? Compared, Refusal? Refused, DateTimeOffset At)
{
    private const int MostBars = 200;

    public bool IsOver => Compared is { } both && IsOverOf(both.A) && IsOverOf(both.B);

    public static async Task<ComparisonReading?> ReadAsync(PageUseCases uses, JobId a, JobId b, CancellationToken cancel) =>
        await uses.Comparisons.OfAsync(a, b, cancel) switch
        {
            Result<ComparedJobs>.Done(var compared) => new(compared, null, uses.Time.GetUtcNow()),
            Result<ComparedJobs>.Refused({ } why) when why is Refusal.UnknownJob or Refusal.UnknownBook => null,
            var refused => new(null, ((Result<ComparedJobs>.Refused)refused).Why, uses.Time.GetUtcNow()),
        };

    /// <param name="kind">Null = of all kinds.</param>
    public IReadOnlyList<ComparisonBar> Bars(FindingKind? kind)
    {
        var chapters = Compared!.Chapters.GroupBy(chapter => chapter.Chapter.Number).OrderBy(same => same.Key).ToList();
        var inEach = (chapters.Count + MostBars - 1) / MostBars;
        return [.. chapters.Chunk(Math.Max(inEach, 1)).Select(row => BarOf(row, kind))];
    }

    private static ComparisonBar BarOf(IGrouping<int, ComparedChapter>[] row, FindingKind? kind)
    {
        var (first, last) = (row[0].Key, row[^1].Key);
        var counts = row.SelectMany(same => same)
            .Select(chapter => kind is { } one ? chapter.Counts(one) : chapter.All)
            .Aggregate(default(SideCounts), SideCounts.Add);
        return new(first == last ? $"{first}" : $"{first}-{last}", first == last ? row[0].First().Chapter.Title : "", counts);
    }

    private static bool IsOverOf(Job job) => job.State is JobState.Completed or JobState.Failed or JobState.Cancelled;
}
