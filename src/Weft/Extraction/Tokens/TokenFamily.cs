using System.Text.Json;

namespace Weft.Extraction.Tokens;

/// <summary>Models whose tokens are counted alike.</summary>
/// <param name="Models">How their names begin, without a vendor's part before a slash; none = what no other family knows.</param>
/// <param name="Tokenizer">Of a library; null = counted by ratios.</param>
/// <param name="Wide">Tokens per wide character (Han, kana and their punctuation).</param>
/// <param name="Other">Tokens per any other character.</param>
/// <param name="SafeWide">As <paramref name="Wide"/>, on the high side.</param>
/// <param name="SafeOther">As <paramref name="Other"/>, on the high side.</param>
/// <param name="Margin">In per cent.</param>
internal sealed record TokenFamily(
    string Name,
    IReadOnlyList<string> Models,
    string? Tokenizer,
    double Wide,
    double Other,
    double SafeWide,
    double SafeOther,
    int Margin
)
{
    private static readonly IReadOnlyList<TokenFamily> All = Read();

    /// <summary>False = of all that no family knows.</summary>
    public bool IsKnown => Models.Count > 0;

    /// <summary>A model belongs to one by its name alone: <c>deepseek-ai/DeepSeek-V4</c>, <c>qwen3:8b</c>, <c>Pro/zai-org/GLM-5</c>.</summary>
    public static TokenFamily Of(string model)
    {
        var parts = model.ToLowerInvariant().Split('/');
        return All.FirstOrDefault(family => family.Knows(parts[^1]))
            ?? All.FirstOrDefault(family => parts.Any(family.Knows))
            ?? All[^1];
    }

    private bool Knows(string name) => Models.Any(known => name.Contains(known, StringComparison.Ordinal) && Begins(name, known));

    /// <summary>At the beginning or behind a mark: <c>meta-llama-3</c> is one, <c>ollama</c> is none.</summary>
    private static bool Begins(string name, string known)
    {
        for (
            var at = name.IndexOf(known, StringComparison.Ordinal);
            at >= 0;
            at = name.IndexOf(known, at + 1, StringComparison.Ordinal)
        )
            if (at == 0 || !char.IsAsciiLetter(name[at - 1]))
                return true;
        return false;
    }

    private static List<TokenFamily> Read()
    {
        using var stream = typeof(TokenFamily).Assembly.GetManifestResourceStream("Weft.Extraction.Tokens.TokenFamilies.json")!;
        using var document = JsonDocument.Parse(stream);
        return
        [
            .. document
                .RootElement.GetProperty("families")
                .EnumerateArray()
                .Select(entry => new TokenFamily(
                    entry.GetProperty("name").GetString()!,
                    [.. entry.GetProperty("models").EnumerateArray().Select(name => name.GetString()!)],
                    entry.TryGetProperty("tokenizer", out var tokenizer) ? tokenizer.GetString() : null,
                    Number(entry, "wide"),
                    Number(entry, "other"),
                    Number(entry, "safeWide"),
                    Number(entry, "safeOther"),
                    entry.GetProperty("margin").GetInt32()
                )),
        ];
    }

    private static double Number(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var number) ? number.GetDouble() : 0;
}
