using Microsoft.Extensions.Time.Testing;

namespace Weft.Tests.Providers.Chat;

/// <summary>Virtual time that knows whether anybody waits for it: while nobody does, work is under way, and time need not pass.</summary>
internal sealed class AwaitedTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private int _armed;

    public bool IsAwaited => Volatile.Read(ref _armed) > 0;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Armed(this);
        timer.Begin(
            base.CreateTimer(
                told =>
                {
                    timer.Set(period != Timeout.InfiniteTimeSpan);
                    callback(told);
                },
                state,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan
            ),
            dueTime,
            period
        );
        return timer;
    }

    private sealed class Armed(AwaitedTime time) : ITimer
    {
        private ITimer _timer = null!;
        private int _isArmed;

        public void Begin(ITimer timer, TimeSpan dueTime, TimeSpan period)
        {
            _timer = timer;
            Change(dueTime, period);
        }

        public void Set(bool isArmed)
        {
            if (Interlocked.Exchange(ref _isArmed, isArmed ? 1 : 0) is var was && was != (isArmed ? 1 : 0))
                Interlocked.Add(ref time._armed, isArmed ? 1 : -1);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            // Before it can fire.
            Set(dueTime != Timeout.InfiniteTimeSpan);
            return _timer.Change(dueTime, period);
        }

        public void Dispose()
        {
            Set(false);
            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Set(false);
            return _timer.DisposeAsync();
        }
    }
}
