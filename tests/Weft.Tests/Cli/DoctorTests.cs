using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Tests.Cli;

/// <summary>The doctor of one machine, with nothing installed.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    [Fact]
    public async Task Before_the_first_book_nothing_is_wrong_and_nothing_is_made()
    {
        Assert.Equal(0, await _weaver.RunAsync("doctor"));
        Assert.Contains("All is well", _weaver.Out);
        Assert.DoesNotContain("error", _weaver.Out);
        Assert.DoesNotContain("warning", _weaver.Out);
        Assert.False(Directory.Exists(_weaver.Data));
    }

    [Theory]
    [InlineData("en", "All is well")]
    [InlineData("zh", "一切正常")]
    public async Task A_machine_that_has_read_a_book_is_well(string language, string word)
    {
        await ReadBookAsync();
        _weaver.Variables["WEFT_LANG"] = language;
        Assert.True(await _weaver.RunAsync("doctor") == 0, _weaver.Out);
        Assert.Contains(word, _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("doctor", "--json"));
        Assert.Equal("note", _weaver.Answer.GetProperty("level").GetString());
        Assert.Equal(["fleet_nobody"], Codes("note"));
        Assert.Empty(_weaver.Error);
    }

    [Fact]
    public async Task A_graph_that_is_gone_is_a_warning_until_it_is_made_again()
    {
        await ReadBookAsync();
        foreach (var file in Directory.GetFiles(_weaver.Data, "graph.db*"))
            File.Delete(file);
        Assert.Equal(3, await _weaver.RunAsync("doctor", "--json"));
        Assert.Equal(["graph_lacks_books"], Codes("warning"));
        Assert.False(File.Exists(Path.Combine(_weaver.Data, "graph.db")));
        Assert.Equal(0, await _weaver.RunAsync("graph", "rebuild", "1"));
        Assert.Equal(0, await _weaver.RunAsync("doctor"));
    }

    [Fact]
    public async Task A_secret_that_is_gone_or_another_is_told_and_never_made_or_shown()
    {
        await using var server = await ScriptedProvider.StartAsync(new());
        _weaver.Variables["K"] = "sk-very-secret";
        await AddAsync(server.Url);
        Assert.Equal(0, await _weaver.RunAsync("doctor", "--json"));
        Assert.Contains("keys_ok", Codes("ok"));
        Assert.DoesNotContain("sk-very-secret", _weaver.Out);
        var key = Path.Combine(_weaver.Data, "key");
        File.Delete(key);
        Assert.Equal(1, await _weaver.RunAsync("doctor", "--json"));
        Assert.Equal(["secret_gone"], Codes("error"));
        Assert.False(File.Exists(key));
        _weaver.Variables["WEFT_KEY"] = "another pass phrase of mine";
        Assert.Equal(1, await _weaver.RunAsync("doctor", "--json"));
        Assert.Equal(["key_locked"], Codes("error"));
        Assert.DoesNotContain("another pass phrase", _weaver.Out);
        _weaver.Variables["WEFT_KEY"] = "short";
        Assert.Equal(1, await _weaver.RunAsync("doctor", "--json"));
        Assert.Contains("secret_bad", Codes("error"));
        Assert.Empty(server.Calls);
    }

    [Fact]
    public async Task Providers_are_asked_only_where_it_is_wanted()
    {
        await using var server = await ScriptedProvider.StartAsync(new());
        _weaver.Variables["K"] = "sk-one";
        await AddAsync(server.Url);
        Assert.Equal(0, await _weaver.RunAsync("doctor", "--json"));
        Assert.Contains("provider_reached", Codes("ok"));
        Assert.Contains("provider_no_price", Codes("note"));
        Assert.Empty(server.Calls);
        await _weaver.RunAsync("doctor", "--json", "--providers");
        Assert.NotEmpty(server.Calls);
        Assert.True(Codes("ok").Contains("provider_answers") || Codes("error").Contains("provider_silent"), _weaver.Out);
    }

    [Fact]
    public async Task A_provider_that_is_away_or_paused_is_told_with_what_to_do()
    {
        _weaver.Variables["K"] = "sk-one";
        await AddAsync("http://127.0.0.1:9/v1");
        Assert.Equal(1, await _weaver.RunAsync("doctor"));
        Assert.Contains("p cannot be reached: connection refused", _weaver.Out);
        var file = _weaver.Write("mill.txt", "Chapter 1\n\nOld Tom Brown met Mary Green at the mill.\n");
        await using var server = await ScriptedProvider.StartAsync(new());
        await AddAsync(server.Url + "/nowhere");
        await _weaver.RunAsync("run", file, "--provider", "p", "--json");
        Assert.Equal(1, await _weaver.RunAsync("doctor", "--json"));
        Assert.Equal(["provider_closed", "fleet_nobody_waited"], Codes("error"));
        Assert.Contains("weft provider resume p", _weaver.Out);
    }

    [Theory]
    [InlineData("WEFT_LEDGER", "nonsense", "setting_wrong")]
    [InlineData("WEFT_GRAPH", "bolt://db:7687", "setting_wrong")]
    [InlineData("WEFT_GRACE_SECONDS", "soon", "setting_wrong")]
    [InlineData("WEFT_DISPATCH", "127.0.0.1:9", "check_away")]
    [InlineData("WEFT_GRAPH", "http://127.0.0.1:9/neo4j", "check_away")]
    public async Task What_the_settings_name_wrongly_is_told_once_and_the_rest_is_looked_at(
        string name,
        string value,
        string code
    )
    {
        await ReadBookAsync();
        _weaver.Variables[name] = value;
        Assert.Equal(1, await _weaver.RunAsync("doctor", "--json"));
        Assert.Contains(code, Codes("error"));
        Assert.Contains("folder_ok", Codes("ok"));
    }

    [Fact]
    public async Task Quiet_it_says_nothing_where_nothing_is_wrong()
    {
        await ReadBookAsync();
        Assert.Equal(0, await _weaver.RunAsync("doctor", "--quiet"));
        Assert.StartsWith("note", _weaver.Out);
        Assert.Equal(3, _weaver.Out.Count(letter => letter == '\n'));
        Assert.Empty(_weaver.Error);
    }

    private List<string> Codes(string level) =>
        [
            .. _weaver
                .Answer.GetProperty("findings")
                .EnumerateArray()
                .Where(finding => finding.GetProperty("level").GetString() == level)
                .Select(finding => finding.GetProperty("code").GetString()!),
        ];

    private async Task ReadBookAsync()
    {
        var file = _weaver.Write("mill.txt", "Chapter 1\n\nOld Tom Brown met Mary Green at the mill.\n");
        Assert.Equal(0, await _weaver.RunAsync("run", file));
    }

    private async Task AddAsync(string url) =>
        Assert.Equal(0, await _weaver.RunAsync("provider", "add", "p", "--url", url, "--model", "m", "--key-env", "K"));
}
