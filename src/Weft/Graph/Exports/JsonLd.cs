using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weft.Runtime;

namespace Weft.Graph.Exports;

/// <summary>RDF in JSON-LD: the same triples as in Turtle, with a context that needs no network.</summary>
internal static class JsonLd
{
    private static readonly JsonWriterOptions Form = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task WriteAsync(Stream target, ExportedGraph graph, CancellationToken cancel)
    {
        var held = new HeldStream(target);
        await using var json = new Utf8JsonWriter(held, Form);
        json.WriteStartObject();
        json.WriteStartObject("@context");
        foreach (var (prefix, address) in RdfGraph.Prefixes)
        // Said in full, since an address that ends in a colon is else no prefix.
        {
            json.WriteStartObject(prefix);
            json.WriteString("@id", address);
            json.WriteBoolean("@prefix", true);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteStartArray("@graph");
        await foreach (var resource in new RdfGraph(graph).ResourcesAsync(cancel))
        {
            Write(json, resource);
            await json.FlushAsync(cancel);
            await held.PassOnIfMuchAsync(cancel);
        }
        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancel);
        await held.PassOnAsync(cancel);
    }

    private static void Write(Utf8JsonWriter json, RdfResource resource)
    {
        json.WriteStartObject();
        json.WriteString("@id", resource.Iri);
        json.WriteString("@type", resource.Type);
        foreach (var said in resource.Says.GroupBy(said => said.Property))
        {
            json.WriteStartArray(said.Key);
            foreach (var (_, value) in said)
                Write(json, value);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RdfValue value)
    {
        switch (value)
        {
            case RdfValue.Iri(var address):
                Write(json, ("@id", address));
                break;
            case RdfValue.Words(var text, ""):
                json.WriteStringValue(text);
                break;
            case RdfValue.Words(var text, var language):
                Write(json, ("@value", text), ("@language", language));
                break;
            case RdfValue.Whole(var number):
                json.WriteNumberValue(number);
                break;
            case RdfValue.Typed(var text, var type):
                Write(json, ("@value", text), ("@type", type));
                break;
            case RdfValue.Flag(var isTrue):
                json.WriteBooleanValue(isTrue);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static void Write(Utf8JsonWriter json, params ReadOnlySpan<(string Name, string Text)> pairs)
    {
        json.WriteStartObject();
        foreach (var (name, text) in pairs)
            json.WriteString(name, text);
        json.WriteEndObject();
    }
}
