using Weft.Model;
using Weft.Providers;
using Weft.Providers.Presets;
using Xunit;

namespace Weft.Tests.Providers;

public sealed class PresetTableTests
{
    private static PresetTable Read(string text) => PresetTable.Read(text, "presets.json");

    public static TheoryData<string> Names => [.. PresetTable.BuiltIn.All.Select(preset => preset.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_built_in_preset_is_whole(string name)
    {
        var preset = PresetTable.BuiltIn.Find(name)!;
        Assert.Equal(preset.Url, ProviderClients.Default.AddressOf(preset.Url));
        Assert.Equal(preset.Models.Count, preset.Models.Select(model => model.Model).Distinct().Count());
        // A bill needs a key, and what runs at home needs none.
        Assert.Equal(preset.KeyVariable is null, new Uri(preset.Url).IsLoopback);
        foreach (var model in preset.Models)
        {
            Assert.NotNull(model.Price);
            Assert.True(model.Price.Price.OutputMicros >= model.Price.Price.CachedInputMicros, model.Model);
            Assert.True(model.Price.Price.InputMicros >= model.Price.Price.CachedInputMicros, model.Model);
            Assert.Equal(name, model.Settings.Preset);
        }
    }

    [Fact]
    public void Manners_are_those_of_the_model_or_of_the_preset()
    {
        var openai = PresetTable.BuiltIn.Find("openai")!;
        var usual = openai.Find(null)!;
        Assert.Equal(("gpt-6-luna", true), (usual.Model, usual.Manners.NewTokensName));
        Assert.Equal("""{"reasoning_effort":"none"}""", usual.Settings.Extra);
        Assert.Equal("", openai.Find("gpt-4o-mini")!.Settings.Extra);
        Assert.Equal(Temperature.None, openai.Find("gpt-6.1-sol")!.Settings.Temperature);
        var unknown = openai.Find("gpt-9")!;
        Assert.Equal(("gpt-9", usual.Settings.Extra, null), (unknown.Model, unknown.Settings.Extra, unknown.Price));
        Assert.Null(PresetTable.BuiltIn.Find("ollama")!.Find(null));
        Assert.Equal(TimeSpan.FromMinutes(30), PresetTable.BuiltIn.Find("ollama")!.Find("qwen3")!.Settings.Timeout);
        Assert.Equal(0.01m, PresetTable.BuiltIn.Find("minimax")!.Find(null)!.Settings.Temperature!.Degrees);
    }

    [Fact]
    public void A_file_of_ones_own_changes_what_it_says_and_adds_what_is_new()
    {
        var table = Read(
            """
            {
              // Ours.
              "presets": [
                { "name": "deepseek", "models": [{ "model": "deepseek-flash", "input": 1, "output": 4, "currency": "CNY", "as_of": "2026-11-20" }] },
                { "name": "ours", "url": "http://gpu:8000/v1/chat/completions", "rpm": 60, "ask": { "format": "plain", "timeout": "1h", "temperature": "none" }, },
              ],
            }
            """
        );
        var deepseek = table.Find("deepseek")!;
        Assert.Equal("https://api.deepseek.com", deepseek.Url);
        var model = Assert.Single(deepseek.Models);
        Assert.Equal(new Price(1_000_000, 1_000_000, 4_000_000, "CNY"), model.Price!.Price);
        Assert.NotEqual("", model.Settings.Extra);
        Assert.True(deepseek.IsChanged);
        var ours = table.Find("ours")!;
        Assert.Equal(("http://gpu:8000/v1", null), (ours.Url, ours.KeyVariable));
        var asked = ours.Find("m")!;
        Assert.Equal((TimeSpan.FromHours(1), Temperature.None), (asked.Settings.Timeout, asked.Settings.Temperature));
        Assert.Equal((AnswerFormat.Plain, 60), (asked.Manners.Format, asked.Limits.RequestsPerMinute));
        Assert.False(table.Find("openai")!.IsChanged);
        Assert.Equal(PresetTable.BuiltIn.All.Count + 1, table.All.Count);
    }

    [Theory]
    [InlineData("no json", 1, "")]
    [InlineData("null", 1, "")]
    [InlineData("[]", 1, "")]
    [InlineData("{}", 1, "")]
    [InlineData("{\n  \"presets\": [\n    {\"name\": \"a\", \"adress\": \"x\"}\n  ]\n}", 3, "adress")]
    [InlineData("{\n  \"presets\": [\n    {\"name\": \"a\", \"rpm\": \"many\"}\n  ]\n}", 3, "rpm")]
    [InlineData("{\n\"presets\": [\n\n{\"name\": \"a\"}]}", 4, "url")]
    [InlineData("{\n\"presets\": [\n{\"name\": \"a\", \"url\": \"ftp://x\"}]}", 3, "ftp://x")]
    [InlineData("{\n\"presets\": [\n{\"name\": \"openai\", \"ask\": {\"extra\": {\"model\": 1}}}]}", 3, "model")]
    [InlineData("{\n\"presets\": [\n{\"name\": \"openai\", \"ask\": {\"timeout\": \"soon\"}}]}", 3, "soon")]
    [InlineData("{\n\"presets\": [\n{\"name\": \"openai\", \"ask\": {\"temperature\": -1}}]}", 3, "-1")]
    [InlineData("{\n\"presets\": [\n{\"name\": \"openai\", \"models\": [{\"model\": \"m\", \"input\": 1}]}]}", 3, "as_of")]
    [InlineData("{\n\"presets\": [\n{\"name\": \"openai\"},\n{\"name\": \"openai\"}]}", 3, "openai")]
    [InlineData("{\n\"presets\": [\n{\"name\": \"a b\", \"url\": \"http://x/v1\"}]}", 3, "a b")]
    public void A_file_of_another_form_is_told_with_its_line(string text, long line, string what)
    {
        var trouble = Assert.Throws<PresetFileException>(() => Read(text));
        Assert.Equal(line, trouble.Line);
        Assert.Contains(what, trouble.What, StringComparison.Ordinal);
    }
}
