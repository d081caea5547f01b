using System.Diagnostics;
using System.Globalization;
using Weft.Cli.Terminal;
using Weft.Providers;
using Weft.Runtime;

namespace Weft.Cli.Stores;

/// <summary>
/// Kills this process at a numbered crash point, for those who want to see for themselves that nothing is lost: <c>WEFT_CRASH_POINT=11</c>,
/// or <c>11:3</c> for the third time it is reached. <c>WEFT_CRASH_TEXT</c> makes a deadly chapter: whatever process works on a chapter with
/// these words in it dies of it.
/// </summary>
internal sealed class CrashSwitch
{
    public const string Variable = "WEFT_CRASH_POINT";
    public const string TextVariable = "WEFT_CRASH_TEXT";

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
            throw new UserError(shell.Phrases.Say("crash.bad", Variable, text, CrashPoint.Last), ExitCode.Usage);
        return new CrashSwitch(point, parts.Length == 2 ? times : 1).Reach;
    }

    /// <summary>The extractor, as deadly as it was ordered to be.</summary>
    public static IExtractor Around(Shell shell, IExtractor extractor) =>
        shell.Variable(TextVariable) is { Length: > 0 } words ? new DeadlyReading(words, extractor) : extractor;

    private static int? Number(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : null;

    private void Reach(int point)
    {
        if (point == _point && Interlocked.Decrement(ref _left) == 0)
            Die();
    }

    private static void Die()
    {
        // SIGKILL: no handler, no flush, no goodbye.
        using var self = Process.GetCurrentProcess();
        self.Kill();
        // The signal arrives while this thread still runs: nothing after the point may happen.
        using var never = new ManualResetEvent(false);
        never.WaitOne();
    }

    /// <summary>It is the local work that kills, as a parser's endless recursion would: not the wait for the answer.</summary>
    private sealed class DeadlyReading(string words, IExtractor extractor) : IExtractor
    {
        public Task<ReadingResult> ReadAsync(Reading reading, ILocalWork local, CancellationToken cancel) =>
            extractor.ReadAsync(
                reading,
                reading.Text.Contains(words, StringComparison.Ordinal) ? new DeadlyWork(local) : local,
                cancel
            );
    }

    private sealed class DeadlyWork(ILocalWork local) : ILocalWork
    {
        public Task<T> RunAsync<T>(Func<T> work) =>
            local.RunAsync(() =>
            {
                Die();
                return work();
            });

        public Task<T> RunAsync<T>(Func<Task<T>> work) =>
            local.RunAsync(() =>
            {
                Die();
                return work();
            });
    }
}
