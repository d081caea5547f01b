namespace Weft.Simulation;

/// <summary>A node's clock on the world's time, with a skew of its own; its timers are events of the world.</summary>
internal sealed class VirtualTime(World world, Life? life, TimeSpan skew) : TimeProvider
{
    private static readonly DateTimeOffset Epoch = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Epoch + new TimeSpan(world.Now) + skew;

    public override long GetTimestamp() => world.Now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(world, life, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(World world, Life? life, TimerCallback callback, object? state) : ITimer
    {
        private static readonly SendOrPostCallback Fires = state =>
        {
            var (timer, version, period) = (Firing)state!;
            timer.Fire(version, period);
        };
        private int _version;

        /// <summary>One setting of a timer: void once the timer is set anew.</summary>
        private sealed record Firing(Timer Timer, int Version, TimeSpan Period);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var version = ++_version;
            if (dueTime >= TimeSpan.Zero)
                world.After(dueTime, life, Fires, new Firing(this, version, period));
            return true;
        }

        public void Dispose() => _version++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire(int version, TimeSpan period)
        {
            if (version != _version)
                return;
            if (period > TimeSpan.Zero)
                Change(period, period);
            callback(state);
        }
    }
}
