using System.Text.Json;
using System.Text.Json.Serialization;

namespace Weft.Graph.Neo4j;

/// <summary>An answer of the Query API. Success = no errors, whatever the HTTP status says.</summary>
internal sealed record Neo4jReply(
    [property: JsonPropertyName("data")] Neo4jReply.Table? Data,
    [property: JsonPropertyName("errors")] IReadOnlyList<Neo4jReply.Error>? Errors
)
{
    internal sealed record Table([property: JsonPropertyName("values")] JsonElement Values);

    internal sealed record Error(
        [property: JsonPropertyName("code")] string? Code,
        [property: JsonPropertyName("message")] string? Message
    );

    public static readonly Neo4jReply Empty = new(null, null);

    /// <summary>Each row's values in the order of the statement's RETURN.</summary>
    public IEnumerable<JsonElement> Rows =>
        Data is { Values.ValueKind: JsonValueKind.Array } table ? table.Values.EnumerateArray() : [];

    /// <summary>The first row; null = there is none.</summary>
    public JsonElement? First
    {
        get
        {
            foreach (var row in Rows)
                return row;
            return null;
        }
    }
}
