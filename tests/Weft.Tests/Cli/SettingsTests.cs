using System.Text.Json;
using Xunit;

namespace Weft.Tests.Cli;

public sealed class SettingsTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    [Fact]
    public async Task Variables_go_before_the_file_and_the_file_before_defaults()
    {
        _weaver.Write("weft-data/weft.json", """{ "node": { "workers_per_provider": 3, "name": "loom", /* why */ }, }""");
        _weaver.Variables["KG_WORKERS_PER_PROVIDER"] = "5";
        Assert.Equal(0, await _weaver.RunAsync("config", "show", "--json"));
        Assert.Equal(("5", "KG_WORKERS_PER_PROVIDER"), Shown("node.workers_per_provider"));
        Assert.Equal(("loom", Path.Combine(_weaver.Data, "weft.json")), Shown("node.name"));
        Assert.Equal(("25", "default"), Shown("node.grace_seconds"));
    }

    [Fact]
    public async Task Secrets_come_from_files_and_are_never_shown()
    {
        _weaver.Variables["WEFT_KEY_FILE"] = _weaver.Write("key", "hunter2\n");
        _weaver.Variables["WEFT_LEDGER"] = "Server=db;User=weft;Password=hunter2;Database=weft";
        _weaver.Variables["WEFT_DISPATCH"] = "redis:6379,password=hunter2,ssl=false";
        _weaver.Variables["WEFT_GRAPH"] = "http://neo4j:hunter2@graph:7474/neo4j";
        Assert.Equal(0, await _weaver.RunAsync("config", "show", "--json"));
        Assert.DoesNotContain("hunter2", _weaver.Out);
        Assert.Equal("***", Shown("place.key").Value);
        Assert.Equal("Server=db;User=weft;Password=***;Database=weft", Shown("place.ledger").Value);
        Assert.Equal("redis:6379,password=***,ssl=false", Shown("place.dispatch").Value);
        Assert.Equal("http://neo4j:***@graph:7474/neo4j", Shown("place.graph").Value);
        Assert.Equal(0, await _weaver.RunAsync("config", "check"));
        Assert.Equal("0 errors, 0 warnings\n", _weaver.Out);
    }

    [Fact]
    public async Task Neo4j_as_other_programs_name_it_counts_where_nothing_names_the_graph()
    {
        _weaver.Variables["NEO4J_URI"] = "http://graph:7474";
        _weaver.Variables["NEO4J_USER"] = "weaver";
        _weaver.Variables["NEO4J_PASSWORD_FILE"] = _weaver.Write("password", "hunter2/@\n");
        Assert.Equal(0, await _weaver.RunAsync("config", "show", "--json"));
        Assert.DoesNotContain("hunter2", _weaver.Out);
        Assert.Equal(("http://weaver:***@graph:7474/neo4j", "NEO4J_URI"), Shown("place.graph"));
        Assert.Equal("***", Shown("neo4j.password").Value);
        Assert.Equal(0, await _weaver.RunAsync("config", "check"));

        _weaver.Variables["NEO4J_URI"] = "https://graph:7473/books";
        await _weaver.RunAsync("config", "show", "--json");
        Assert.Equal("https://weaver:***@graph:7473/books", Shown("place.graph").Value);
        _weaver.Write("weft-data/weft.json", """{ "place": { "graph": "http://other:7474/neo4j" } }""");
        await _weaver.RunAsync("config", "show", "--json");
        Assert.Equal("http://other:7474/neo4j", Shown("place.graph").Value);
        _weaver.Variables["WEFT_GRAPH"] = "sqlite";
        await _weaver.RunAsync("config", "show", "--json");
        Assert.Equal(("sqlite", "WEFT_GRAPH"), Shown("place.graph"));
    }

    [Theory]
    [InlineData("WEFT_GRAPH", "bolt://neo4j:hunter2@graph:7687", "write http://user:password@graph:7474/neo4j")]
    [InlineData("NEO4J_URI", "neo4j+s://abc.databases.neo4j.io", "write https://user:password@abc.databases.neo4j.io:7473/neo4j")]
    [InlineData("WEFT_GRAPH", "http://neo4j:hunter2@graph:7474", "must be \"sqlite\" or an address")]
    [InlineData("WEFT_GRAPH", "http://neo4j:hunter2@graph:7474/neo4j?space=a", "?library=NAME")]
    public async Task An_address_that_is_not_of_the_http_interface_is_told_what_to_be(string variable, string value, string told)
    {
        _weaver.Variables[variable] = value;
        Assert.Equal(1, await _weaver.RunAsync("config", "check"));
        Assert.Contains(told, _weaver.Out);
        Assert.DoesNotContain("hunter2", _weaver.Out);
        Assert.Equal(1, await _weaver.RunAsync("run"));
        Assert.Contains(told, _weaver.Error);
    }

    [Theory]
    [InlineData("en", "set WEFT_GRAPH to a Neo4j address")]
    [InlineData("zh", "请把 WEFT_GRAPH 设为 Neo4j 地址")]
    public async Task A_ledger_of_many_machines_wants_to_be_told_where_the_graph_is(string language, string told)
    {
        _weaver.Variables["WEFT_LANG"] = language;
        _weaver.Variables["WEFT_LEDGER"] = "Server=127.0.0.1;Port=1;User=weft;Password=hunter2;Database=weft";
        _weaver.Variables["WEFT_DISPATCH"] = "127.0.0.1:1";
        _weaver.Variables["WEFT_KEY"] = "a secret of sixteen letters";
        Assert.Equal(1, await _weaver.RunAsync("node"));
        Assert.Contains(told, _weaver.Error);
        _weaver.Variables["WEFT_GRAPH"] = "sqlite";
        Assert.Equal(0, await _weaver.RunAsync("config", "check", "--json"));
        Assert.Empty(_weaver.Answer.GetProperty("errors").EnumerateArray());
        Assert.Contains("WEFT_GRAPH", Assert.Single(_weaver.Answer.GetProperty("warnings").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task A_check_lists_all_errors_and_warnings_at_once()
    {
        _weaver.Write(
            "weft-data/weft.json",
            """{ "nodes": {}, "node": { "role": "boss", "workers": 1, "grace_second": 1, "name": true }, "place": { "data": "x" } }"""
        );
        _weaver.Variables["KG_WORKERS_PER_PROVIDER"] = "0";
        _weaver.Variables["KG_WORKERS_PER_PROVDER"] = "2";
        _weaver.Variables["WEFT_LEDGER"] = "mysql";
        _weaver.Variables["WEFT_GRAPH"] = "neo4j:7474";
        Assert.Equal(1, await _weaver.RunAsync("config", "check", "--json"));
        var errors = _weaver.Answer.GetProperty("errors").EnumerateArray().Select(one => one.GetString()!).ToList();
        var file = Path.Combine(_weaver.Data, "weft.json");
        Assert.Contains($"{file}: there is no setting nodes; did you mean node?", errors);
        Assert.Contains("node.role: boss is none of: all, web, worker", errors);
        Assert.Contains($"{file}: there is no setting node.workers", errors);
        Assert.Contains($"{file}: there is no setting node.grace_second; did you mean node.grace_seconds?", errors);
        Assert.Contains("node.name: neither a text, a number nor a list of texts", errors);
        Assert.Contains("place.data cannot stand in the settings file; use the variable WEFT_DATA or --data", errors);
        Assert.Contains("KG_WORKERS_PER_PROVIDER: 0 is not between 1 and 10000", errors);
        Assert.Contains(errors, error => error.StartsWith("place.ledger (WEFT_LEDGER) must be"));
        Assert.Contains(errors, error => error.StartsWith("place.graph (WEFT_GRAPH) must be"));
        Assert.Contains(errors, error => error.Contains("WEFT_KEY_FILE"));
        Assert.Contains(errors, error => error.StartsWith("the ledger is MySQL but dispatch is embedded"));
        Assert.Equal(11, errors.Count);
        var warnings = _weaver.Answer.GetProperty("warnings").EnumerateArray().Select(one => one.GetString()!).ToList();
        Assert.Contains("nobody reads the variable KG_WORKERS_PER_PROVDER; did you mean KG_WORKERS_PER_PROVIDER?", warnings);
        Assert.Single(warnings);
    }

    [Fact]
    public async Task A_broken_file_is_named_with_the_place_in_it()
    {
        var file = _weaver.Write("here.json", "{\n  \"node\": [\n");
        _weaver.Variables["WEFT_SETTINGS"] = file;
        Assert.Equal(1, await _weaver.RunAsync("config", "check"));
        Assert.StartsWith($"error: {file} is no valid JSON: line 3", _weaver.Out);
    }

    [Theory]
    [InlineData("WEFT_SETTINGS", "nowhere.json", "WEFT_SETTINGS names ")]
    [InlineData("WEFT_KEY_FILE", "nowhere.key", "WEFT_KEY_FILE names ")]
    public async Task A_named_file_that_is_missing_is_an_error(string variable, string path, string expected)
    {
        _weaver.Variables[variable] = path;
        Assert.Equal(1, await _weaver.RunAsync("config", "check"));
        Assert.StartsWith($"error: {expected}{Path.Combine(_weaver.Folder, path)}", _weaver.Out);
    }

    [Fact]
    public async Task The_option_decides_where_the_settings_file_is()
    {
        _weaver.Write("other/weft.json", """{ "job": { "auto_retry_interval_minutes": 2.5 } }""");
        Assert.Equal(0, await _weaver.RunAsync("config", "show", "--json", "--data", "other"));
        Assert.Equal("2.5", Shown("job.auto_retry_interval_minutes").Value);
        Assert.Equal((Path.Combine(_weaver.Folder, "other"), "--data"), Shown("place.data"));
    }

    private (string? Value, string? Source) Shown(string name) =>
        _weaver
            .Answer.EnumerateArray()
            .Where(one => one.GetProperty("name").GetString() == name)
            .Select(one => (Text(one, "value"), Text(one, "source")))
            .Single();

    private static string? Text(JsonElement one, string name) => one.GetProperty(name).GetString();
}
