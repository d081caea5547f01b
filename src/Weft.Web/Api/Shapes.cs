using System.Text.Encodings.Web;
using System.Text.Json;

namespace Weft.Web.Api;

/// <summary>JSON as scripts get it: names in snake_case, Chinese as it is.</summary>
internal static class Shapes
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };
}
