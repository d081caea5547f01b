namespace Weft.Rig;

/// <summary>How long this machine kept a thread of ours from running: where it stands still itself, nobody can tell a stop from a death.</summary>
internal sealed class StandStill : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);

    private readonly ManualResetEventSlim _stop = new();
    private long _longest;

    public StandStill() => new Thread(Watch) { IsBackground = true }.Start();

    public TimeSpan Longest => TimeSpan.FromTicks(Interlocked.Read(ref _longest));

    public void Dispose() => _stop.Set();

    private void Watch()
    {
        for (var last = TimeProvider.System.GetTimestamp(); !_stop.Wait(Beat); last = TimeProvider.System.GetTimestamp())
        {
            var late = TimeProvider.System.GetElapsedTime(last) - Beat;
            if (late.Ticks > Interlocked.Read(ref _longest))
                Interlocked.Exchange(ref _longest, late.Ticks);
        }
    }
}
