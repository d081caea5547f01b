using System.Text.Encodings.Web;
using System.Text.Json;

namespace Weft.Cli.Showing;

/// <summary>JSON for scripts: names in snake_case, Chinese as it is, one value with a line end behind it.</summary>
internal static class Json
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static void Write<T>(TextWriter to, T value) => to.WriteLine(JsonSerializer.Serialize(value, Options));
}
