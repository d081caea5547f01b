using System.Text.Json;
using Weft.Graph;
using Weft.Model;

namespace Weft.Application.Texts;

/// <summary>States, kinds and types: as tables and JSON write them, and as people call them.</summary>
internal static class Glossary
{
    /// <summary>As it is written in JSON and tables: <c>SideBySide</c> is side_by_side.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>As it is called in the phrases' language; types of a user's own stay as they are.</summary>
    /// <param name="family">state, kind, type, trait or passed.</param>
    public static string Name(this Phrases phrases, string family, string word) =>
        phrases.Has($"{family}.{word}") ? phrases[$"{family}.{word}"] : word;

    /// <summary>A kind of tie, told from its source.</summary>
    public static string Tie(this Phrases phrases, string type) => TieKinds.Find(type)?.Name(phrases.Language) ?? type;

    /// <summary>The same, told from its target: the word for that, or an arrow that comes from the other.</summary>
    public static string TieToTarget(this Phrases phrases, ResolvedRelation tie) =>
        tie.GoesBothWays ? phrases.Tie(tie.Type)
        : TieKinds.ReverseOf(tie.Type) is { } reverse ? reverse.Name(phrases.Language)
        : "← " + phrases.Tie(tie.Type);

    /// <summary>What stands between the names of its two ends.</summary>
    public static string ArrowOf(ResolvedRelation tie) => tie.GoesBothWays ? "–" : "→";

    public static string Name<T>(this Phrases phrases, string family, T value)
        where T : struct, Enum => phrases.Name(family, Word(value));
}
