using System.Text.RegularExpressions;
using Weft.Cli.Localization;
using Weft.Reasons;
using Weft.Testing;
using Weft.Testing.Scripted;
using Weft.Web.Page.Words;
using Xunit;

namespace Weft.Tests.Cli;

/// <summary>What a person reads who asked for Chinese is Chinese, whatever went wrong.</summary>
public sealed partial class ChineseTests : IDisposable
{
    /// <summary>Names and marks that are the same in both languages.</summary>
    private static readonly string[] Alike =
    [
        "provider.anyModel",
        "webhook.added",
        "webhook.test.bad",
        "page.tokens",
        "page.tab.webhook",
        "page.audit.webhook",
        "page.webhooks",
        "format_pdf",
    ];

    private readonly Weaver _weaver = new();

    public ChineseTests() => _weaver.Variables["WEFT_LANG"] = "zh";

    public void Dispose() => _weaver.Dispose();

    /// <summary>One command line each; <c>FILES</c> is a folder with odd files.</summary>
    public static TheoryData<string> Wrong =>
        [
            "frob",
            "book delete nobody",
            "book delete 1",
            "import FILES/none.txt",
            "import FILES/empty.txt",
            "import FILES/bytes.txt",
            "import FILES/zip.epub",
            "import FILES",
            "import FILES/mill.txt --headings ([",
            "import FILES/mill.txt --encoding klingon",
            "import FILES/mill.txt --data FILES/mill.txt",
            "import FILES/mill.txt --data /proc/none",
            "job start 1 --provider nobody",
            "job start 1 --chapters 9-1",
            "job start 1 --chapters 900",
            "job start 1 --budget abc",
            "job start 1 --budget-money 5",
            "job show 99",
            "job show abc",
            "job cancel 99",
            "job pause 99",
            "job resume 99",
            "job retry",
            "job retry 99 --again",
            "provider add",
            "provider add x --url ftp://x --model m --no-key",
            "provider add x/y --url http://127.0.0.1:1/v1 --model m --no-key",
            "provider add x --url http://127.0.0.1:1/v1 --model m --no-key --extra {bad",
            "provider add x --url http://127.0.0.1:1/v1 --model m --no-key --extra {\"stream\":1}",
            "provider add x --url http://127.0.0.1:1/v1 --model m --no-key --price-in abc",
            "provider add x --url http://127.0.0.1:1/v1 --model m --no-key --timeout abc",
            "provider add depseek --no-key",
            "provider add x --url http://127.0.0.1:1/v1 --model m --key-env NONE",
            "provider test gone",
            "provider test nohost",
            "provider test tls",
            "provider show nobody",
            "provider remove nobody",
            "provider resume nobody",
            "graph show 1",
            "graph show nobody",
            "graph export 1 --format xyz",
            "graph compare 1 1",
            "graph compare 1 9",
            "graph sample 1",
            "graph precision FILES/bytes.txt",
            "graph precision FILES",
            "graph precision FILES/none.csv",
            "graph undo 1 9",
            "estimate nobody",
            "prompt 1 --chapter 900",
            "chapters 99",
            "find zzz",
            "events --since yesterday",
            "user add bob",
            "user add bob --role king",
            "user add bob --role admin --password-file FILES/none",
            "user remove bob",
            "token revoke none",
            "webhook add not-a-url",
            "webhook add http://example.invalid/x",
            "webhook add https://user:secret@example.invalid/x",
            "webhook test 9",
            "run FILES/none.txt",
            "status --data FILES/none",
        ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_goes_wrong_is_said_in_Chinese(string words)
    {
        var files = await PrepareAsync();
        await _weaver.RunAsync([.. words.Split(' ').Select(word => word.Replace("FILES", files, StringComparison.Ordinal))]);
        AssertChinese();
    }

    [Theory]
    [InlineData("WEFT_LEDGER", "frob")]
    [InlineData("WEFT_LEDGER", "Server=127.0.0.1;Port=1;User ID=a;Password=b;Database=w")]
    [InlineData("WEFT_GRAPH", "bolt://x")]
    [InlineData("WEFT_GRAPH", "http://neo4j:x@127.0.0.1:1/neo4j")]
    [InlineData("WEFT_KEY_FILE", "/none")]
    [InlineData("WEFT_LISTEN", "abc")]
    [InlineData("KG_WORKERS_PER_PROVIDER", "abc")]
    [InlineData("KG_WORKERS_PER_PROVIDER", "-1")]
    [InlineData("NODE_ROLE", "queen")]
    public async Task Settings_that_are_wrong_are_said_in_Chinese(string variable, string value)
    {
        await PrepareAsync();
        _weaver.Variables[variable] = value;
        _weaver.Variables["WEFT_KEY"] = variable == "WEFT_KEY_FILE" ? "" : "a pass phrase of some length";
        Assert.Equal(1, await _weaver.RunAsync(variable == "WEFT_GRAPH" ? ["graph", "show", "1"] : ["config", "check"]));
        AssertChinese();
    }

    [Theory]
    [InlineData(ScriptedFault.NoBalance)]
    [InlineData(ScriptedFault.Unauthorized)]
    [InlineData(ScriptedFault.NoSuchModel)]
    [InlineData(ScriptedFault.ServerError)]
    [InlineData(ScriptedFault.TooMany)]
    [InlineData(ScriptedFault.Html)]
    [InlineData(ScriptedFault.Empty)]
    [InlineData(ScriptedFault.Redirect)]
    public async Task What_a_provider_refuses_is_said_in_Chinese(ScriptedFault fault)
    {
        await using var server = await ScriptedProvider.StartAsync(new() { Rules = [new(fault)] });
        await _weaver.RunAsync("import", _weaver.Write("mill.txt", Mill.Book));
        await _weaver.RunAsync("provider", "add", "p", "--url", server.Url, "--model", "m", "--no-key");
        Assert.Equal(1, await _weaver.RunAsync("provider", "test", "p"));
        AssertChinese(isOfServer: true);
    }

    [Fact]
    public void Every_sentence_of_the_tables_holds_Chinese()
    {
        var reasons = ReasonTexts.Chinese.Codes.Select(code => (Key: code, Text: ReasonTexts.Chinese[code]));
        var phrases = TerminalPhrases.Chinese.Keys.Select(key => (Key: key, Text: TerminalPhrases.Chinese[key]));
        var page = PageWords.Chinese.Keys.Select(key => (Key: key, Text: PageWords.Chinese[key]));
        var bare = reasons
            .Concat(phrases)
            .Concat(page)
            .Where(row => !row.Key.EndsWith(".example", StringComparison.Ordinal) && !Alike.Contains(row.Key))
            .Where(row => Letters().IsMatch(Places().Replace(row.Text, "")) && !Han().IsMatch(row.Text));
        Assert.Empty(bare);
    }

    private async Task<string> PrepareAsync()
    {
        var mill = _weaver.Write("files/mill.txt", Mill.Book);
        _weaver.Write("files/empty.txt", "\n");
        _weaver.Write("files/zip.epub", "PK\u0003\u0004aaaa");
        var files = Path.GetDirectoryName(mill)!;
        await File.WriteAllBytesAsync(
            Path.Combine(files, "bytes.txt"),
            [.. Enumerable.Range(0, 3000).Select(at => (byte)(at * 37))]
        );
        Assert.Equal(0, await _weaver.RunAsync("import", mill));
        var gone = new[] { ("gone", "http://127.0.0.1:1"), ("nohost", "http://weft.invalid"), ("tls", "https://127.0.0.1:1") };
        foreach (var (name, url) in gone)
            Assert.Equal(0, await _weaver.RunAsync("provider", "add", name, "--url", url + "/v1", "--model", "m", "--no-key"));
        return files;
    }

    /// <summary>Something was said, and each line of it holds Chinese.</summary>
    /// <param name="isOfServer">A server's own words may stand behind ours.</param>
    private void AssertChinese(bool isOfServer = false)
    {
        var lines = (_weaver.Out + _weaver.Error).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Matches(Han(), line));
        // The system's own sentences: what is known of them is said in ours.
        if (!isOfServer)
            Assert.DoesNotMatch("Could not|cannot |could not|denied|No such|refused|not known|is invalid", string.Concat(lines));
    }

    [GeneratedRegex("[\u4e00-\u9fff]")]
    private static partial Regex Han();

    [GeneratedRegex("[A-Za-z]{3}")]
    private static partial Regex Letters();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Places();
}
