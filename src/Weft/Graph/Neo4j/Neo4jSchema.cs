using System.Globalization;
using System.Text.Json;
using Weft.Reasons;

namespace Weft.Graph.Neo4j;

/// <summary>Whether a server can serve, and the constraints and indexes that must be there before the first write.</summary>
internal static class Neo4jSchema
{
    /// <summary>Dynamic labels and relationship types in every clause, and the Query API without a setting.</summary>
    private static readonly Version Oldest = new(5, 26);

    /// <summary>A little more than the server itself waits for its indexes.</summary>
    private static readonly TimeSpan Awaited = TimeSpan.FromSeconds(90);

    /// <summary>Safe to run by many at once, and again.</summary>
    public static async Task MakeReadyAsync(Neo4jLink link, CancellationToken cancel)
    {
        Check(await link.DiscoverAsync(cancel), link);
        var standing = await StandingAsync(link, cancel);
        if (Cypher.Made.All(standing.Contains))
            return;
        foreach (var name in Cypher.Made.Where(name => !standing.Contains(name)))
            // Another node that made it in the meantime is told by an error of its own.
            await link.RunAsync(Cypher.Text(Cypher.MakeOf(name)), null, cancel, Awaited, Neo4jErrors.SameRuleStands);
        await link.RunAsync(Cypher.Text("await"), null, cancel, Awaited);
    }

    /// <summary>Its version and edition as it says them. Throws where it is none that can serve.</summary>
    public static async Task<(string Version, string Edition)> LookAsync(Neo4jLink link, CancellationToken cancel)
    {
        var said = await link.DiscoverAsync(cancel);
        Check(said, link);
        var edition = said.TryGetProperty("neo4j_edition", out var named) ? named.GetString() : null;
        return (said.GetProperty("neo4j_version").GetString()!, edition ?? "?");
    }

    /// <summary>How many of what must be there is not there yet.</summary>
    public static async Task<int> MissingAsync(Neo4jLink link, CancellationToken cancel)
    {
        var standing = await StandingAsync(link, cancel);
        return Cypher.Made.Count(name => !standing.Contains(name));
    }

    private static async Task<HashSet<string>> StandingAsync(Neo4jLink link, CancellationToken cancel) =>
        [.. (await link.RunAsync(Cypher.Text("standing"), null, cancel)).Rows.Select(row => row[0].GetString()!)];

    private static void Check(JsonElement said, Neo4jLink link)
    {
        if (
            said.ValueKind != JsonValueKind.Object
            || !said.TryGetProperty("neo4j_version", out var version)
            || version.GetString() is not { } text
        )
            throw new GraphException(link.NoNeo4j);
        // "5.26.30", "2025.10.1", "5.27-aura".
        var numbers = text.Split('.', '-', '+')
            .TakeWhile(part => int.TryParse(part, CultureInfo.InvariantCulture, out _))
            .ToArray();
        if (
            numbers.Length < 2
            || new Version(
                int.Parse(numbers[0], CultureInfo.InvariantCulture),
                int.Parse(numbers[1], CultureInfo.InvariantCulture)
            ) < Oldest
        )
            throw new GraphException(ServerReasons.Neo4jTooOld(link.Address.ToString(), text, Oldest.ToString()));
    }
}
