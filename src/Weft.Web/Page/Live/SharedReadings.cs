using System.Collections.Concurrent;

namespace Weft.Web.Page.Live;

/// <summary>
/// What views have read, kept for a moment: however many circuits show the same view, it is read once a second for all of them, and a page
/// that was just made ready on the server need not read again when its circuit starts.
/// </summary>
internal sealed class SharedReadings(TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, Reading> _readings = new(StringComparer.Ordinal);

    private sealed record Reading(long At, Task<object?> Value);

    /// <summary>What was read under that address within the last seconds; null where nothing was, or where it failed.</summary>
    public object? Recent(string address) =>
        _readings.TryGetValue(address, out var reading)
        && reading.Value.IsCompletedSuccessfully
        && time.GetElapsedTime(reading.At) < Kept
            ? reading.Value.Result
            : null;

    /// <summary>Reads, or takes what another circuit read less than a second ago or is just reading.</summary>
    public Task<object?> ReadAsync(string address, Func<Task<object?>> read)
    {
        Sweep();
        if (_readings.TryGetValue(address, out var known) && (!known.Value.IsCompleted || IsFresh(known)))
            return known.Value;
        var reading = new Reading(time.GetTimestamp(), read());
        _readings[address] = reading;
        return reading.Value;
    }

    /// <summary>After an order: what was read before it is old.</summary>
    public void Forget(string address) => _readings.TryRemove(address, out _);

    private bool IsFresh(Reading reading) => !reading.Value.IsFaulted && time.GetElapsedTime(reading.At) < Fresh;

    private void Sweep()
    {
        foreach (var (address, reading) in _readings)
            if (reading.Value.IsCompleted && time.GetElapsedTime(reading.At) > Kept)
                _readings.TryRemove(new(address, reading));
    }
}
