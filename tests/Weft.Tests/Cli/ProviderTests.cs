using Xunit;

namespace Weft.Tests.Cli;

public sealed class ProviderTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    [Fact]
    public async Task A_provider_that_is_added_is_of_the_kind_that_was_named_or_of_the_usual_one()
    {
        Assert.Equal(0, await AddAsync("a", "--kind", "openai"));
        Assert.Equal(0, await AddAsync("b"));
        Assert.Equal(0, await _weaver.RunAsync("providers", "--json"));
        Assert.Equal(
            [("a", "openai"), ("b", "openai"), ("rules", "rules")],
            _weaver
                .Answer.EnumerateArray()
                .Select(provider => (provider.GetProperty("name").GetString(), provider.GetProperty("kind").GetString()))
        );
    }

    [Theory]
    [InlineData("rules")]
    [InlineData("OpenAI")]
    public async Task A_kind_that_there_is_not_is_refused_with_those_that_there_are(string kind)
    {
        Assert.Equal(2, await AddAsync("a", "--kind", kind));
        Assert.Equal($"weft: there is no kind of provider {kind}; there are: openai\n", _weaver.Error);
    }

    [Fact]
    public async Task A_preset_needs_its_name_and_a_key()
    {
        Assert.Equal(2, await _weaver.RunAsync("provider", "add", "deepseek"));
        Assert.Contains("DEEPSEEK_API_KEY", _weaver.Error);
        _weaver.Variables["KEY"] = "sk-1";
        Assert.Equal(0, await _weaver.RunAsync("provider", "add", "deepseek", "--key-env", "KEY"));
        Assert.Contains("deepseek-flash", _weaver.Out);
        Assert.Contains("as of 2026-10-27", _weaver.Out);
        _weaver.Variables["OPENAI_API_KEY"] = "sk-2";
        Assert.Equal(0, await _weaver.RunAsync("provider", "add", "openai"));
        Assert.Equal("The key is taken from OPENAI_API_KEY.\n", _weaver.Error);
        Assert.Equal(0, await _weaver.RunAsync("provider", "add", "home", "--preset", "ollama", "--model", "qwen3"));
        Assert.Equal(0, await _weaver.RunAsync("provider", "show", "home", "--json"));
        Assert.Equal(
            ("ollama", "30m", false),
            (Said("preset"), Said("timeout"), _weaver.Answer.GetProperty("has_key").GetBoolean())
        );
        Assert.Equal("none", _weaver.Answer.GetProperty("extra").GetProperty("reasoning_effort").GetString());
        Assert.Equal(0, await _weaver.RunAsync("providers"));
        Assert.Contains("0.10 / 0.01 / 0.50 USD (as of 2026-09-22", _weaver.Out);
    }

    private string? Said(string field) => _weaver.Answer.GetProperty(field).GetString();

    [Fact]
    public async Task In_a_script_what_is_missing_is_named_and_nothing_is_made()
    {
        Assert.Equal(2, await _weaver.RunAsync("provider", "add", "mine", "--no-key"));
        Assert.Contains("--url", _weaver.Error);
        Assert.Contains("--model", _weaver.Error);
        Assert.Equal(2, await _weaver.RunAsync("provider", "add", "ollama"));
        Assert.Contains("--model", _weaver.Error);
        Assert.False(Directory.Exists(_weaver.Data));
    }

    [Theory]
    [InlineData("ollama\nqwen3\n", "http://127.0.0.1:11434/v1", "qwen3")]
    [InlineData("http://127.0.0.1:9/v1\nsome-model\n", "http://127.0.0.1:9/v1", "some-model")]
    public async Task In_a_terminal_what_is_missing_is_asked_for(string typed, string url, string model)
    {
        (_weaver.Typed, _weaver.IsTerminal) = (typed, true);
        Assert.Equal(0, await _weaver.RunAsync("provider", "add", "mine", "--no-key"));
        Assert.Equal(0, await _weaver.RunAsync("provider", "show", "mine", "--json"));
        Assert.Equal((url, model), (Said("url"), Said("model")));
    }

    [Fact]
    public async Task Settings_are_kept_and_shown_and_what_cannot_be_is_refused()
    {
        Assert.Equal(
            0,
            await AddAsync(
                "a",
                "--extra",
                """{"top_p": 1}""",
                "--temperature",
                "none",
                "--stream",
                "yes",
                "--timeout",
                "90s",
                "--context",
                "8192",
                "--thinking-tokens",
                "2000"
            )
        );
        Assert.Equal(0, await _weaver.RunAsync("provider", "show", "a"));
        foreach (var shown in new[] { """{"top_p":1}""", "none", "yes", "90s", "8,192 tokens", "2,000 tokens" })
            Assert.Contains(shown, _weaver.Out);
        foreach (
            var wrong in new[]
            {
                new[] { "--extra", "[1]" },
                ["--extra", """{"model":"x"}"""],
                ["--temperature", "3"],
                ["--timeout", "soon"],
                ["--stream", "maybe"],
                ["--context", "10"],
            }
        )
            Assert.Equal(2, await AddAsync("a", wrong));
    }

    [Fact]
    public async Task Presets_of_ones_own_count_and_a_bad_file_is_told_with_its_line()
    {
        Assert.Equal(0, await _weaver.RunAsync("provider", "presets"));
        Assert.Contains("siliconflow-cn", _weaver.Out);
        _weaver.Write("weft-data/presets.json", """{ "presets": [{ "name": "ours", "url": "http://gpu:8000/v1" }] }""");
        Assert.Equal(0, await _weaver.RunAsync("provider", "add", "ours", "--model", "m"));
        _weaver.Variables["WEFT_PRESETS"] = _weaver.Write("bad.json", "{\n \"presets\": [\n  { \"nam\": \"x\" }\n ]\n}");
        Assert.NotEqual(0, await _weaver.RunAsync("providers"));
        Assert.Contains("bad.json, line 3", _weaver.Error);
        _weaver.Variables["WEFT_PRESETS"] = "none.json";
        Assert.NotEqual(0, await _weaver.RunAsync("providers"));
        Assert.Contains("none.json", _weaver.Error);
    }

    [Fact]
    public async Task An_old_price_says_so()
    {
        _weaver.Write(
            "weft-data/presets.json",
            """{ "presets": [{ "name": "ours", "url": "http://gpu:8000/v1", "models": [{ "model": "m", "input": 1, "output": 2, "currency": "CNY", "as_of": "2020-01-01" }] }] }"""
        );
        Assert.Equal(0, await _weaver.RunAsync("provider", "add", "ours"));
        Assert.Contains("2020-01-01, more than 180 days ago", _weaver.Error);
        Assert.Equal(0, await _weaver.RunAsync("provider", "show", "ours", "--json"));
        Assert.True(_weaver.Answer.GetProperty("price").GetProperty("old").GetBoolean());
        Assert.Equal(0, await _weaver.RunAsync("providers"));
        Assert.Contains("2020-01-01, old", _weaver.Out);
    }

    private Task<int> AddAsync(string name, params string[] more) =>
        _weaver.RunAsync(["provider", "add", name, "--url", "http://host/v1/", "--model", "m", "--no-key", .. more]);
}
