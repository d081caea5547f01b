using System.Diagnostics;
using System.Globalization;
using Weft.Work;

namespace Weft.Cli.Work;

/// <summary>
/// Kills this process at a numbered crash point, for those who want to see for themselves that nothing is lost: <c>WEFT_CRASH_POINT=11</c>,
/// or <c>11:3</c> for the third time it is reached.
/// </summary>
internal sealed class CrashSwitch
{
    public const string Variable = "WEFT_CRASH_POINT";

    private readonly int _point;
    private int _left;

    private CrashSwitch(int point, int times) => (_point, _left) = (point, times);

    /// <summary>Refuses what is no such number.</summary>
    public static Action<int> From(Shell shell)
    {
        var text = shell.Variable(Variable);
        if (text.Length == 0)
            return _ => { };
        var parts = text.Split(':');
        if (
            parts.Length > 2
            || Number(parts[0], CrashPoint.Last) is not { } point
            || Number(parts[^1], int.MaxValue) is not { } times
        )
            throw new Refusal(shell.Phrases.Say("crash.bad", Variable, text, CrashPoint.Last), ExitCode.Usage);
        return new CrashSwitch(point, parts.Length == 2 ? times : 1).Reach;
    }

    private static int? Number(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : null;

    private void Reach(int point)
    {
        if (point != _point || Interlocked.Decrement(ref _left) != 0)
            return;
        // SIGKILL: no handler, no flush, no goodbye.
        using var self = Process.GetCurrentProcess();
        self.Kill();
        // The signal arrives while this thread still runs: nothing after the point may happen.
        using var never = new ManualResetEvent(false);
        never.WaitOne();
    }
}
