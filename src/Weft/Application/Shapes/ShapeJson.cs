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

    private static readonly JsonSerializerOptions Compact = new(Options) { WriteIndented = false };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>The same on one line.</summary>
    public static string WriteLine<T>(T value) => JsonSerializer.Serialize(value, Compact);
}
