using System.Text.Json.Nodes;
using Weft.Model;

namespace Weft.Extraction.Prompting;

/// <summary>
/// The JSON schema of an answer, in the subset that strict structured output takes: every property required, no others, no bounds.
/// </summary>
internal static class PromptTextSchema
{
    /// <summary>The type that always fits, for entities and relations.</summary>
    public const string Other = "other";

    public static string For(Recipe recipe) =>
        Object(
                ("entities", Array(Entity(recipe))),
                ("relations", Array(Relation(recipe))),
                (
                    "events",
                    Array(Object(("summary", Text()), ("participants", Array(Text())), ("location", Text()), ("quote", Text())))
                )
            )
            .ToJsonString();

    private static JsonObject Entity(Recipe recipe) =>
        Object([
            ("id", Text()),
            ("name", Text()),
            ("type", OneOf(recipe.EntityTypes)),
            ("aliases", Array(Text())),
            ("quote", Text()),
            .. Recipes.IsFirst(recipe) ? [] : new (string, JsonNode)[] { ("traits", Array(Trait())) },
        ]);

    private static JsonObject Trait() => Object(("kind", AnyOf(TraitKinds.All)), ("text", Text()), ("quote", Text()));

    private static JsonObject Relation(Recipe recipe) =>
        Object(
            ("source", Text()),
            ("target", Text()),
            ("type", OneOf([.. recipe.RelationTypes, .. Inverses(recipe)])),
            ("label", Text()),
            ("directed", new JsonObject { ["type"] = "boolean" }),
            ("quote", Text()),
            ("confidence", new JsonObject { ["type"] = "number" })
        );

    private static JsonObject Object(params (string Name, JsonNode Schema)[] properties)
    {
        var inner = new JsonObject();
        foreach (var (name, schema) in properties)
            inner[name] = schema;
        return new()
        {
            ["type"] = "object",
            ["properties"] = inner,
            ["required"] = new JsonArray([.. properties.Select(property => (JsonNode)property.Name)]),
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Array(JsonNode items) => new() { ["type"] = "array", ["items"] = items };

    private static JsonObject Text() => new() { ["type"] = "string" };

    private static IEnumerable<string> Inverses(Recipe recipe) =>
        recipe.RelationKinds.Select(kind => kind.Inverse).Where(inverse => inverse.Length > 0);

    private static JsonObject OneOf(IReadOnlyList<string> types) => AnyOf(types.Append(Other));

    private static JsonObject AnyOf(IEnumerable<string> words) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. words.Distinct().Select(word => (JsonNode)word)]) };
}
