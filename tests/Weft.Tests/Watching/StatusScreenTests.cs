using Weft.Cli;
using Weft.Cli.Status;
using Weft.Cli.Terminal;
using Weft.Model;
using Weft.Reasons;
using Weft.Tests.Cli;
using Xunit;

namespace Weft.Tests.Watching;

public sealed class StatusScreenTests : IAsyncLifetime
{
    private readonly Weaver _weaver = new();
    private WatchStage _stage = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _stage = await WatchStage.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        _weaver.Dispose();
        await _stage.DisposeAsync();
    }

    /// <summary>A stuck chapter, a job nobody works for, a pause, a takeover: all that can be wrong at once.</summary>
    private async Task<string> ShowAsync(string language, int mostRuns = 10)
    {
        await _stage.SaveAsync("a");
        await _stage.SaveAsync("b");
        var dead = await _stage.NodeAsync("loom-0", 10, "rules");
        var node = await _stage.NodeAsync("loom-1", 11, "rules", "a");
        var job = await _stage.JobAsync("红楼梦", 4, "rules");
        await _stage.ClaimAsync(node, job, "rules");
        _stage.Time.Advance(TimeSpan.FromMinutes(6));
        await _stage.ClaimAsync(node, job, "rules");
        await _stage.JobAsync("Nobody’s", 3, "b");
        await _stage.Ledger.Jobs.TryPauseAsync(
            await _stage.JobAsync("Dear", 2, "a"),
            Reason.OfWords("the budget is used up"),
            Stop
        );
        await _stage.Ledger.Providers.PauseProviderAsync(
            "a",
            new(_stage.Time.GetUtcNow().AddMinutes(2), Reason.OfWords("429 too many")),
            Stop
        );
        await _stage.Ledger.Sessions.EndSessionAsync(dead, SessionEnd.Death, Reason.OfWords("presence gone"), Stop);
        return await ShownAsync(language, mostRuns);
    }

    private async Task<string> ShownAsync(string language, int mostRuns)
    {
        _weaver.Variables["WEFT_LANG"] = language;
        var shell = new Shell
        {
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            In = TextReader.Null,
            Variables = _weaver.Variables,
            Folder = _weaver.Folder,
            Stops = _weaver.Shell(TextWriter.Null, TextWriter.Null).Stops,
            Time = _stage.Time,
        };
        var overview = await _stage.Reader(_stage.Ring).ReadAsync(Stop);
        return string.Join('\n', new StatusScreen(shell).Lines(overview, mostRuns).Select(line => line.Text));
    }

    [Theory]
    [InlineData("en", "Session 1 on loom-1 (pid 11) cannot open the key of provider a and does not work for it")]
    [InlineData("zh", "节点 loom-1 上的会话 1（进程 11）打不开提供方 a 的密钥")]
    public async Task A_node_that_cannot_open_a_key_is_named(string language, string expected)
    {
        await _stage.SaveAsync("a");
        var node = await _stage.NodeAsync("loom-1", 11, "rules");
        await _stage.Ledger.Sessions.ServeAsync(node, ["rules"], ["a"], Stop);
        Assert.Contains(expected, await ShownAsync(language, 10), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_English() =>
        Assert.Equal(
            """
            08:06:00  1 node, 2 of 4 workers busy, 3 open jobs, 5 chapters waiting
            Notes
              Job 2 (Nobody’s): 3 chapters wait, and no live node has a worker for b
              1 chapter has been read for five minutes or more: possibly stuck
              Job 3 (Dear) is paused: the budget is used up
              a is paused until 08:08:00: 429 too many
              08:06:00  session 1 of loom-0 (pid 10) was taken over: presence gone
            Nodes
              NODE    SESSION  ROLE    PID  BUSY  SINCE             STATE  PROVIDERS
              loom-1        2  worker   11   2/4  2026-11-01 08:00  ready  rules, a
            Providers
              PROVIDER  NODES  WORKERS  READING  AT ONCE  QUEUE  WAITING  STATE
              a             1        2        0        -      1        0  paused
              b             0        0        0        -      1        3  ready
              rules         1        2        2        -      1        2  ready
            Jobs
              JOB  TITLE     STATE    DONE  FAILED  READING  WAITING  PROVIDERS
                1  红楼梦    running   0/4       0        2        2  rules
                2  Nobody’s  running   0/3       0        0        3  b
                3  Dear      paused    0/2       0        0        2  a
            Being read
              NODE    PID  PROVIDER  JOB  TITLE   CHAPTER    FOR
              loom-1   11  rules       1  红楼梦  1 Title 1  for 6 min 0 s: possibly stuck
              loom-1   11  rules       1  红楼梦  2 Title 2  0 s
            """,
            await ShowAsync("en")
        );

    [Fact]
    public async Task In_Chinese() =>
        Assert.Equal(
            """
            08:06:00  1 个节点，4 个工作者中 2 个在忙，3 个未完成任务，5 章等待中
            提示
              任务 2（Nobody’s）：3 章在等待，但没有存活的节点有 b 的工作者
              1 章已处理五分钟以上：可能卡住
            """,
            string.Join('\n', (await ShowAsync("zh")).Split('\n').Take(4))
        );

    [Fact]
    public async Task A_node_that_is_gone_is_told_apart()
    {
        await _stage.Fleet.LeaveAsync(await _stage.NodeAsync("loom-9", 99, "rules"), Stop);
        var screen = await ShowAsync("en");
        Assert.Contains("  The process of session 1 on loom-9 (pid 99) is gone; its chapters go back", screen);
        Assert.Matches(@"loom-9 +1 +worker +99 +0/2 .* gone ", screen);
        Assert.StartsWith("08:06:00  1 node, 2 of 4 workers busy", screen);
    }

    [Fact]
    public async Task Of_what_is_read_the_longest_is_shown_and_the_rest_counted()
    {
        var lines = (await ShowAsync("en", mostRuns: 1)).Split('\n');
        Assert.EndsWith("possibly stuck", lines[^2]);
        Assert.Equal("  and 1 more", lines[^1]);
    }

    [Fact]
    public async Task The_command_shows_a_folder_once_where_nobody_looks_live_and_says_that_nobody_works()
    {
        var book = _weaver.Write("mill.txt", "Chapter 1. The Mill\n\nOld Tom Brown met Mary Green at the mill.\n");
        Assert.Equal(0, await _weaver.RunAsync("import", book, "--data", _weaver.Data));
        Assert.Equal(0, await _weaver.RunAsync("job", "start", "1", "--detach", "--data", _weaver.Data));
        Assert.Equal(0, await _weaver.RunAsync("status", "--data", _weaver.Data));
        Assert.Contains("0 nodes, 0 of 0 workers busy, 1 open job", _weaver.Out);
        Assert.Contains("no node is at work; weft node starts one", _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("status", "--json", "--data", _weaver.Data));
        Assert.Equal(
            ["at", "trouble", "providers", "nodes", "jobs", "takeovers"],
            _weaver.Answer.EnumerateObject().Select(one => one.Name)
        );
    }
}
