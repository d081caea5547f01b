namespace Weft.Graph.Neo4j;

/// <summary>The graph in a Neo4j server, spoken to over HTTP.</summary>
internal sealed class Neo4jBackend : IGraphBackend
{
    /// <summary>Those of its drivers too: who writes one means this server, and is told what to write instead.</summary>
    private static readonly string[] Schemes = ["http", "bolt", "neo4j"];

    public bool IsShared => true;

    public bool Takes(string setting) =>
        Uri.TryCreate(setting, UriKind.Absolute, out var address)
        && Schemes.Any(scheme => address.Scheme.StartsWith(scheme, StringComparison.Ordinal));

    public SettingFault? FaultOf(string setting)
    {
        if (Neo4jAddress.TryParse(setting, out var fault) is not null)
            return null;
        return fault switch
        {
            AddressFault.UnknownOption => new("setting.graphOption"),
            AddressFault.OfDriver => new("setting.graphOfDriver", HttpAddressOf(new Uri(setting))),
            _ => new("setting.graphForm"),
        };
    }

    public Task<OpenGraph> OpenAsync(string setting, GraphPlace place, CancellationToken cancel)
    {
        var graph = new Neo4jGraph(Neo4jAddress.Parse(setting), place.Time, place.Random);
        return Task.FromResult(new OpenGraph(graph, graph));
    }

    public async Task<GraphExamination> ExamineAsync(string setting, GraphPlace place, CancellationToken cancel)
    {
        using var link = new Neo4jLink(Neo4jAddress.Parse(setting), place.Time, place.Random);
        return await Neo4jExamination.RunAsync(link, place.Time, cancel);
    }

    /// <summary>Where the server of a driver's address most likely speaks HTTP: bolt+s and neo4j+s are the encrypted ones.</summary>
    private static string HttpAddressOf(Uri driver)
    {
        var secure = driver.OriginalString.Contains("+s", StringComparison.Ordinal);
        return $"{(secure ? "https" : "http")}://user:password@{driver.Host}:{(secure ? 7473 : 7474)}/neo4j";
    }
}
