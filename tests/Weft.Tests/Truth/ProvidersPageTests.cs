using System.Globalization;
using System.Text;
using Weft.Application.Texts;
using Weft.Extraction;
using Weft.Extraction.Passages;
using Weft.Extraction.Prompting;
using Weft.Model;
using Weft.Providers;
using Weft.Providers.Presets;
using Weft.Tests.Cli;
using Xunit;

namespace Weft.Tests.Truth;

/// <summary>Each preset stands in both pages with how it is connected and what it costs, by the program's own cutter and estimate.</summary>
public sealed class ProvidersPageTests
{
    private const string From = "<!-- presets -->\n";
    private const string Until = "<!-- /presets -->";
    private const int Chapters = 240;
    private const int Characters = 2_500;
    private const int AnswerTokens = 1_000;

    [Theory]
    [InlineData("en", "docs/providers.md")]
    [InlineData("zh", "docs/providers.zh.md")]
    public void Each_preset_stands_there_with_its_line_and_its_cost(string language, string path)
    {
        var file = Path.Combine(SourceTree.Root, path);
        var page = File.ReadAllText(file);
        var (start, end) = (
            page.IndexOf(From, StringComparison.Ordinal) + From.Length,
            page.IndexOf(Until, StringComparison.Ordinal)
        );
        var meant = page[..start] + Table(language == "zh") + page[end..];
        if (Environment.GetEnvironmentVariable("WEFT_WRITE_DOCS") is { Length: > 0 })
            File.WriteAllText(file, meant);
        Assert.Equal(meant, File.ReadAllText(file));
    }

    [Theory]
    [InlineData("README.md", "docs/providers.md")]
    [InlineData("README.zh.md", "docs/providers.zh.md")]
    public void The_front_page_leads_there(string page, string link) =>
        Assert.Contains($"]({link})", File.ReadAllText(Path.Combine(SourceTree.Root, page)), StringComparison.Ordinal);

    [Fact]
    public void The_novel_is_cut_as_the_pages_say()
    {
        var recipe = Recipes.Default("zh");
        Assert.Single(PassageCutter.Cut(new string('山', Characters), recipe));
        Assert.Equal(600_000, Chapters * Characters);
        Assert.InRange(PromptTokens("deepseek-flash"), 2_000, 8_000);
    }

    private static long PromptTokens(string model) =>
        TokenEstimate.OfPrompt(
            PromptText.For(
                Recipes.Default("zh"),
                new(
                    "p1",
                    "zh",
                    [.. Enumerable.Range(0, 60).Select(number => new RosterName($"人物{number}", "person", 100, []))],
                    "{}"
                ),
                new(new string('山', Characters), 0)
            ),
            model
        );

    private static string Table(bool chinese)
    {
        var text = new StringBuilder();
        text.Append(
            chinese
                ? "| 预设 | 接入 | 模型 | 每百万 token：输入 / 缓存 / 输出 | 日期 | 60 万字 |\n|---|---|---|---|---|---|\n"
                : "| preset | to connect it | model | a million tokens: input / cached / output | as of | 600,000 characters |\n|---|---|---|---|---|---|\n"
        );
        foreach (var preset in PresetTable.BuiltIn.All)
        {
            var key = preset.KeyVariable is { } variable ? $" --key-env {variable}" : "";
            var model = preset.Models.Count == 0 ? " --model MODEL" : "";
            var line = $"`weft provider add {preset.Name}{model}{key}`";
            if (preset.Models.Count == 0)
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {preset.Title} | {line} | {(chinese ? "自选" : "yours")} | – | – | – |\n"
                );
            foreach (var one in preset.Models)
            {
                var isFirst = ReferenceEquals(one, preset.Models[0]);
                var price = one.Price!;
                var cost = Prices.Micros(price.Price, Chapters * PromptTokens(one.Model), 0, Chapters * AnswerTokens);
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {(isFirst ? preset.Title : "")} | {(isFirst ? line : "")} | `{one.Model}` | {AskingText.Price(price.Price)} | {price.AsOf:yyyy-MM-dd} | {cost / 1_000_000m:0.00} {price.Price.Currency} |\n"
                );
            }
        }
        return text.ToString();
    }
}
