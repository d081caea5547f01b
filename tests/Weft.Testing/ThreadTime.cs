using System.Runtime.InteropServices;

namespace Weft.Testing;

/// <summary>How long this thread has computed: unlike the time of day it stands still while others have the processor. For work without an await.</summary>
public static partial class ThreadTime
{
    // CLOCK_THREAD_CPUTIME_ID of Linux and of macOS.
    private static readonly int Clock = OperatingSystem.IsMacOS() ? 16 : 3;

    public static TimeSpan Of(Action work)
    {
        var before = Now();
        work();
        return Now() - before;
    }

    private static TimeSpan Now() =>
        Read(Clock, out var time) == 0
            ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1_000)
            : throw new InvalidOperationException("This system has no clock of a thread.");

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Read(int clock, out Moment time);

    private readonly record struct Moment(nint Seconds, nint Nanoseconds);
}
