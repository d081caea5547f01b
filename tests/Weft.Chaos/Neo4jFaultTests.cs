using System.Diagnostics;
using System.Globalization;
using Weft.Graph;
using Weft.Graph.Neo4j;
using Weft.Testing.Servers;
using Xunit;

namespace Weft.Chaos;

/// <summary>
/// The graph's real server is killed, stopped, full, read-only or locked in the middle of a run: nothing is lost, no journalled answer
/// is asked for again, work goes on by itself, and the graph is that of an undisturbed run with SQLite.
/// </summary>
public sealed class Neo4jFaultTests(ITestOutputHelper output)
{
    private const string Password = "correct-horse";

    /// <summary>Answers that come before the fault; chapters are still to come when the first of them is woven.</summary>
    private const int First = 8;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Seconds for which a server is away; with <c>WEFT_LONG</c> also a minute.</summary>
    public static TheoryData<int> Absences =>
        Environment.GetEnvironmentVariable("WEFT_LONG") is { Length: > 0 } ? [10, 60] : [10];

    private static Task WaitAsync(int seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, Stop);

    private static async Task<Workshop> OpenAsync(string address)
    {
        var shop = await Workshop.OpenAsync(Workshop.Scripted, Undisturbed.Latency);
        shop.Server.Hold(but: First);
        shop.Variables["WEFT_GRAPH"] = address;
        return shop;
    }

    /// <summary>How often chapters have been woven.</summary>
    private static async Task<long> VersionAsync(string address) =>
        (await Neo4jServer.AskAsync(address, "MATCH (b:Book) RETURN sum(b.version)"))[0][0].GetInt64();

    private static async Task<long> WovenAsync(string address, long above)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(Limit);
        while (true)
        {
            var version = await VersionAsync(address);
            if (version > above)
                return version;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }

    private async Task AssertUndisturbedAsync(Workshop shop, WeftProcess run)
    {
        Assert.True(await run.EndsAsync() == 0, run.Output);
        Assert.Equal((await Undisturbed.Of(Workshop.Scripted)).Hash, await shop.HashAsync());
        await shop.AssertNothingAskedAgainAsync();
        Assert.Equal(Chapters.Count, shop.Server.Calls.Count);
    }

    /// <summary>From the server's first answer to the next weave.</summary>
    private async Task AssertResumesAsync(string address, long before)
    {
        var clock = Stopwatch.StartNew();
        await WovenAsync(address, before);
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"woven again {clock.Elapsed.TotalSeconds:0.00} s after the return")
        );
        // Two seconds on a machine of its own; the tests' machine is busy.
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Theory]
    [MemberData(nameof(Absences))]
    public async Task A_graph_that_is_killed_and_started_again_in_the_middle_of_a_run_is_waited_for(int seconds)
    {
        await using var server = await Neo4jServer.StartAsync();
        await using var shop = await OpenAsync(server.Address);
        await using var run = shop.Start();
        // 1 = the book was put.
        var before = await WovenAsync(server.Address, 1);
        await server.KillAsync();
        shop.Server.LetGo();
        await run.SaysAsync("Is it running?");
        await WaitAsync(seconds - 10);
        await server.StartAgainAsync();
        await AssertResumesAsync(server.Address, before);
        await AssertUndisturbedAsync(shop, run);
    }

    [Theory]
    [MemberData(nameof(Absences))]
    public async Task A_graph_that_is_stopped_for_a_while_in_the_middle_of_a_run_is_waited_for(int seconds)
    {
        await using var server = await Neo4jServer.StartAsync();
        await using var shop = await OpenAsync(server.Address);
        await using var run = shop.Start();
        var before = await WovenAsync(server.Address, 1);
        server.Suspend();
        shop.Server.LetGo();
        await WaitAsync(seconds);
        server.Continue();
        await AssertResumesAsync(server.Address, before);
        await AssertUndisturbedAsync(shop, run);
    }

    [Fact]
    public async Task A_disk_that_is_full_under_the_graph_is_waited_out()
    {
        await using var disk = await SmallDisk.MakeAsync("200m");
        await using var server = await Neo4jServer.StartAsync("--data", Path.Combine(disk.Path, "neo4j"));
        await using var shop = await OpenAsync(server.Address);
        await using var run = shop.Start();
        var before = await WovenAsync(server.Address, 1);
        disk.Fill();
        shop.Server.LetGo();
        await run.SaysAsync("waiting:");
        disk.MakeRoom();
        // Neo4j itself goes on only after a restart.
        await server.KillAsync();
        await server.StartAgainAsync();
        await AssertResumesAsync(server.Address, before - 1);
        await AssertUndisturbedAsync(shop, run);
    }

    [Fact]
    public async Task A_wrong_password_and_a_read_only_graph_are_told_and_cost_nothing()
    {
        await using var server = await Neo4jServer.StartAsync("--password", Password);
        var wrong = server.Address.Replace(Password, "wrong-horse", StringComparison.Ordinal);
        await using var shop = await OpenAsync(wrong);
        await using (var refused = shop.Start())
        {
            Assert.Equal(1, await refused.EndsAsync());
            Assert.Contains("refuses the user 'neo4j'", refused.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("wrong-horse", refused.Output, StringComparison.Ordinal);
        }
        Assert.Empty(shop.Server.Calls);

        // Constraints and indexes come with the first use; a database that was never written to does not start read-only.
        shop.Variables["WEFT_GRAPH"] = server.Address;
        await using (var graph = new Neo4jGraph(Neo4jAddress.Parse(server.Address), TimeProvider.System, new Random(1)))
            Assert.Empty(await graph.BooksAsync(Stop));
        await server.StopAsync();
        await server.StartAgainAsync("--set", "server.databases.default_to_read_only=true");
        await using var run = shop.Start();
        await run.SaysAsync("is read-only");
        await server.StopAsync();
        await server.StartAgainAsync();
        await WovenAsync(server.Address, 1);

        // Somebody changes the password in the middle of the run, and thinks better of it.
        await ChangePasswordAsync(server.Address, Password, "another-horse");
        shop.Server.LetGo();
        await run.SaysAsync("refuses the user 'neo4j'");
        await ChangePasswordAsync(
            server.Address.Replace(Password, "another-horse", StringComparison.Ordinal),
            "another-horse",
            Password
        );
        await AssertUndisturbedAsync(shop, run);
        Assert.DoesNotContain(Password, run.Output, StringComparison.Ordinal);
    }

    private static async Task ChangePasswordAsync(string address, string from, string to)
    {
        var system = address[..address.LastIndexOf('/')] + "/system";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(Limit);
        while (true)
            try
            {
                await Neo4jServer.AskAsync(system, "ALTER CURRENT USER SET PASSWORD FROM $from TO $to", new { from, to });
                return;
            }
            catch (GraphUnavailableException)
            {
                // For some seconds nobody gets in, because of others' wrong passwords.
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, limit.Token);
            }
    }
}
