using System.Text.Encodings.Web;
using System.Text.Json;

namespace Weft.Application.Shapes;

/// <summary>How every door writes a shape: names in snake_case, Chinese as it is.</summary>
internal static class ShapeJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);
}
