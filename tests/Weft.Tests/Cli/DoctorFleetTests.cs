using Weft.Cli;
using Weft.Cli.Terminal;
using Weft.Testing;
using Weft.Testing.Servers;
using Weft.Tests.Work;
using Xunit;

namespace Weft.Tests.Cli;

/// <summary>A doctor beside a node that has something unlike this machine.</summary>
[Needs("mysql")]
public sealed class DoctorFleetTests : IAsyncLifetime
{
    private const string Secret = "one pass phrase for all";
    private readonly Weaver _weaver = new();
    private readonly Stops _stops = new();
    private Task<int> _node = Task.FromResult(0);

    public async ValueTask InitializeAsync()
    {
        _weaver.Variables["WEFT_LEDGER"] = await MariaDbServer.DatabaseAsync();
        _weaver.Variables["WEFT_DISPATCH"] = await RedisServer.DatabaseAsync();
        _weaver.Variables["WEFT_GRAPH"] = await Neo4jServer.LibraryAsync();
        _weaver.Variables["WEFT_KEY"] = Secret;
    }

    public async ValueTask DisposeAsync()
    {
        _stops.Now();
        await _node;
        _weaver.Dispose();
    }

    [Fact]
    public async Task A_node_with_another_secret_and_another_graph_is_told_and_one_with_the_same_is_not()
    {
        Start("loom-2", ("WEFT_KEY", "quite another pass phrase"), ("WEFT_GRAPH", await Neo4jServer.LibraryAsync()));
        await SeesAsync("node_other_graph");
        Assert.Equal(["node_other_graph", "node_other_secret"], Codes("error").Order());
        Assert.Contains("fleet_ok", Codes("ok"));
        Assert.Contains("no_page", Codes("note"));
        Assert.DoesNotContain("pass phrase", _weaver.Out);
        _stops.Now();
        await _node;
        Start("loom-3");
        await SeesAsync("fleet_ok");
        Assert.Empty(Codes("error"));
        Assert.DoesNotContain("node_other_build", Codes("note"));
    }

    private void Start(string name, params (string Name, string Value)[] unlike)
    {
        var variables = new Dictionary<string, string>(_weaver.Variables)
        {
            ["KG_WORKER_NODE_NAME"] = name,
            ["NODE_ROLE"] = "worker",
            ["WEFT_LISTEN"] = "off",
        };
        foreach (var (variable, value) in unlike)
            variables[variable] = value;
        _stops.Again();
        var shell = new Shell
        {
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            In = new StringReader(""),
            Variables = variables,
            Folder = _weaver.Folder,
            Stops = _stops,
        };
        _node = Task.Run(() => new CommandLine(shell).RunAsync(["node"], CancellationToken.None));
    }

    private Task SeesAsync(string code) =>
        OwnFleet.UntilAsync(async () =>
        {
            await _weaver.RunAsync("doctor", "--json");
            return _weaver
                .Answer.GetProperty("findings")
                .EnumerateArray()
                .Any(finding => finding.GetProperty("code").GetString() == code);
        });

    private List<string> Codes(string level) =>
        [
            .. _weaver
                .Answer.GetProperty("findings")
                .EnumerateArray()
                .Where(finding => finding.GetProperty("level").GetString() == level)
                .Select(finding => finding.GetProperty("code").GetString()!),
        ];

    private sealed class Stops : IStopSignals
    {
        private Action<int>? _signalled;

        public void Again() => _signalled = null;

        public void Now() => _signalled?.Invoke(1);

        public IDisposable Listen(Action<int> signalled)
        {
            _signalled = signalled;
            return new StringReader("");
        }
    }
}
