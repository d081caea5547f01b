using System.Collections.Frozen;
using System.Text.Json;

namespace Weft.Model;

/// <summary>The table of the kinds of ties: one home for what prompts ask, grounding understands, graphs join, and people read.</summary>
public static class TieKinds
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly Table Known = Load();

    private static readonly FrozenDictionary<string, TieKind> ByCode = Known.Kinds.ToFrozenDictionary(
        kind => kind.Code,
        StringComparer.Ordinal
    );

    private sealed record Table(IReadOnlyDictionary<string, TieColour> Groups, IReadOnlyList<TieKind> Kinds);

    /// <summary>In the table's order.</summary>
    public static IReadOnlyList<TieKind> All => Known.Kinds;

    /// <summary>Codes of those that a prompt asks for, where its job has none of its own.</summary>
    public static IReadOnlyList<string> Asked { get; } = [.. Known.Kinds.Where(kind => kind.Asked).Select(kind => kind.Code)];

    /// <summary>By group.</summary>
    public static IReadOnlyDictionary<string, TieColour> Colours => Known.Groups;

    /// <summary>Null for kinds of a person's own.</summary>
    public static TieKind? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>The kind that tells the same tie from its other end; null where it has no word of its own.</summary>
    public static TieKind? ReverseOf(string code) => All.FirstOrDefault(kind => kind.ReverseOf == code);

    public static bool IsMutual(string code) => Find(code)?.Mutual == true;

    private static Table Load()
    {
        using var stream = typeof(TieKinds).Assembly.GetManifestResourceStream("Weft.Model.TieKinds.json")!;
        return JsonSerializer.Deserialize<Table>(stream, Options)!;
    }
}
