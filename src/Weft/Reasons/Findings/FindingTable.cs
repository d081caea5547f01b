using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Weft.Reasons.Findings;

/// <summary>A kind of finding. Each language has what was seen and, where something is to be done, what it means and what to do.</summary>
public sealed record FindingRow(FindingLevel Level, IReadOnlyList<string> En, IReadOnlyList<string> Zh)
{
    public IReadOnlyList<string> In(string language) => language == ReasonTexts.Chinese.Language ? Zh : En;
}

/// <summary>The one table of everything that can be found: <c>findings.json</c> beside this file.</summary>
public static class FindingTable
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNameCaseInsensitive = true,
        Converters = { new JsonStringEnumConverter<FindingLevel>() },
    };

    /// <summary>By code.</summary>
    public static IReadOnlyDictionary<string, FindingRow> All { get; } = Load();

    public static FindingRow Of(string code) => All[code];

    private static FrozenDictionary<string, FindingRow> Load()
    {
        using var stream = typeof(FindingTable).Assembly.GetManifestResourceStream("Weft.Reasons.Findings.findings.json")!;
        return JsonSerializer
            .Deserialize<Dictionary<string, FindingRow>>(stream, Options)!
            .ToFrozenDictionary(StringComparer.Ordinal);
    }
}
