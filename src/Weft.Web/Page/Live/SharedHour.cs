using Weft.Application;

namespace Weft.Web.Page.Live;

/// <summary>The last hour's curve for all who look at it: asked of the ledger once in ten seconds, and only while somebody looks.</summary>
internal sealed class SharedHour(PaceQueries paces, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private readonly Lock _lock = new();
    private Task<LastHour>? _last;
    private long _at;

    public Task<LastHour> ReadAsync()
    {
        lock (_lock)
        {
            if (_last is null || (_last.IsCompleted && (!_last.IsCompletedSuccessfully || time.GetElapsedTime(_at) >= Fresh)))
                (_last, _at) = (paces.LastHourAsync(CancellationToken.None), time.GetTimestamp());
            return _last;
        }
    }
}
