using Weft.Model;

namespace Weft.Extraction;

/// <summary>The recipes that this build can follow. A version is of passage cutter, prompts and answer schema together.</summary>
internal static class Recipes
{
    /// <summary>What new jobs take: changed with any of its parts, or answers would be mixed.</summary>
    public const string Version = "p2";

    /// <summary>The same for books whose text holds words that steer models: those are sent so that no server takes them for its own.</summary>
    public const string Guarded = "p2g";

    /// <summary>Of jobs that were started before: nine kinds of ties, no traits, and nothing of what stands before a passage.</summary>
    public const string First = "p1";

    public const string FirstGuarded = "p1g";

    /// <summary>What <see cref="First"/> asked for.</summary>
    public static readonly IReadOnlyList<string> FirstRelationTypes =
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
            entityTypes ?? EntityTypes.Default,
            relationTypes ?? TieKinds.Asked,
            language == "zh" ? 2_800 : 4_800,
            4_096
        );

    /// <summary>Whether this build can follow a recipe of that version; jobs with another are left alone.</summary>
    public static bool Knows(string version) => version is Version or Guarded or First or FirstGuarded;

    public static bool IsFirst(Recipe recipe) => recipe.Version is First or FirstGuarded;

    /// <summary>Whether it asks for the ties that its version asks for by itself.</summary>
    public static bool HasBuiltInTies(Recipe recipe) =>
        recipe.RelationTypes.SequenceEqual(IsFirst(recipe) ? FirstRelationTypes : TieKinds.Asked)
        && recipe.RelationKinds.Count == 0;

    public static bool IsGuarded(Recipe recipe) => recipe.Version is Guarded or FirstGuarded;
}
