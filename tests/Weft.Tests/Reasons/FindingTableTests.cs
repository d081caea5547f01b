using System.Text.RegularExpressions;
using Weft.Reasons;
using Weft.Reasons.Findings;
using Weft.Tests.Cli;
using Xunit;

namespace Weft.Tests.Reasons;

public sealed partial class FindingTableTests
{
    [Fact]
    public void Both_languages_say_what_was_seen_what_it_means_and_what_to_do()
    {
        Assert.NotEmpty(FindingTable.All);
        foreach (var (code, row) in FindingTable.All)
        {
            var sentences = row.Level == FindingLevel.Ok ? 1 : 3;
            Assert.True(row.En.Count == sentences && row.Zh.Count == sentences, code);
            for (var at = 0; at < sentences; at++)
            {
                Assert.True(Places(row.En[at]).SetEquals(Places(row.Zh[at])), $"{code}: {row.En[at]}");
                if (Places().Replace(row.En[at], "").Any(char.IsLetter))
                    Assert.Matches("[\\u4e00-\\u9fff]", row.Zh[at]);
            }
            // What to do names nothing that was not seen.
            Assert.Subset(Places(row.En[0]), row.En.Skip(1).SelectMany(Places).Except(Quiet).ToHashSet());
        }
    }

    /// <summary>Figures that are part of the advice alone.</summary>
    private static readonly string[] Quiet = ["least", "each"];

    [Fact]
    public void Every_finding_is_made_somewhere_and_none_without_its_row()
    {
        var whole = string.Concat(SourceTree.Files("src/Weft", "*.cs").Select(File.ReadAllText));
        Assert.All(FindingTable.All.Keys, code => Assert.Contains($"\"{code}\"", whole));
        Assert.Throws<KeyNotFoundException>(() => new Finding("no_such_finding"));
    }

    [Fact]
    public void A_finding_fills_its_sentences_in_either_language()
    {
        var finding = new Finding("fleet_nobody_waited", ("jobs", 1));
        Assert.Equal("No node is at work, and 1 job waits for one.", finding.Seen(ReasonTexts.English));
        Assert.Contains("有 1 个任务在等", finding.Seen(ReasonTexts.Chinese));
        Assert.Null(new Finding("settings_ok").Remedy(ReasonTexts.English));
    }

    private static HashSet<string> Places(string sentence) =>
        [.. Places().Matches(sentence).Select(place => place.Groups["name"].Value)];

    [GeneratedRegex(@"\{(?<name>[a-z_0-9]+)(:[^}]*)?\}")]
    private static partial Regex Places();
}
