using Weft.Application;

namespace Weft.Web.Page.Live;

/// <summary>
/// The last hour's curve for all who look at it: asked of the ledger once in ten seconds, and only while somebody looks. Nobody waits for
/// a new one where there is one of the last minute: it is shown while the next is read.
/// </summary>
internal sealed class PaceMemory(PaceQueries paces, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Shown = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private Task<LastHour>? _reading;
    private LastHour? _last;
    private long _readAt;

    public Task<LastHour> ReadAsync()
    {
        lock (_lock)
        {
            if (_reading is { IsCompletedSuccessfully: true })
                _last = _reading.Result;
            if (_reading is null or { IsFaulted: true } || (_reading.IsCompleted && time.GetElapsedTime(_readAt) >= Fresh))
                (_reading, _readAt) = (paces.LastHourAsync(CancellationToken.None), time.GetTimestamp());
            return _last is { } last && time.GetUtcNow() - last.Until < Shown ? Task.FromResult(last) : _reading;
        }
    }
}
