using Xunit;

namespace Weft.Tests.Cli;

/// <summary>Who did what at the command line, as the command line tells it.</summary>
public sealed class AuditTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    [Fact]
    public async Task Orders_of_the_command_line_are_told_with_who_sat_there()
    {
        var book = _weaver.Write("ann.txt", "Chapter 1\n\nAnn met Bob in London.\n\nChapter 2\n\nBob left Ann.\n");
        Assert.Equal(0, await _weaver.RunAsync("import", book));
        Assert.Equal(0, await _weaver.RunAsync("job", "start", "1"));
        Assert.Equal(0, await _weaver.RunAsync("token", "add", "nightly"));
        Assert.Equal(0, await _weaver.RunAsync("token", "revoke", "nightly"));
        Assert.NotEqual(0, await _weaver.RunAsync("token", "revoke", "nightly"));
        Assert.Equal(0, await _weaver.RunAsync("audit"));
        var who = $"{Environment.UserName}@{Environment.MachineName}, at the command line: ";
        Assert.Equal(
            [
                "imported book 1, ann",
                "started job 1 on ann, read by rules",
                "made token nightly as reader",
                "revoked token nightly",
            ],
            _weaver.Out.TrimEnd().Split('\n').Select(line => line[(line.IndexOf(who) + who.Length)..].TrimEnd())
        );
        Assert.Equal(0, await _weaver.RunAsync("audit", "--what", "token", "--limit", "1", "--json"));
        var entry = Assert.Single(_weaver.Answer.EnumerateArray());
        Assert.Equal(
            ("token_revoked", "terminal"),
            (entry.GetProperty("what").GetString(), entry.GetProperty("by_kind").GetString())
        );
        Assert.Equal(
            0,
            await _weaver.RunAsync("audit", "--before", entry.GetProperty("entry").GetInt64().ToString(), "--what", "job,book")
        );
        Assert.Equal(2, _weaver.Out.TrimEnd().Split('\n').Length);
        Assert.Equal(0, await _weaver.RunAsync("audit", "--by", "somebody else"));
        Assert.Equal("nothing was written down that fits", _weaver.Out.TrimEnd());
        Assert.Equal(2, await _weaver.RunAsync("audit", "--what", "murder"));
        Assert.Contains("--what cannot be murder; it is one of: sign_in, book", _weaver.Error);
        _weaver.Variables["WEFT_LANG"] = "zh";
        Assert.Equal(0, await _weaver.RunAsync("audit", "--what", "token_revoked"));
        Assert.Contains("（命令行）：吊销访问令牌 nightly", _weaver.Out);
    }

    [Fact]
    public async Task Events_are_filtered_at_the_command_line()
    {
        var book = _weaver.Write("ann.txt", "Chapter 1\n\nAnn met Bob in London.\n\nChapter 2\n\nBob left Ann.\n");
        Assert.Equal(0, await _weaver.RunAsync("run", book));
        Assert.Equal(0, await _weaver.RunAsync("events", "--job", "1", "--kind", "completed,created", "--json"));
        Assert.Equal(
            ["completed", "created"],
            _weaver.Answer.EnumerateArray().Select(one => one.GetProperty("kind").GetString())
        );
        Assert.Equal(0, await _weaver.RunAsync("events", "--since", "1h", "--kind", "completed"));
        Assert.EndsWith("job 1 is completed", _weaver.Out.TrimEnd());
        Assert.Equal(0, await _weaver.RunAsync("events", "--node", "nobody"));
        Assert.Equal("nothing of this kind has happened in the last 30 days", _weaver.Out.TrimEnd());
        Assert.Equal(2, await _weaver.RunAsync("events", "--since", "yesterday"));
        Assert.Contains("--since must be how long ago", _weaver.Error);
    }
}
