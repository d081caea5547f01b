using System.Text.Json.Nodes;
using NJsonSchema;
using NJsonSchema.CodeGeneration;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration;
using NSwag.CodeGeneration.CSharp;

// Writes the typed client's source from the API's document: weft-client-generator DOCUMENT SOURCE.
var document = await OpenApiDocument.FromJsonAsync(OpenApi30.Of(await File.ReadAllTextAsync(args[0])));
var settings = new CSharpClientGeneratorSettings
{
    ClassName = "WeftClient",
    ExceptionClass = "WeftApiException",
    // The caller's HttpClient says where the node is and who asks.
    InjectHttpClient = true,
    UseBaseUrl = false,
    GenerateOptionalParameters = true,
    // Its events never end: Events.cs follows them.
    ExcludedOperationIds = ["followEvents"],
    ParameterNameGenerator = new CamelNames(),
    CSharpGeneratorSettings =
    {
        Namespace = "Weft.Client",
        JsonLibrary = CSharpJsonLibrary.SystemTextJson,
        GenerateNullableReferenceTypes = true,
        PropertyNameGenerator = new PascalNames(),
        DateTimeType = "System.DateTimeOffset",
        ArrayType = "System.Collections.Generic.IReadOnlyList",
        ArrayInstanceType = "System.Collections.Generic.List",
    },
};
await File.WriteAllTextAsync(args[1], new CSharpClientGenerator(document, settings).GenerateFile());

/// <summary>The generator reads OpenAPI 3.0, where "or null" is said by a word of its own.</summary>
internal static class OpenApi30
{
    public static string Of(string document)
    {
        var root = JsonNode.Parse(document)!;
        root["openapi"] = "3.0.4";
        Change(root);
        return root.ToJsonString();
    }

    private static void Change(JsonNode? node)
    {
        if (node is JsonArray items)
            foreach (var item in items)
                Change(item);
        if (node is not JsonObject fields)
            return;
        if (fields["type"] is JsonArray types)
        {
            fields["type"] = types.Single(type => type!.GetValue<string>() != "null")!.DeepClone();
            fields["nullable"] = true;
        }
        if (fields["oneOf"] is JsonArray { Count: 2 } choices && choices.Any(IsNull))
        {
            var other = choices.Single(choice => !IsNull(choice))!.DeepClone();
            fields.Remove("oneOf");
            fields["allOf"] = new JsonArray(other);
            fields["nullable"] = true;
        }
        foreach (var (_, value) in fields.ToList())
            Change(value);
    }

    private static bool IsNull(JsonNode? choice) => choice?["type"] is JsonValue type && type.GetValue<string>() == "null";
}

/// <summary><c>up_to</c> becomes <c>UpTo</c>.</summary>
internal sealed class PascalNames : IPropertyNameGenerator
{
    public string Generate(JsonSchemaProperty property) =>
        string.Concat(property.Name.Split('_').Select(word => ConversionUtilities.ConvertToUpperCamelCase(word, true)));
}

/// <summary><c>up_to</c> becomes <c>upTo</c>, <c>Idempotency-Key</c> becomes <c>idempotencyKey</c>.</summary>
internal sealed class CamelNames : IParameterNameGenerator
{
    public string Generate(OpenApiParameter parameter, IEnumerable<OpenApiParameter> allParameters) =>
        ConversionUtilities.ConvertToLowerCamelCase(
            string.Concat(parameter.Name.Split('_', '-').Select(word => ConversionUtilities.ConvertToUpperCamelCase(word, true))),
            true
        );
}
