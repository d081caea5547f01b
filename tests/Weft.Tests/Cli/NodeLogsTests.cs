using System.Text.Json;
using Microsoft.Extensions.Logging;
using Weft.Cli.Hosting;
using Weft.Cli.Settings;
using Weft.Cli.Terminal;
using Weft.Reasons;
using Xunit;

namespace Weft.Tests.Cli;

public sealed class NodeLogsTests : IDisposable
{
    private readonly Weaver _weaver = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _error.Dispose();
        _weaver.Dispose();
    }

    [Fact]
    public void A_line_is_plain_or_an_object_with_the_same_fields()
    {
        Say();
        Assert.Contains("warning: the ledger is closed [chapter 3]", _error.ToString());
        _weaver.Variables["WEFT_LOG_FORMAT"] = "json";
        _error.GetStringBuilder().Clear();
        Say();
        var lines = _error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var line = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Equal("warning", line.GetProperty("level").GetString());
        Assert.Equal("the ledger is closed", line.GetProperty("text").GetString());
        Assert.Equal("chapter 3", line.GetProperty("about").GetString());
        Assert.EndsWith("Z", line.GetProperty("at").GetString());
        var failed = JsonDocument.Parse(lines[1]).RootElement;
        Assert.Equal("no_admin_yet", failed.GetProperty("code").GetString());
        Assert.Contains("InvalidOperationException", failed.GetProperty("error").GetString());
        Assert.Equal(2, lines.Length);
    }

    [Theory]
    [InlineData("debug", 3)]
    [InlineData("information", 2)]
    [InlineData("warning", 2)]
    [InlineData("error", 1)]
    public void What_is_below_the_level_is_not_said(string level, int lines)
    {
        _weaver.Variables["WEFT_LOG_LEVEL"] = level;
        using (var log = Open())
        {
            log.LogDebug("one");
            log.LogWarning("two");
            log.LogError("three");
        }
        Assert.Equal(lines, _error.ToString().Count(letter => letter == '\n'));
    }

    [Fact]
    public void A_file_takes_the_lines_and_rolls_when_it_is_full()
    {
        _weaver.Variables["WEFT_LOG_FILE"] = "logs/weft.log";
        _weaver.Variables["WEFT_LOG_FILE_MB"] = "1";
        var long_ = new string('x', 10_000);
        using (var log = Open())
            for (var line = 0; line < 250; line++)
                log.LogWarning("{Line} {Words}", line, long_);
        var files = Directory.GetFiles(Path.Combine(_weaver.Folder, "logs"));
        Assert.Equal(3, files.Length);
        Assert.All(files, file => Assert.InRange(new FileInfo(file).Length, 1, 1_100_000));
        Assert.Equal(250, files.Sum(file => File.ReadAllLines(file).Length));
        Assert.Empty(_error.ToString());
    }

    [Theory]
    [InlineData("en", "cannot be written")]
    [InlineData("zh", "无法写入")]
    public async Task A_file_that_cannot_be_written_is_told_before_the_node_begins(string language, string words)
    {
        _weaver.Variables["WEFT_LANG"] = language;
        _weaver.Variables["WEFT_LOG_FILE"] = Path.Combine(_weaver.Write("file", ""), "weft.log");
        Assert.Equal(1, await _weaver.RunAsync("node"));
        Assert.Contains(words, _weaver.Error);
    }

    [Fact]
    public async Task What_the_settings_say_wrongly_is_told()
    {
        _weaver.Variables["WEFT_LOG_FORMAT"] = "xml";
        _weaver.Variables["WEFT_LOG_LEVEL"] = "loud";
        Assert.Equal(1, await _weaver.RunAsync("config", "check"));
        Assert.Contains("WEFT_LOG_FORMAT", _weaver.Out);
        Assert.Contains("WEFT_LOG_LEVEL", _weaver.Out);
    }

    private void Say()
    {
        using var log = Open();
        using (log.BeginScope("chapter 3"))
            log.LogWarning("the ledger is closed");
        log.LogError(new InvalidOperationException("it broke"), "{Why}", ServerReasons.NoAdminYet);
    }

    private FileLog Open()
    {
        var shell = _weaver.Shell(TextWriter.Null, _error);
        return NodeLogs.Open(shell, ProgramSettings.Read(shell, null), LogLevel.Information);
    }
}
