namespace Weft.Application.Progress;

/// <summary>How fast chapters are done, from counts taken now and then.</summary>
internal sealed class Pace
{
    private const int Fewest = 2;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private readonly Queue<(TimeSpan At, int Done)> _counts = [];
    private (TimeSpan At, int Done)? _first;

    /// <summary>
    /// Chapters per minute: over the window, or since the first count where the window saw too little. Null before two seconds have been seen
    /// or while less is done than is under way: chapters that were begun together end together, and the first of them says nothing.
    /// </summary>
    public double? PerMinute { get; private set; }

    /// <param name="at">Since the start.</param>
    /// <param name="done">Chapters that were read, by whatever fate.</param>
    /// <param name="underWay">Chapters that are being read.</param>
    public void Add(TimeSpan at, int done, int underWay)
    {
        _first ??= (at, done);
        _counts.Enqueue((at, done));
        while (_counts.Count > 2 && at - _counts.Peek().At > Window)
            _counts.Dequeue();
        var least = Math.Max(Fewest, underWay);
        PerMinute = Since(_counts.Peek()) ?? Since(_first.Value);

        double? Since((TimeSpan At, int Done) from) =>
            at - from.At >= Shortest && done - from.Done >= least ? (done - from.Done) / (at - from.At).TotalMinutes : null;
    }

    public TimeSpan? Left(int open) => PerMinute is { } pace ? TimeSpan.FromMinutes(open / pace) : null;
}
