using System.Text.RegularExpressions;
using Weft.Application.Texts;
using Weft.Tests.Cli;
using Weft.Web.Page.Words;
using Xunit;

namespace Weft.Tests.Web;

/// <summary>What the page says, in both languages: a phrase that cannot be said breaks the view that says it.</summary>
public sealed partial class PageWordsTests
{
    private static readonly object[] Numbers = [2, 3, 4, 5, 6, 7, 8, 9];
    private static readonly object[] Texts = ["a", "b", "c", "d", "e", "f", "g", "h"];

    [Fact]
    public void Both_languages_hold_the_same_keys() =>
        Assert.Equal(PageWords.English.Keys.Order(), PageWords.Chinese.Keys.Order());

    [Fact]
    public void Chinese_fills_no_place_that_English_has_not()
    {
        foreach (var key in Keys)
            Assert.True(Places(PageWords.Chinese[key]).IsSubsetOf(Places(PageWords.English[key])), key);
    }

    [Fact]
    public void Every_phrase_can_be_said()
    {
        foreach (var words in new[] { PageWords.English, PageWords.Chinese })
        foreach (var key in Keys)
            Assert.True(CanBeSaid(words, key), $"{words.Language}: {key}: {words[key]}");
    }

    [Fact]
    public void Every_phrase_is_used_and_every_one_that_is_used_is_there()
    {
        var sources = SourceTree
            .Files("src/Weft.Web", "*.razor")
            .Concat(SourceTree.Files("src/Weft.Web", "*.cs"))
            .Select(File.ReadAllText)
            .ToList();
        var whole = sources.SelectMany(text => Whole().Matches(text)).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.Equal([], whole.Where(name => !Keys.Contains("page." + name)));
        var everything = string.Concat(sources);
        var unused = Keys.Select(key => key[5..])
            .Where(name =>
                !everything.Contains($"\"{name}\"") && !everything.Contains($"\"page.{name}\"") && !IsMadeUp(name, everything)
            );
        Assert.Equal([], unused);
    }

    private static IReadOnlyList<string> Keys => [.. PageWords.English.Keys.Where(key => key.StartsWith("page."))];

    /// <summary>Such as <c>"sort." + sort</c>.</summary>
    private static bool IsMadeUp(string name, string everything) =>
        name.LastIndexOf('.') is > 0 and var dot
        && (everything.Contains($"\"{name[..(dot + 1)]}\"") || everything.Contains($"$\"{name[..(dot + 1)]}{{"));

    /// <summary>Places whose word depends on a number want one; the others take anything.</summary>
    private static bool CanBeSaid(Phrases words, string key)
    {
        foreach (var values in new[] { Numbers, Texts })
            try
            {
                if (words.Say(key, values).Length > 0)
                    return true;
            }
            catch (FormatException)
            {
                // Perhaps with the others.
            }
        return false;
    }

    private static HashSet<string> Places(string phrase) => [.. Place().Matches(phrase).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("[{]([0-9])")]
    private static partial Regex Place();

    [GeneratedRegex("Ui(?:\\[|[.]Say[(])\"([A-Za-z.]+[A-Za-z])\"")]
    private static partial Regex Whole();
}
