using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Weft.Model;

namespace Weft.Providers;

/// <summary>Further fields of a call's body, as people write them: a JSON object.</summary>
internal static class ExtraFields
{
    public const int Longest = 4_000;

    /// <summary>So many characters are shown on either side of what is no JSON.</summary>
    private const int Around = 12;

    /// <summary>What Weft says itself, or what has an option of its own.</summary>
    private static readonly string[] Owned =
    [
        "model",
        "messages",
        "max_tokens",
        "max_completion_tokens",
        "temperature",
        "stream",
        "stream_options",
        "response_format",
        "n",
    ];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions Once = new() { AllowDuplicateProperties = false };

    /// <summary>What is wrong with the text of such an object.</summary>
    public abstract record Fault
    {
        /// <param name="Near">The text around the place from which on it is no JSON; empty where it is none that there is.</param>
        public sealed record NoObject(string Near) : Fault;

        public sealed record OwnField(string Field) : Fault;
    }

    /// <summary>On one line; empty where there is no field.</summary>
    public static string? TryRead(string text, out Fault? fault)
    {
        fault = null;
        if (string.IsNullOrWhiteSpace(text))
            return "";
        if (Parse(text, out var near) is not { } fields)
        {
            fault = new Fault.NoObject(near);
            return null;
        }
        // Some servers take names in any case.
        if (fields.Select(field => field.Key).FirstOrDefault(IsOwned) is { } own)
        {
            fault = new Fault.OwnField(own);
            return null;
        }
        return fields.Count == 0 ? "" : fields.ToJsonString(Plain);
    }

    /// <summary>Those of a provider, without those that its model refuses.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Of(ProviderSettings settings, Manners manners) =>
        settings.Extra.Length == 0 || Parse(settings.Extra, out _) is not { } fields
            ? []
            : fields.Where(field => !IsOwned(field.Key) && !manners.IsWithout(field.Key));

    private static bool IsOwned(string field) => Owned.Contains(field, StringComparer.OrdinalIgnoreCase);

    private static JsonObject? Parse(string text, out string near)
    {
        near = "";
        try
        {
            return text.Length <= Longest ? JsonNode.Parse(text, documentOptions: Once) as JsonObject : null;
        }
        catch (JsonException trouble)
        {
            near = Near(text, trouble);
            return null;
        }
    }

    private static string Near(string text, JsonException trouble)
    {
        if (trouble is not { LineNumber: { } line, BytePositionInLine: { } bytes })
            return "";
        var start = 0;
        for (; line > 0; line--)
            start = text.IndexOf('\n', start) + 1;
        var place = start;
        for (var told = 0; place < text.Length && told < bytes; place++)
            told += Encoding.UTF8.GetByteCount(text.AsSpan(place, 1));
        return text[Math.Max(place - Around, 0)..Math.Min(place + Around, text.Length)];
    }
}
