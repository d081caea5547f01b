using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Weft.Application;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Weft.Web.Page.Live;

namespace Weft.Web.Page.Readings;

/// <summary>Failed chapters with the same cause.</summary>
/// <param name="Why">As the newest of them says it.</param>
internal sealed record FailureGroup(Reason Why, IReadOnlyList<FailedChapter> Chapters)
{
    public DateTimeOffset? First => Chapters.Min(chapter => chapter.Run.ChangedAt);
    public DateTimeOffset? Last => Chapters.Max(chapter => chapter.Run.ChangedAt);
    public string Providers =>
        string.Join(", ", Chapters.Select(chapter => chapter.Run.Provider).Where(name => name.Length > 0).Distinct());

    /// <summary>As an order names them.</summary>
    public ChapterRanges Ranges =>
        new([.. Chapters.Select(chapter => chapter.Unit.Unit.Number).Distinct().Select(number => (number, number))]);
}

/// <summary>One job with every part that it reads.</summary>
/// <param name="Cells">The state of each part of the edition as run lengths: <c>2160d 3r</c>.</param>
/// <param name="Readers">Completed chapters by who read them, most first.</param>
/// <param name="Others">Other jobs on the same book, the youngest first.</param>
internal sealed partial record JobReading(
    JobView Job,
    IReadOnlyList<EditionUnit> Parts,
    IReadOnlyDictionary<int, ChapterRun> Runs,
    string Cells,
    IReadOnlyList<FailureGroup> Failures,
    IReadOnlyList<RejectionCount> Rejected,
    IReadOnlyList<ReaderShare> Readers,
    IReadOnlyList<Job> Others,
    DateTimeOffset At
)
{
    private const int MostOthers = 20;

    public bool IsOver => Job.Job.State is JobState.Completed or JobState.Failed or JobState.Cancelled;

    /// <summary>How long it took, or takes already; null before it is started.</summary>
    public TimeSpan? Took => Job.Job.StartedAt is { } started ? (Job.Job.EndedAt ?? At) - started : null;

    /// <summary>What was completed of it in the hour before it was read.</summary>
    public LastHour Hour => LastHour.Of(Runs.Values, At);

    public static async Task<JobReading?> ReadAsync(PageUseCases uses, JobId id, CancellationToken cancel)
    {
        if (await uses.Jobs.ViewAsync(id, cancel) is not Result<JobView>.Done(var view))
            return null;
        var parts = await uses.Chapters.PartsAsync(view.Job.Order.Edition, cancel);
        var runs = await uses.Jobs.RunsAsync(id, 0, int.MaxValue, cancel) is Result<IReadOnlyList<ChapterRun>>.Done(var read)
            ? read
            : [];
        var byPosition = runs.ToDictionary(run => run.Id.Position);
        var failed = view.Runs.Failed > 0 ? await uses.Jobs.FailuresAsync(view.Job, cancel) : [];
        var rejected = view.Rejected > 0 ? (await uses.Jobs.SummaryAsync(view.Job, 0, 0, cancel)).Rejected : [];
        return new(
            view,
            parts,
            byPosition,
            CellsOf(parts, byPosition),
            [
                .. failed
                    .GroupBy(chapter => CauseOf(chapter.Run.Reason))
                    .Select(same => new FailureGroup(same.MaxBy(chapter => chapter.Run.ChangedAt)!.Run.Reason, [.. same]))
                    .OrderByDescending(group => group.Chapters.Count),
            ],
            rejected,
            await uses.Jobs.ReadersAsync(id, cancel),
            [.. (await uses.Jobs.OthersAsync(view.Job, cancel)).Take(MostOthers)],
            uses.Time.GetUtcNow()
        );
    }

    private static string CellsOf(IReadOnlyList<EditionUnit> parts, Dictionary<int, ChapterRun> runs)
    {
        var cells = new StringBuilder();
        var (last, count) = (' ', 0);
        foreach (var part in parts)
        {
            var cell = runs.TryGetValue(part.Position, out var run) ? CellOf(run.State) : 's';
            if (cell != last && count > 0)
                Add();
            (last, count) = (cell, cell == last ? count + 1 : 1);
        }
        if (count > 0)
            Add();
        return cells.ToString();

        void Add() => cells.Append(CultureInfo.InvariantCulture, $"{count}{last} ");
    }

    private static char CellOf(RunState state) =>
        state switch
        {
            RunState.Completed => 'd',
            RunState.Processing => 'r',
            RunState.Failed => 'f',
            RunState.Skipped => 's',
            _ => 'w',
        };

    /// <summary>Two thousand failures are a few causes: numbers and ids are taken out of their words.</summary>
    private static string CauseOf(Reason reason) => reason.Code + Ids().Replace(reason.Sentence, "#");

    [GeneratedRegex(@"[0-9a-f]{8,}|\d+")]
    private static partial Regex Ids();
}
