namespace Weft.Application.Progress;

/// <summary>How fast chapters are done, from counts taken now and then.</summary>
internal sealed class Pace
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private readonly Queue<(TimeSpan At, int Done)> _counts = [];

    /// <summary>Chapters per minute over the window; null before two seconds have been seen, or where nothing was done in it.</summary>
    public double? PerMinute { get; private set; }

    /// <param name="at">Since the start.</param>
    public void Add(TimeSpan at, int done)
    {
        _counts.Enqueue((at, done));
        while (_counts.Count > 2 && at - _counts.Peek().At > Window)
            _counts.Dequeue();
        var (from, first) = _counts.Peek();
        PerMinute = at - from >= Shortest && done > first ? (done - first) / (at - from).TotalMinutes : null;
    }

    public TimeSpan? Left(int open) => PerMinute is { } pace ? TimeSpan.FromMinutes(open / pace) : null;
}
