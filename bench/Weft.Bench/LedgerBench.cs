using System.Diagnostics;
using System.Globalization;
using Weft.Jobs;
using Weft.Jobs.MySql;
using Weft.Providers;
using Weft.Testing.Servers;

namespace Weft.Bench;

/// <summary>The same claims and completions straight on the ledger: what is left without rings, workers and tasks.</summary>
internal static class LedgerBench
{
    public static async Task RunAsync(DispatchPlan plan)
    {
        Console.WriteLine(Measured.Machine);
        await using var database = await DispatchBench.DatabaseAsync();
        await using var ledger = await MySqlLedger.OpenAsync(database.ConnectionString("bench"), TimeProvider.System, default);
        var jobs = await DispatchBench.FillAsync(ledger, plan);
        var before = Process.GetProcessById(database.ProcessId).TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(1, plan.Nodes).Select(client => DrainAsync(ledger, client, jobs, plan.Workers)));
        var took = clock.Elapsed;
        var spent = Process.GetProcessById(database.ProcessId).TotalProcessorTime - before;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{plan.Chapters} chapters, {plan.Jobs} jobs, {plan.Nodes} clients, {plan.Workers} at a time: {took.TotalSeconds:0.00} s, {plan.Chapters / took.TotalSeconds:0} chapters/s, {spent.TotalMicroseconds / plan.Chapters:0.0} µs of the database's processor a chapter"
            )
        );
    }

    private static async Task DrainAsync(MySqlLedger ledger, int client, IReadOnlyList<JobId> jobs, int atMost)
    {
        var session = await ledger.OpenSessionAsync($"client{client}", "worker", 1, [Provider.RulesName], default);
        foreach (var job in jobs)
        {
            var mark = 0;
            while (true)
            {
                var result = await ledger.ClaimAsync(new(session, Provider.RulesName, job, atMost, mark), default);
                if (result is ClaimResult.NothingForAnyone)
                    break;
                if (result is not ClaimResult.Claimed claimed)
                    continue;
                mark = claimed.Mark;
                var ends = claimed.Runs.Select(run => new Completion(run, [], false, [])).ToList();
                var done = await ledger.TryCompleteAsync(ends, default);
                if (done.Contains(false))
                    throw new InvalidOperationException("A claim of its own was not its own.");
            }
        }
    }
}
