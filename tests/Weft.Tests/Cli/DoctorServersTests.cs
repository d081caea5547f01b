using System.Globalization;
using Weft.Testing;
using Weft.Testing.Servers;
using Xunit;

namespace Weft.Tests.Cli;

/// <summary>The doctor over real servers that are set wrongly, and over a fleet that is well.</summary>
public sealed class DoctorServersTests : IDisposable
{
    private const string Secret = "one pass phrase for all";
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    [Fact]
    [Needs("redis")]
    public async Task Redis_that_keeps_nothing_and_throws_keys_away_is_told()
    {
        await using var redis = await RedisServer.StartAsync("--maxmemory", "50mb", "--maxmemory-policy", "allkeys-lru");
        _weaver.Variables["WEFT_DISPATCH"] = redis.ConnectionString;
        Assert.Equal(3, await _weaver.RunAsync("doctor", "--json"));
        Assert.Superset(new HashSet<string> { "redis_not_kept", "redis_evicts" }, Codes("warning").ToHashSet());
        Assert.Contains("redis_ok", Codes("ok"));
    }

    [Fact]
    [Needs("redis")]
    public async Task Redis_with_a_log_is_well()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes");
        _weaver.Variables["WEFT_DISPATCH"] = redis.ConnectionString;
        await _weaver.RunAsync("doctor", "--json");
        // Redis on one machine's ledger is odd, and told by the settings.
        Assert.Equal(["setting_odd"], Codes("warning"));
        Assert.Empty(Codes("error"));
    }

    [Fact]
    [Needs("redis")]
    public async Task A_wrong_password_is_told_and_not_shown()
    {
        await using var redis = await RedisServer.StartAsync("--requirepass", "right");
        _weaver.Variables["WEFT_DISPATCH"] = redis.ConnectionString + ",password=wrong-one";
        Assert.Equal(1, await _weaver.RunAsync("doctor", "--json"));
        Assert.Equal(["check_refused"], Codes("error"));
        Assert.Contains("redis_refuses", _weaver.Out);
        Assert.DoesNotContain("wrong-one", _weaver.Out);
    }

    [Fact]
    [Needs("mysql")]
    public async Task A_database_that_is_set_carelessly_is_told_before_a_node_makes_its_tables()
    {
        await using var database = await MariaDbServer.StartAsync(
            "--innodb-flush-log-at-trx-commit=2",
            "--max-allowed-packet=1M",
            "--max-connections=20",
            "--log-bin",
            "--binlog-format=STATEMENT",
            "--sync-binlog=0",
            "--read-only"
        );
        await database.CreateAsync("weft");
        _weaver.Variables["WEFT_LEDGER"] = database.ConnectionString("weft");
        Assert.Equal(1, await _weaver.RunAsync("doctor", "--json"));
        string[] warnings = ["mysql_flush", "mysql_packet", "mysql_connections"];
        Assert.Superset(warnings.ToHashSet(), Codes("warning").ToHashSet());
        string[] errors = ["mysql_read_only", "mysql_binlog_format"];
        Assert.Superset(errors.ToHashSet(), Codes("error").ToHashSet());
        Assert.Superset(new HashSet<string> { "mysql_sync_binlog", "ledger_older" }, Codes("note").ToHashSet());
        _weaver.Variables["WEFT_LEDGER"] = database
            .ConnectionString("weft")
            .Replace("User=root", "User=nobody;Password=pw-secret");
        await _weaver.RunAsync("doctor", "--json");
        Assert.Contains("check_refused", Codes("error"));
        Assert.DoesNotContain("pw-secret", _weaver.Out);
    }

    [Fact]
    [Needs("neo4j")]
    public async Task A_fleet_that_is_well_has_no_warnings()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes");
        await using var database = await MariaDbServer.StartAsync("--max-connections=200");
        await database.CreateAsync("weft");
        _weaver.Variables["WEFT_DISPATCH"] = redis.ConnectionString;
        _weaver.Variables["WEFT_LEDGER"] = database.ConnectionString("weft");
        _weaver.Variables["WEFT_GRAPH"] = await Neo4jServer.LibraryAsync();
        _weaver.Variables["WEFT_KEY"] = Secret;
        var file = _weaver.Write("mill.txt", "Chapter 1\n\nOld Tom Brown met Mary Green at the mill.\n");
        Assert.True(await _weaver.RunAsync("run", file) == 0, _weaver.Out + _weaver.Error);
        Assert.True(await _weaver.RunAsync("doctor", "--json") == 0, _weaver.Out);
        Assert.Superset(new HashSet<string> { "mysql_ok", "redis_ok", "neo4j_ok", "settings_ok" }, Codes("ok").ToHashSet());
        Assert.Equal(["fleet_nobody"], Codes("note"));
        // Another graph than that which was woven into.
        _weaver.Variables["WEFT_GRAPH"] = await Neo4jServer.LibraryAsync();
        Assert.Equal(3, await _weaver.RunAsync("doctor", "--json"));
        Assert.Equal(["graph_lacks_books"], Codes("warning"));
        Assert.DoesNotContain(Secret, _weaver.Out);
    }

    [Fact]
    public async Task A_server_that_takes_connections_and_says_nothing_costs_ten_seconds_at_most()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var port = ((System.Net.IPEndPoint)silent.LocalEndpoint).Port;
        _weaver.Variables["WEFT_GRAPH"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/neo4j");
        Assert.Equal(1, await _weaver.RunAsync("doctor", "--json"));
        Assert.Contains("check_timed_out", Codes("error"));
        Assert.Contains("settings_ok", Codes("ok"));
    }

    private List<string> Codes(string level) =>
        [
            .. _weaver
                .Answer.GetProperty("findings")
                .EnumerateArray()
                .Where(finding => finding.GetProperty("level").GetString() == level)
                .Select(finding => finding.GetProperty("code").GetString()!),
        ];
}
