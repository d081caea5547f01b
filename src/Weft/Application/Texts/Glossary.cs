using System.Text.Json;

namespace Weft.Application.Texts;

/// <summary>States, kinds and types: as tables and JSON write them, and as people call them.</summary>
internal static class Glossary
{
    /// <summary>As it is written in JSON and tables: <c>SideBySide</c> is side_by_side.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>As it is called in the phrases' language; types of a user's own stay as they are.</summary>
    /// <param name="family">state, kind, type, tie or passed.</param>
    public static string Name(this Phrases phrases, string family, string word) =>
        phrases.Has($"{family}.{word}") ? phrases[$"{family}.{word}"] : word;

    public static string Name<T>(this Phrases phrases, string family, T value)
        where T : struct, Enum => phrases.Name(family, Word(value));
}
