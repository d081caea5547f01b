using Weft.Ledger.Sqlite;
using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Chaos;

/// <summary>A backup of an earlier hour is put back: what is asked again is what was read since, and nothing else.</summary>
public sealed class RestoreTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_an_older_ledger_only_what_was_answered_since_is_asked_again()
    {
        await using var shop = await Workshop.OpenAsync(Workshop.Scripted, Undisturbed.Latency);
        await HalfAsync(shop);
        using var backup = new Backup(shop.Data, "ledger.db");
        var known = await JournalledAsync(shop.Data);
        var hash = await shop.FinishAsync();
        var before = shop.Server.Calls.Count;
        backup.PutBack();
        Assert.Equal(known, await JournalledAsync(shop.Data));
        Assert.Equal(hash, await shop.FinishAsync());
        var again = shop.Server.Calls.Skip(before).Select(call => call.Content).ToList();
        Assert.Equal(await JournalledAsync(shop.Data), [.. known.Concat(again).Order(StringComparer.Ordinal)]);
        Assert.InRange(known.Count, 1, known.Count + again.Count - 1);
        // What the graph had of the lost readings is made again from the ledger.
        var (code, output) = await shop.RunAsync("graph", "rebuild", "--all");
        Assert.True(code == 0, output);
        Assert.Equal(hash, await shop.HashAsync());
        Assert.Equal(before + again.Count, shop.Server.Calls.Count);
    }

    [Fact]
    public async Task An_older_graph_is_made_whole_from_the_ledger_without_a_call()
    {
        await using var shop = await Workshop.OpenAsync(Workshop.Scripted, Undisturbed.Latency);
        await HalfAsync(shop);
        using var backup = new Backup(shop.Data, "graph.db");
        var hash = await shop.FinishAsync();
        var before = shop.Server.Calls.Count;
        backup.PutBack();
        var (code, output) = await shop.RunAsync("graph", "rebuild", "1");
        Assert.True(code == 0, output);
        Assert.Equal(hash, await shop.HashAsync());
        Assert.Equal(before, shop.Server.Calls.Count);
    }

    /// <summary>Reads until some chapters are woven, and is killed.</summary>
    private static async Task HalfAsync(Workshop shop)
    {
        await using var run = shop.Start(crashPoint: "11:8");
        Assert.NotEqual(0, await run.EndsAsync());
    }

    /// <summary>Hashes of the passages that have an answer, sorted.</summary>
    private static async Task<List<string>> JournalledAsync(string data)
    {
        await using var ledger = await SqliteLedger.OpenAsync(Path.Combine(data, "ledger.db"), TimeProvider.System, Stop);
        var hashes = new List<string>();
        foreach (var job in await ledger.Jobs.JobsAsync([], Stop))
        foreach (var run in await ledger.Runs.RunsAsync(job.Id, 0, int.MaxValue, Stop))
        foreach (var answer in await ledger.Journal.AnswersOfRunAsync(run.Id, Stop))
            hashes.Add(answer.Key.PassageHash);
        return [.. hashes.Order(StringComparer.Ordinal)];
    }

    /// <summary>A database file with its log, as they were when no process had them open.</summary>
    private sealed class Backup : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("weft-backup").FullName;
        private readonly string _data;
        private readonly string _name;

        public Backup(string data, string name)
        {
            (_data, _name) = (data, name);
            foreach (var file in Directory.GetFiles(data, name + "*"))
                File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }

        public void PutBack()
        {
            foreach (var file in Directory.GetFiles(_data, _name + "*"))
                File.Delete(file);
            foreach (var file in Directory.GetFiles(_folder))
                File.Copy(file, Path.Combine(_data, Path.GetFileName(file)));
        }

        public void Dispose() => Directory.Delete(_folder, true);
    }
}
