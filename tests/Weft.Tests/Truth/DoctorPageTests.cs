using System.Text;
using Weft.Application.Texts;
using Weft.Reasons.Findings;
using Weft.Tests.Cli;
using Xunit;

namespace Weft.Tests.Truth;

/// <summary>Every finding has its row on the page, in both languages.</summary>
public sealed class DoctorPageTests
{
    private const string Begin = "<!-- findings: written by DoctorPageTests -->\n";
    private const string End = "<!-- findings end -->";

    [Theory]
    [InlineData("en", "docs/doctor.md", "| finding | level | seen | it means | what to do |")]
    [InlineData("zh", "docs/doctor.zh.md", "| 名称 | 级别 | 看到 | 意味着 | 该怎么办 |")]
    public void The_page_has_every_finding(string language, string path, string head)
    {
        var file = Path.Combine(SourceTree.Root, path);
        var text = File.ReadAllText(file);
        var (from, until) = (
            text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length,
            text.IndexOf(End, StringComparison.Ordinal)
        );
        var page = text[..from] + Table(language, head) + text[until..];
        if (Environment.GetEnvironmentVariable("WEFT_WRITE_DOCS") is { Length: > 0 })
            File.WriteAllText(file, page);
        Assert.Equal(page, File.ReadAllText(file));
    }

    private static string Table(string language, string head)
    {
        var phrases = Phrases.For(language);
        var table = new StringBuilder().Append(head).Append("\n|---|---|---|---|---|\n");
        foreach (var (code, row) in FindingTable.All.OrderBy(row => row.Key, StringComparer.Ordinal))
        {
            var level = phrases["doctor.level." + row.Level.ToString().ToLowerInvariant()];
            var sentences = row.In(language).Select(Cell).Concat(["", ""]).Take(3);
            table.Append($"| `{code}` | {level} | {string.Join(" | ", sentences)} |\n");
        }
        return table.ToString();
    }

    /// <summary>Of the forms of a word, that for many.</summary>
    private static string Cell(string sentence) =>
        System
            .Text.RegularExpressions.Regex.Replace(sentence, @"\{[a-z_]+:[^|}]*\|([^}]*)\}", "$1")
            .Replace("|", "\\|")
            .Replace("<", "&lt;");
}
