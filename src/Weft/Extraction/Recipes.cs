using Weft.Model;

namespace Weft.Extraction;

/// <summary>The recipes that this build can follow.</summary>
internal static class Recipes
{
    /// <summary>Of passage cutter, prompts and answer schema together: changed with any of them, or answers would be mixed.</summary>
    public const string Version = "p1";

    /// <summary>The same for books whose text holds words that steer models: those are sent so that no server takes them for its own.</summary>
    public const string Guarded = "p1g";

    /// <summary>The types that <c>rules</c> knows too, and three that only a reader of the text can tell.</summary>
    public static readonly IReadOnlyList<string> RelationTypes =
    [
        "family",
        "spouse",
        "ally",
        "hostile",
        "superior",
        "teacher",
        "member_of",
        "located_in",
        "owns",
    ];

    /// <param name="language">zh or en.</param>
    /// <remarks>About 1,700 tokens of text per call: smaller passages find more, and each pays the constant part of the prompt.</remarks>
    public static Recipe Default(
        string language,
        IReadOnlyList<string>? entityTypes = null,
        IReadOnlyList<string>? relationTypes = null
    ) =>
        new(
            Version,
            language,
            entityTypes ?? Model.EntityTypes.Default,
            relationTypes ?? RelationTypes,
            language == "zh" ? 2_800 : 4_800,
            4_096
        );

    /// <summary>Whether this build can follow a recipe of that version; jobs with another are left alone.</summary>
    public static bool Knows(string version) => version is Version or Guarded;
}
