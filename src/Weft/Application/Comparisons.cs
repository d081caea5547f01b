using Weft.Graph.Comparison;
using Weft.Model;

namespace Weft.Application;

/// <summary>One finding with its chapter. <paramref name="Number"/> counts them from 1, in the order of the book.</summary>
internal sealed record FindingRow(int Number, ComparedChapter In, Finding Finding);

/// <summary>Which findings are wanted; null = all.</summary>
internal sealed record FindingFilter(FindingKind? Kind, FindingSide? Side, ChapterRanges? Chapters)
{
    public IEnumerable<FindingRow> Of(ComparedJobs compared) =>
        compared
            .Chapters.SelectMany(chapter => chapter.Findings.Select(finding => (chapter, finding)))
            .Select((row, index) => new FindingRow(index + 1, row.chapter, row.finding))
            .Where(row => Kind is null || row.Finding.Kind == Kind)
            .Where(row => Side is null || row.Finding.Side == Side)
            .Where(row => Chapters is null || Chapters.Contains(row.In.Chapter.Number));
}

/// <summary>The last few comparisons, for a process that is asked for them page by page; each is made again as soon as it would say something else.</summary>
internal sealed class Comparisons(Func<JobComparison> comparison)
{
    private const int Kept = 4;

    private readonly Lock _lock = new();
    private readonly LinkedList<(string State, Task<Result<ComparedJobs>> Made)> _made = new();

    /// <summary>Whoever asks for the same at once waits for the same; one that goes away stops nobody else's.</summary>
    public async Task<Result<ComparedJobs>> OfAsync(JobId a, JobId b, CancellationToken cancel)
    {
        if (a == b || await comparison().StateAsync(a, b, cancel) is not { } state)
            return await comparison().CompareAsync(a, b, (_, _) => { }, cancel);
        Task<Result<ComparedJobs>> made;
        lock (_lock)
        {
            var known = _made.FirstOrDefault(one => one.State == state && !one.Made.IsFaulted && !one.Made.IsCanceled);
            made = known.Made ?? comparison().CompareAsync(a, b, (_, _) => { }, CancellationToken.None);
            _made.Remove(known);
            _made.AddFirst((state, made));
            if (_made.Count > Kept)
                _made.RemoveLast();
        }
        return await made.WaitAsync(cancel);
    }
}
