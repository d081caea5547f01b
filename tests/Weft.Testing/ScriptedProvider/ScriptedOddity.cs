using System.Text.Encodings.Web;
using System.Text.Json;

namespace Weft.Testing.Scripted;

/// <summary>
/// One way in which providers are known to answer, as data (<c>Oddities.json</c>). In a body <c>{answer}</c> stands for the good answer to the passage as it is
/// written inside a JSON string, <c>{half1}</c> and <c>{half2}</c> for its halves.
/// </summary>
/// <param name="Means">What it comes to: answered, empty, filtered, paced, busy, day, person, text, too_long, field, format, broken …</param>
/// <param name="Type">The content type, where it is not JSON's.</param>
/// <param name="Cut">The connection breaks in the middle of the body.</param>
/// <param name="Says">What a person must be told of it.</param>
/// <param name="Wait">How long it asks to be left alone, in seconds.</param>
/// <param name="Tokens">Of the prompt, from the cache, of the answer; null = not told.</param>
/// <param name="Finish">Why the answer ended, where it did not by itself.</param>
public sealed record ScriptedOddity(
    string Name,
    string Means,
    string Body,
    int Status = 200,
    IReadOnlyDictionary<string, string>? Headers = null,
    string? Type = null,
    string? Cut = null,
    string? Says = null,
    double? Wait = null,
    IReadOnlyList<long?>? Tokens = null,
    string? Finish = null
)
{
    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static readonly IReadOnlyList<ScriptedOddity> All = Read();

    /// <summary>The passage is served by it.</summary>
    public bool IsGood => Means == "answered" && Finish is null;

    /// <summary>It goes by itself or by asking otherwise, and the passage is served in the end.</summary>
    public bool Passes =>
        Means is "answered" or "empty" or "paced" or "busy" or "broken" or "field" or "format" && Finish is null;

    public static ScriptedOddity Of(string name) => All.Single(one => one.Name == name);

    /// <param name="good">The good answer.</param>
    public string BodyFor(string good)
    {
        var half = good.Length / 2;
        return Body.Replace("{answer}", Escaped(good), StringComparison.Ordinal)
            .Replace("{half1}", Escaped(good[..half]), StringComparison.Ordinal)
            .Replace("{half2}", Escaped(good[half..]), StringComparison.Ordinal);
    }

    private static string Escaped(string text) => JsonSerializer.Serialize(text, Form)[1..^1];

    private static List<ScriptedOddity> Read()
    {
        using var file = typeof(ScriptedOddity).Assembly.GetManifestResourceStream("Oddities.json")!;
        return JsonSerializer.Deserialize<List<ScriptedOddity>>(file, Form)!;
    }
}
