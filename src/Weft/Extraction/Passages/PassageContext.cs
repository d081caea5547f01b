using System.Buffers;
using Weft.Model;

namespace Weft.Extraction.Passages;

/// <summary>
/// The end of what stands before a passage in its chapter, so that "he" has a name: whole paragraphs if they are short, else from a sentence's
/// beginning on. A pure function: part of the recipe's version.
/// </summary>
internal static class PassageContext
{
    /// <summary>In UTF-16 units: about 120 tokens, one in fifteen of a passage's.</summary>
    private const int LongestChinese = 200;
    private const int LongestEnglish = 480;

    /// <summary>Less of it tells nothing.</summary>
    private const int Shortest = 8;

    private static readonly SearchValues<char> Ends = SearchValues.Create("。！？.!?");

    /// <summary>How much of it a recipe shows.</summary>
    public static int Most(Recipe recipe) =>
        Recipes.IsFirst(recipe) ? 0
        : recipe.Language == "zh" ? LongestChinese
        : LongestEnglish;

    /// <summary>The end of a text, at most so long; empty where nothing worth showing stands there.</summary>
    public static string End(ReadOnlySpan<char> before, int most)
    {
        if (most == 0)
            return "";
        var text = before.TrimEnd();
        if (text.Length > most)
            text = text[Start(text, text.Length - most)..];
        text = text.Trim();
        return text.Length < Shortest ? "" : text.ToString();
    }

    /// <summary>The first paragraph that begins behind that place; else the first sentence; else the place itself.</summary>
    private static int Start(ReadOnlySpan<char> text, int from)
    {
        if (text[from..].IndexOf('\n') is >= 0 and var line && text.Length - (from + line) >= Shortest)
            return from + line;
        var end = text[from..^1].IndexOfAny(Ends);
        if (end >= 0 && text.Length - (from + end) > Shortest)
            return from + end + 1;
        return char.IsLowSurrogate(text[from]) ? from + 1 : from;
    }
}
