using System.Diagnostics;
using System.Globalization;
using Weft.Ledger;
using Weft.Ledger.MySql;
using Weft.Model;

namespace Weft.Bench;

/// <summary>What the curve of the last hour costs the database, where a job of so many chapters was completed within it.</summary>
internal static class CurveBench
{
    private const int AtOnce = 500;
    private const int Times = 20;

    public static async Task RunAsync(MySqlLedger ledger, int chapters)
    {
        var job = await BenchNode.OrderAsync(ledger, await BenchNode.BookAsync(ledger), Provider.RulesName, chapters);
        var session = await ledger.Sessions.OpenSessionAsync("curve", "worker", 1, [Provider.RulesName], AtOnce, default);
        var clock = Stopwatch.StartNew();
        for (var mark = 0; ; )
        {
            var claim = new ClaimRequest(session, Provider.RulesName, job, AtOnce, mark);
            if (await ledger.Runs.ClaimAsync(claim, default) is not ClaimResult.Claimed(var runs, var next, _))
                break;
            mark = next;
            await ledger.Runs.TryCompleteAsync([.. runs.Select(run => new Completion(run, [], false, []))], default);
        }
        Console.WriteLine(Text($"{chapters} chapters completed in {clock.Elapsed.TotalSeconds:0} s"));
        var took = new List<double>();
        var counted = 0;
        for (var again = 0; again < Times; again++)
        {
            var began = Stopwatch.GetTimestamp();
            var since = TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1);
            counted = (await ledger.Overview.CompletedAsync(since, default)).Sum(minute => minute.Chapters);
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        Console.WriteLine(Text($"curve of the last hour, {counted} chapters in it, ms: {PushBench.Percentiles([.. took])}"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
