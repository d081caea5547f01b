using Microsoft.ML.Tokenizers;
using Weft.Testing;
using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Tests.Cli;

/// <summary>What a job will take is said before its first call, and is true.</summary>
public sealed class EstimateTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    private async Task AddAsync(string name, string url, string model, params string[] more) =>
        Assert.True(
            await _weaver.RunAsync(["provider", "add", name, "--url", url, "--model", model, "--no-key", .. more]) == 0,
            _weaver.Error
        );

    private static string[] Dear => ["--price-in", "20000", "--price-out", "80000", "--currency", "CNY"];

    /// <summary>Usage is made by a real tokenizer; the bound of 15 per cent holds for tokens of both kinds together.</summary>
    [Theory]
    [InlineData("en/alice.txt")]
    [InlineData("en/sherlock-holmes-adventures.txt", "1-4")]
    [InlineData("en/pride-and-prejudice.txt", "1-25")]
    [InlineData("en/two-cities.txt", "1-15")]
    [InlineData("zh/a-q-zhengzhuan-trad.txt")]
    [InlineData("zh/sanguo-yanyi.txt", "1-16")]
    public async Task An_estimate_is_within_15_per_cent_of_what_is_then_counted(string file, string? chapters = null)
    {
        var tokenizer = TiktokenTokenizer.CreateForEncoding("o200k_base");
        await using var server = await ScriptedProvider.StartAsync(new() { Count = text => tokenizer.CountTokens(text) });
        await AddAsync("p", server.Url, "m", Dear);
        string[] order =
        [
            Require.CorpusFile(file),
            "--provider",
            "p",
            "--json",
            .. chapters is null ? [] : new[] { "--chapters", chapters },
        ];
        Assert.True(await _weaver.RunAsync(["estimate", .. order]) == 0, _weaver.Error);
        var (calls, tokens, seconds) = (
            _weaver.Answer.GetProperty("calls").GetInt32(),
            _weaver.Answer.GetProperty("prompt_tokens").GetInt64() + _weaver.Answer.GetProperty("answer_tokens").GetInt64(),
            _weaver.Answer.GetProperty("seconds").GetDouble()
        );
        var most = _weaver.Answer.GetProperty("most_tokens").GetInt64();
        Assert.Empty(server.Calls);
        Assert.True(await _weaver.RunAsync(["run", .. order, "--yes"]) == 0, _weaver.Error);
        var counted = _weaver.Answer[0].GetProperty("tokens").GetInt64();
        TestContext.Current.SendDiagnosticMessage("{0}: {1} tokens estimated, {2} counted", file, tokens, counted);
        Assert.Equal(server.Calls.Count, calls);
        Assert.InRange(tokens / (double)counted, 0.85, 1.15);
        Assert.True(most > counted && seconds > 0, $"at most {most}, counted {counted}");
        // Nothing is left to be asked, and that is known.
        Assert.Equal(0, await _weaver.RunAsync(["estimate", .. order]));
        Assert.Equal(0, _weaver.Answer.GetProperty("calls").GetInt32());
        Assert.Equal(_weaver.Answer.GetProperty("passages").GetInt32(), _weaver.Answer.GetProperty("answers_there").GetInt32());
    }

    /// <summary>The model thinks a third more than anybody would guess; its first answers teach that.</summary>
    [Fact]
    public async Task The_first_answers_of_a_model_mend_the_estimate_of_the_rest()
    {
        await using var server = await ScriptedProvider.StartAsync(new() { Count = text => text.Length / 2 });
        await AddAsync("p", server.Url, "m", Dear);
        var book = Require.CorpusFile("en/alice.txt");
        Assert.Equal(0, await _weaver.RunAsync("run", book, "--provider", "p", "--chapters", "1-4", "--yes"));
        Assert.Equal(0, await _weaver.RunAsync("estimate", book, "--provider", "p", "--chapters", "5-12"));
        Assert.Contains("corrected by the last", _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("estimate", book, "--provider", "p", "--chapters", "5-12", "--json"));
        var tokens =
            _weaver.Answer.GetProperty("prompt_tokens").GetInt64() + _weaver.Answer.GetProperty("answer_tokens").GetInt64();
        Assert.Equal(0, await _weaver.RunAsync("run", book, "--provider", "p", "--chapters", "5-12", "--yes", "--json"));
        Assert.InRange(tokens / (double)_weaver.Answer[0].GetProperty("tokens").GetInt64(), 0.85, 1.15);
    }

    [Theory]
    [InlineData("en", "from 7.00 CNY on a script has to say", "about")]
    [InlineData("zh", "脚本须说明最多花多少", "约")]
    public async Task A_dear_job_of_a_script_wants_a_budget_or_a_yes(string language, string why, string about)
    {
        await using var server = await ScriptedProvider.StartAsync();
        _weaver.Variables["WEFT_LANG"] = language;
        await AddAsync("p", server.Url, "m", Dear);
        await AddAsync("cheap", server.Url, "m", "--price-in", "2", "--price-out", "8", "--currency", "CNY");
        await AddAsync("unknown", server.Url, "m");
        var file = _weaver.Write("mill.txt", Mill.Book);
        Assert.Equal(2, await _weaver.RunAsync("run", file, "--provider", "p"));
        Assert.Contains(why, _weaver.Error);
        Assert.Contains(about, _weaver.Out);
        Assert.Equal(2, await _weaver.RunAsync("job", "start", "1", "--provider", "p"));
        Assert.Equal(2, await _weaver.RunAsync("job", "start", "1", "--provider", "p", "--json"));
        Assert.Empty(server.Calls);
        // A budget is a word too; what is cheap, or has no price, wants none.
        Assert.Equal(0, await _weaver.RunAsync("run", file, "--provider", "p", "--budget", "900CNY"));
        Assert.Equal(0, await _weaver.RunAsync("job", "start", "1", "--provider", "cheap"));
        Assert.Equal(0, await _weaver.RunAsync("job", "start", "1", "--provider", "unknown"));
    }

    [Fact]
    public async Task In_a_terminal_it_is_asked_and_only_a_yes_goes_on()
    {
        await using var server = await ScriptedProvider.StartAsync();
        await AddAsync("p", server.Url, "m", Dear);
        var file = _weaver.Write("mill.txt", Mill.Book);
        _weaver.IsTerminal = true;
        foreach (var no in new[] { "", "n\n", "maybe\n" })
        {
            _weaver.Typed = no;
            Assert.Equal(1, await _weaver.RunAsync("run", file, "--provider", "p"));
            Assert.Contains("Nothing was started.", _weaver.Out);
        }
        Assert.Empty(server.Calls);
        _weaver.Typed = "y\n";
        Assert.True(await _weaver.RunAsync("job", "start", "1", "--provider", "p") == 0, _weaver.Error);
        Assert.Equal(2, server.Calls.Count);
        // What is done already is no new expense, and rules cost nothing.
        _weaver.Typed = "";
        Assert.Equal(0, await _weaver.RunAsync("run", file, "--provider", "p"));
        Assert.Equal(0, await _weaver.RunAsync("job", "start", "1"));
    }

    [Fact]
    public async Task What_is_asked_anew_is_an_expense_too()
    {
        await using var server = await ScriptedProvider.StartAsync();
        await AddAsync("p", server.Url, "m", Dear);
        var file = _weaver.Write("mill.txt", Mill.Book);
        Assert.Equal(0, await _weaver.RunAsync("run", file, "--provider", "p", "--yes"));
        Assert.Equal(2, await _weaver.RunAsync("job", "retry", "1", "--again"));
        Assert.Contains("from 7.00 CNY on a script has to say", _weaver.Error);
        Assert.Equal(2, await _weaver.RunAsync("job", "retry", "1", "--chapter", "2", "--again"));
        Assert.Contains("1 chapter,", _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("job", "retry", "1", "--again", "--yes"));
        Assert.Equal(0, await _weaver.RunAsync("run"));
        Assert.Equal(4, server.Calls.Count);
    }

    [Fact]
    public async Task A_pilot_is_asked_first_and_its_answers_serve_the_whole_job()
    {
        await using var server = await ScriptedProvider.StartAsync();
        await AddAsync("p", server.Url, "m", "--price-in", "50", "--price-out", "200", "--currency", "CNY");
        await AddAsync("dear", server.Url, "m", Dear);
        var book = Require.CorpusFile("en/alice.txt");
        // A pilot costs money too.
        Assert.Equal(2, await _weaver.RunAsync("run", book, "--provider", "dear", "--pilot", "5"));
        Assert.Contains("from 7.00 CNY on a script has to say", _weaver.Error);
        Assert.Empty(server.Calls);
        // A script that says nothing more gets the pilot alone.
        Assert.True(await _weaver.RunAsync("run", book, "--provider", "p", "--pilot", "5") == 0, _weaver.Error);
        Assert.Contains("Pilot: chapters 4,10 of", _weaver.Out);
        Assert.Contains("The pilot is done", _weaver.Out);
        Assert.Contains("corrected by the last", _weaver.Out);
        var asked = server.Calls.Count;
        Assert.InRange(asked, 5, 8);
        Assert.True(await _weaver.RunAsync("run", book, "--provider", "p", "--yes", "--json") == 0, _weaver.Error);
        Assert.Equal(36, server.Calls.Count);
        Assert.Equal(36 - asked, _weaver.Answer[0].GetProperty("calls").GetInt32());
        // A person who looks at the pilot may say no.
        _weaver.IsTerminal = true;
        _weaver.Typed = "y\nn\n";
        Assert.Equal(
            1,
            await _weaver.RunAsync("job", "start", "1", "--provider", "p", "--pilot", "3", "--answer-tokens", "4000")
        );
        Assert.Contains("Nothing was started.", _weaver.Out);
        Assert.InRange(server.Calls.Count - 36, 3, 6);
    }

    [Fact]
    public async Task An_estimate_says_what_is_wrong_with_an_order()
    {
        await using var server = await ScriptedProvider.StartAsync();
        await AddAsync("p", server.Url, "m");
        var file = _weaver.Write("mill.txt", Mill.Book);
        Assert.NotEqual(0, await _weaver.RunAsync("estimate", "nothing of that name", "--provider", "p"));
        Assert.Contains("nothing of that name", _weaver.Error);
        Assert.NotEqual(0, await _weaver.RunAsync("estimate", file, "--provider", "q"));
        Assert.Contains("there is no provider q", _weaver.Error);
        Assert.NotEqual(0, await _weaver.RunAsync("estimate", file, "--provider", "p", "--chapters", "2-9"));
        Assert.Contains("has chapters up to 2", _weaver.Error);
        Assert.Equal(0, await _weaver.RunAsync("estimate", file, "--provider", "p"));
        Assert.Contains("no price of m is known", _weaver.Out);
        Assert.NotEqual(0, await _weaver.RunAsync("estimate", file, "--provider", "p", "--budget", "3USD"));
        await AddAsync("yuan", server.Url, "m", Dear);
        Assert.NotEqual(0, await _weaver.RunAsync("estimate", file, "--provider", "yuan", "--budget", "3USD"));
        Assert.Contains("CNY", _weaver.Error);
        Assert.Equal(0, await _weaver.RunAsync("estimate", file));
        Assert.Contains("nothing to pay", _weaver.Out);
        Assert.Empty(server.Calls);
    }
}
