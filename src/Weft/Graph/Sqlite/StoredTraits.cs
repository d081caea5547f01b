using System.Text.Encodings.Web;
using System.Text.Json;
using Weft.Model;

namespace Weft.Graph.Sqlite;

/// <summary>Traits as a mention's row keeps them: most have none.</summary>
internal static class StoredTraits
{
    private const string None = "[]";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IEnumerable<Trait> traits) =>
        JsonSerializer.Serialize(
            traits.Select(trait => new object[] { trait.Kind, trait.Text, trait.Quote, trait.Offset }),
            Plain
        );

    public static IReadOnlyList<Trait> Read(string name, string json) =>
        json == None
            ? []
            :
            [
                .. JsonSerializer
                    .Deserialize<JsonElement[][]>(json)!
                    .Select(trait => new Trait(
                        name,
                        trait[0].GetString()!,
                        trait[1].GetString()!,
                        trait[2].GetString()!,
                        trait[3].GetInt32()
                    )),
            ];
}
