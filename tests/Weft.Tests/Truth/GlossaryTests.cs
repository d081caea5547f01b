using System.Text.RegularExpressions;
using Weft.Tests.Cli;
using Xunit;

namespace Weft.Tests.Truth;

/// <summary>What people read in Chinese uses the glossary's words, and not others for the same thing.</summary>
public sealed partial class GlossaryTests
{
    private const string Glossary = "docs/glossary.md";

    [Fact]
    public void No_text_uses_a_word_that_the_glossary_refuses()
    {
        var texts = Texts().ToList();
        Assert.True(texts.Count >= 6, string.Join(", ", texts));
        Assert.Empty(texts.SelectMany(file => Found(File.ReadAllText(file)).Select(word => $"{file}: {word}")));
    }

    [Fact]
    public void A_text_with_a_refused_word_is_found() => Assert.Equal(["供应商"], Found("每个供应商都有限额，每个提供方也是。"));

    private static IEnumerable<string> Found(string text) =>
        Refused().Where(word => text.Contains(word, StringComparison.Ordinal));

    private static List<string> Refused() =>
        [
            .. Row()
                .Matches(File.ReadAllText(Path.Combine(SourceTree.Root, Glossary)))
                .SelectMany(row => row.Groups[1].Value.Split(", "))
                .Select(word => word.Trim()),
        ];

    private static IEnumerable<string> Texts() =>
        SourceTree
            .Files("src", "zh.json")
            .Concat(SourceTree.Files("src", "*.js"))
            .Concat(SourceTree.Files("docs", "*.zh.md"))
            .Append(Path.Combine(SourceTree.Root, "README.zh.md"));

    /// <summary>A row of the second table: Chinese words alone in two columns.</summary>
    [GeneratedRegex(@"^\| [\p{IsCJKUnifiedIdeographs}]+ \| ([\p{IsCJKUnifiedIdeographs}, ]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
