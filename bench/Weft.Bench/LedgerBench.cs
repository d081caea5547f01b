using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Weft.Books;
using Weft.Ledger.MySql;
using Weft.Model;
using Weft.Reasons;
using Weft.Testing;
using Weft.Testing.Servers;

namespace Weft.Bench;

/// <param name="Batch">Runs of one claim, and of one completion.</param>
/// <param name="Back">So many of a hundred claims are given back instead, and looked for again from the floor.</param>
internal sealed record LedgerLoad(int Rows, int Batch, int Clients, int Jobs, int Back);

/// <summary>Claims and completions of empty chapters straight on a MariaDB of its own, each commit on the disk.</summary>
internal sealed class LedgerBench(LedgerLoad load)
{
    private const int Slice = 5_000;
    private const int Parts = 10;
    private static readonly TimeSpan FloorsEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(1);

    private readonly ConcurrentBag<double> _claims = [];
    private readonly ConcurrentBag<double> _completions = [];
    private readonly long[] _partEnds = new long[Parts];
    private int _done;
    private int _givenBack;

    public static async Task RunAsync(LedgerLoad load)
    {
        Console.WriteLine($"{Measured.Machine}; {load}");
        await using var server = await MariaDbServer.StartAsync(
            "--innodb-flush-log-at-trx-commit=1",
            "--innodb-buffer-pool-size=2G",
            "--innodb-log-file-size=1G",
            "--innodb-flush-method=O_DIRECT"
        );
        await server.CreateAsync("weft");
        await new LedgerBench(load).RunAsync(server);
    }

    private async Task RunAsync(MariaDbServer server)
    {
        var connection = server.ConnectionString("weft");
        await using var ledger = await MySqlLedger.OpenAsync(connection, TimeProvider.System, CancellationToken.None);
        var clock = Stopwatch.StartNew();
        var jobs = await StartJobsAsync(ledger);
        Console.WriteLine(Text($"{load.Rows} runs written: {load.Rows / clock.Elapsed.TotalSeconds:0}/s"));
        using var stop = new CancellationTokenSource();
        var floors = RaiseFloorsAsync(ledger, jobs, stop.Token);
        var (server0, own0) = (ProcessorOf(server.ProcessId), ProcessorOf(Environment.ProcessId));
        clock.Restart();
        await Task.WhenAll(
            Enumerable.Range(0, load.Clients).Select(client => Task.Run(() => WorkAsync(connection, jobs, client, clock)))
        );
        var wall = clock.Elapsed;
        var (serverUsed, ownUsed) = (ProcessorOf(server.ProcessId) - server0, ProcessorOf(Environment.ProcessId) - own0);
        await stop.CancelAsync();
        await floors;
        Print(wall, serverUsed, ownUsed);
        await CheckAsync(ledger, jobs);
    }

    private async Task<JobId[]> StartJobsAsync(MySqlLedger ledger)
    {
        var text = new BookText("one", "utf-8", "text");
        var cut = new CutBook("t", "en", text, [new(1, UnitKind.Chapter, "", 0, 3)]);
        var book = (await ledger.Library.ImportAsync(cut, null, CancellationToken.None)).Book;
        var order = new JobOrder(
            book.Id,
            book.Edition,
            null,
            ["rules"],
            ProviderOrder.InOrder,
            Priority.Normal,
            new Recipe("r", "en", [], [], 1, 1),
            "p",
            Budget.None,
            null
        );
        var jobs = new List<JobId>();
        for (var number = 0; number < load.Jobs; number++)
        {
            var job = await ledger.Jobs.OrderAsync(order, CancellationToken.None);
            foreach (var slice in Enumerable.Range(1, load.Rows / load.Jobs).Chunk(Slice))
                await ledger.Jobs.AddRunsAsync(job, [.. slice.Select(Run)], CancellationToken.None);
            await ledger.Jobs.TryStartAsync(job, CancellationToken.None);
            jobs.Add(job);
        }
        return [.. jobs];
    }

    private static NewRun Run(int position) =>
        new(position, new(position.ToString("x64", CultureInfo.InvariantCulture), 0), 2_000, null);

