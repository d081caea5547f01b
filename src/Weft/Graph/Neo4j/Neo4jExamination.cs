using Weft.Reasons.Findings;

namespace Weft.Graph.Neo4j;

/// <summary>How a Neo4j server is set and how it fares.</summary>
internal static class Neo4jExamination
{
    public static async Task<GraphExamination> RunAsync(Neo4jLink link, TimeProvider time, CancellationToken cancel)
    {
        var server = link.Address.ToString();
        var (version, edition) = await Neo4jSchema.LookAsync(link, cancel);
        var asked = time.GetTimestamp();
        var row = (await link.RunAsync(Cypher.Text("examine-identity"), null, cancel)).First!.Value;
        var took = time.GetElapsedTime(asked);
        var ours = time.GetUtcNow();
        var missing = await Neo4jSchema.MissingAsync(link, cancel);
        var findings = new List<Finding>
        {
            new("neo4j_ok", ("version", version), ("edition", edition), ("server", server), ("ms", Measures.Milliseconds(took))),
        };
        if (missing > 0)
            findings.Add(new("neo4j_unmade", ("count", missing), ("server", server)));
        if (await IsReadOnlyAsync(link, cancel))
            findings.Add(new("neo4j_writes_refused", ("database", link.Address.Database), ("server", server)));
        findings.AddRange(ClockFindings.Of(server, DateTimeOffset.FromUnixTimeMilliseconds(row[1].GetInt64()), ours, took));
        var library = link.Address.Library.Length > 0 ? "?library=" + link.Address.Library : "";
        // Reading from a database without its indexes would make them.
        return new(findings, missing == 0, $"neo4j {row[0].GetString()}{library}");
    }

    /// <summary>Who may not see databases is not told of this one.</summary>
    private static async Task<bool> IsReadOnlyAsync(Neo4jLink link, CancellationToken cancel)
    {
        try
        {
            var reply = await link.RunAsync(Cypher.Text("examine-access"), new { database = link.Address.Database }, cancel);
            return reply.First is { } row && row[0].GetString() == "read-only";
        }
        catch (GraphException)
        {
            return false;
        }
    }
}
