namespace Weft.Testing.Scripted;

/// <summary>
/// Keeps the server's limits in sliding windows of a minute, as a strict provider does: prompt and bound of the answer count when a
/// call arrives, what it used once it has ended. What went over is refused and written down.
/// </summary>
internal sealed class ScriptedWindows(ScriptedLimits limits)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private sealed record Taken(TimeSpan At)
    {
        public long Tokens { get; set; }
    }

    private readonly Queue<Taken> _taken = [];
    private readonly Dictionary<int, Taken> _open = [];
    private readonly List<string> _violations = [];
    private long _tokens;
    private int _inTheAir;

    public int MostAtOnce { get; private set; }

    public IReadOnlyList<string> Violations => _violations;

    /// <summary>Null = taken; else how long until there may be room.</summary>
    public TimeSpan? Arrive(int number, TimeSpan now, long tokens)
    {
        while (_taken.TryPeek(out var oldest) && oldest.At <= now - Window)
            _tokens -= _taken.Dequeue().Tokens;
        var over =
            _inTheAir >= limits.Calls ? $"{_inTheAir + 1} calls at once"
            : _taken.Count >= limits.RequestsPerMinute ? $"{_taken.Count + 1} requests in a minute"
            : _tokens + tokens > limits.TokensPerMinute ? $"{_tokens + tokens} tokens in a minute"
            : null;
        if (over is not null)
        {
            _violations.Add($"{now.TotalSeconds:0.000} s: {over}");
            // A call may end at any moment; a window is known.
            return !(_inTheAir >= limits.Calls) && _taken.TryPeek(out var first)
                ? first.At + Window - now
                : TimeSpan.FromSeconds(1);
        }
        var taken = new Taken(now) { Tokens = tokens };
        _taken.Enqueue(taken);
        _open[number] = taken;
        _tokens += tokens;
        MostAtOnce = Math.Max(MostAtOnce, ++_inTheAir);
        return null;
    }

    /// <param name="used">Null: nobody knows, so that the bound goes on counting.</param>
    public void Leave(int number, long? used)
    {
        _inTheAir--;
        if (!_open.Remove(number, out var taken) || used is not { } tokens)
            return;
        // Out of the window already: it counts no more.
        if (_taken.Contains(taken))
            _tokens += tokens - taken.Tokens;
        taken.Tokens = tokens;
    }
}
