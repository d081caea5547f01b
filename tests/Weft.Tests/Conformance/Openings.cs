using Weft.Dispatch;
using Weft.Graph;
using Weft.Ledger;
using Weft.Testing;
using Weft.Testing.Conformance;
using Weft.Testing.Servers;
using Xunit;

namespace Weft.Tests.Conformance;

public sealed class SqliteLedgerOpening : LedgerOpening
{
    public override Type Backend => typeof(Weft.Ledger.Sqlite.SqliteBackend);

    protected override Task<string> SettingAsync() => Task.FromResult("sqlite");
}

[Needs("mysql")]
public sealed class MySqlLedgerOpening : LedgerOpening
{
    public override Type Backend => typeof(Weft.Ledger.MySql.MySqlBackend);

    protected override Task<string> SettingAsync() => MariaDbServer.DatabaseAsync();
}

public sealed class SqliteGraphOpening : GraphOpening
{
    public override Type Backend => typeof(Weft.Graph.Sqlite.SqliteBackend);

    protected override Task<string> SettingAsync() => Task.FromResult("sqlite");
}

[Needs("neo4j")]
public sealed class Neo4jGraphOpening : GraphOpening
{
    public override Type Backend => typeof(Weft.Graph.Neo4j.Neo4jBackend);

    protected override Task<string> SettingAsync() => Neo4jServer.LibraryAsync();
}

public sealed class EmbeddedDispatchOpening : DispatchOpening
{
    public override Type Backend => typeof(Weft.Dispatch.Embedded.EmbeddedBackend);

    protected override Task<string> SettingAsync() => Task.FromResult("embedded");
}

[Needs("redis")]
public sealed class RedisDispatchOpening : DispatchOpening
{
    public override Type Backend => typeof(Weft.Dispatch.Redis.RedisBackend);

    protected override Task<string> SettingAsync() => RedisServer.DatabaseAsync();
}

/// <summary>No backend that is not in its list, and none in a list without its line for the suite above.</summary>
public sealed class OpeningLines
{
    [Fact]
    public void Every_ledger_backend_is_listed_and_has_a_line() => Check<ILedgerBackend, LedgerOpening>(LedgerBackends.All);

    [Fact]
    public void Every_graph_backend_is_listed_and_has_a_line() => Check<IGraphBackend, GraphOpening>(GraphBackends.All);

    [Fact]
    public void Every_dispatch_backend_is_listed_and_has_a_line() =>
        Check<IDispatchBackend, DispatchOpening>(DispatchBackends.All);

    [Theory]
    [InlineData("sqlite", "sqlite", "embedded", false)]
    [InlineData("Server=db;Database=weft", "http://graph:7474/neo4j", "redis:6379", true)]
    public void What_nothing_was_said_of_stays_on_one_machine(string ledger, string graph, string dispatch, bool shared)
    {
        Assert.Equal(shared, LedgerBackends.Of(ledger).IsShared);
        Assert.Equal(shared, GraphBackends.Of(graph).IsShared);
        Assert.Equal(shared, DispatchBackends.Of(dispatch).IsShared);
        Assert.Equal(
            !shared,
            (LedgerBackends.Default, GraphBackends.Default, DispatchBackends.Default) == (ledger, graph, dispatch)
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("mysql")]
    [InlineData("SQLite")]
    public void What_means_no_backend_is_said_to_mean_none(string setting)
    {
        Assert.Null(LedgerBackends.Find(setting));
        Assert.Null(GraphBackends.Find(setting));
        Assert.Contains("WEFT_LEDGER", Assert.Throws<LedgerException>(() => LedgerBackends.Of(setting)).Message);
        Assert.Contains("WEFT_GRAPH", Assert.Throws<GraphException>(() => GraphBackends.Of(setting)).Message);
    }

    private static void Check<TBackend, TSuite>(IReadOnlyList<TBackend> listed)
        where TBackend : notnull
        where TSuite : OpeningConformance
    {
        string[] entries = [.. listed.Select(backend => backend.GetType().FullName!).Order(StringComparer.Ordinal)];
        Assert.Equal(
            typeof(TBackend)
                .Assembly.GetTypes()
                .Where(type => type.IsClass && type.IsAssignableTo(typeof(TBackend)))
                .Select(type => type.FullName)
                .Order(StringComparer.Ordinal),
            entries
        );
        Assert.Equal(
            typeof(OpeningLines)
                .Assembly.GetTypes()
                .Where(type => type.IsSealed && type.IsAssignableTo(typeof(TSuite)))
                .Select(type => (TSuite)Activator.CreateInstance(type)!)
                .Select(line => BackendOf(line))
                .Order(StringComparer.Ordinal),
            entries
        );
    }

    private static string BackendOf(OpeningConformance line)
    {
        using (line)
            return line.Backend.FullName!;
    }
}