    /// <summary>A node: a session and a pool of its own; it takes the jobs in turn, as from a ring, until none has anything.</summary>
    private async Task WorkAsync(string connection, JobId[] jobs, int client, Stopwatch clock)
    {
        await using var ledger = await MySqlLedger.OpenAsync(connection, TimeProvider.System, CancellationToken.None);
        var session = await ledger.Sessions.OpenSessionAsync(
            $"node{client}",
            "all",
            client,
            ["rules"],
            load.Batch,
            CancellationToken.None
        );
        var ring = new Queue<(JobId Job, int Mark)>(
            Enumerable.Range(0, jobs.Length).Select(turn => (jobs[(turn + client) % jobs.Length], 0))
        );
        var claims = 0;
        while (ring.TryDequeue(out var turn))
        {
            var began = Stopwatch.GetTimestamp();
            var request = new ClaimRequest(session, "rules", turn.Job, load.Batch, turn.Mark);
            var result = await ledger.Runs.ClaimAsync(request, CancellationToken.None);
            _claims.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            switch (result)
            {
                case ClaimResult.Claimed claimed when load.Back > 0 && ++claims * load.Back % 100 < load.Back:
                    await ledger.Runs.GiveBackAsync(claimed.Runs, Reason.None, CancellationToken.None);
                    Interlocked.Add(ref _givenBack, claimed.Runs.Count);
                    ring.Enqueue((turn.Job, 0));
                    break;
                case ClaimResult.Claimed claimed:
                    await CompleteAsync(ledger, claimed.Runs, clock);
                    ring.Enqueue((turn.Job, claimed.Mark));
                    break;
                case ClaimResult.NothingNow:
                    await Task.Delay(ShortWait, TimeProvider.System);
                    ring.Enqueue(turn);
                    break;
            }
        }
    }

    private async Task CompleteAsync(MySqlLedger ledger, IReadOnlyList<Claim> runs, Stopwatch clock)
    {
        var began = Stopwatch.GetTimestamp();
        var done = await ledger.Runs.TryCompleteAsync(
            [.. runs.Select(claim => new Completion(claim, ["r:p"], false, []))],
            CancellationToken.None
        );
        _completions.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        if (done.Contains(false))
            throw new InvalidOperationException("A claim was taken away.");
        var sum = Interlocked.Add(ref _done, runs.Count);
        var part = (int)((long)sum * Parts / load.Rows);
        if (part > 0)
            Interlocked.CompareExchange(ref _partEnds[part - 1], clock.ElapsedMilliseconds, 0);
    }

    /// <summary>As the reconciler does.</summary>
    private static async Task RaiseFloorsAsync(MySqlLedger ledger, JobId[] jobs, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(FloorsEvery, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                foreach (var job in jobs)
                    await ledger.Jobs.RaiseFloorAsync(job, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The end of the measurement.
        }
    }

    private void Print(TimeSpan wall, TimeSpan server, TimeSpan own)
    {
        var parts = _partEnds.Select((end, part) => load.Rows / (double)Parts / (end - (part == 0 ? 0 : _partEnds[part - 1])));
        Console.WriteLine(
            Text(
                $"{_done} claimed and completed in {wall.TotalSeconds:0.0} s: {_done / wall.TotalSeconds:0} chapters/s, {_givenBack} given back"
            )
        );
        Console.WriteLine($"  by tenths, 1,000/s: {string.Join(' ', parts.Select(part => Text($"{part:0.0}")))}");
        Console.WriteLine(
            Text(
                $"  processor per chapter: mariadbd {server.TotalMicroseconds / _done:0.0} us, clients {own.TotalMicroseconds / _done:0.0} us"
            ) + Text($"; busy {server / wall * 100:0} % and {own / wall * 100:0} %")
        );
        Console.WriteLine($"  claim {Spread(_claims)}; completion {Spread(_completions)}");
    }

    private static async Task CheckAsync(MySqlLedger ledger, JobId[] jobs)
    {
        var counts = await ledger.Jobs.CountRunsAsync(jobs, CancellationToken.None);
        Console.WriteLine(
            $"  in the ledger: {counts.Values.Sum(one => one.Completed)} completed, {counts.Values.Sum(one => one.Pending + one.Processing)} open"
        );
    }

    private static string Spread(ConcurrentBag<double> times)
    {
        var sorted = times.Order().ToArray();
        return Text($"p50 {sorted[sorted.Length / 2]:0.0} ms, p99 {sorted[sorted.Length * 99 / 100]:0.0} ms");
    }

    private static TimeSpan ProcessorOf(int process)
    {
        using var known = Process.GetProcessById(process);
        return known.TotalProcessorTime;
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
