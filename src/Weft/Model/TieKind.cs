using System.Text.Json.Serialization;

namespace Weft.Model;

/// <summary>A kind of tie that Weft knows: what it means, how it is called, and how models spell it.</summary>
/// <param name="Code">As facts, graphs and files have it.</param>
/// <param name="Group">Kinds of a group have one colour.</param>
public sealed record TieKind(string Code, string Group)
{
    /// <summary>Prompts ask for it; the others come from rules, from earlier recipes, or are made by Weft itself.</summary>
    public bool Asked { get; init; }

    /// <summary>It goes both ways: one tie, whichever way it is said.</summary>
    public bool Mutual { get; init; }

    /// <summary>Its direction says little: two readings that differ in it agree.</summary>
    public bool BothWays { get; init; }

    /// <summary>The kind that is the same tie, told from its other end; facts have that one. Empty = none.</summary>
    public string ReverseOf { get; init; } = "";

    [JsonPropertyName("en")]
    public required string English { get; init; }

    [JsonPropertyName("zh")]
    public required string Chinese { get; init; }

    [JsonPropertyName("about_en")]
    public string AboutInEnglish { get; init; } = "";

    [JsonPropertyName("about_zh")]
    public string AboutInChinese { get; init; } = "";

    /// <summary>Other spellings, parted by blanks.</summary>
    public string Said { get; init; } = "";

    /// <summary>Spellings that say it from the other end: killed_by.</summary>
    public string Reversed { get; init; } = "";

    /// <param name="language">zh or en.</param>
    public string Name(string language) => language == "zh" ? Chinese : English;

    /// <summary>What it means, in words for a prompt.</summary>
    public string About(string language) => language == "zh" ? AboutInChinese : AboutInEnglish;
}

/// <summary>How ties of a group are drawn, as <c>#rrggbb</c>.</summary>
public sealed record TieColour(string Light, string Dark);
