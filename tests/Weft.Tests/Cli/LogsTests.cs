using System.Text.Json;
using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Tests.Cli;

/// <summary>What happened to a job, on one machine.</summary>
public sealed class LogsTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    [Fact]
    public async Task It_tells_a_job_s_story_in_the_order_in_which_it_happened()
    {
        await RunAsync("Old Tom Brown met Mary Green at the mill.");
        Assert.Equal(0, await _weaver.RunAsync("logs", "1"));
        string[] story = ["began", "job 1 was ordered", "job 1 started", "job 1 is completed", "Job 1 is completed"];
        var at = story.Select(words => _weaver.Out.IndexOf(words, StringComparison.Ordinal)).Where(place => place >= 0).ToList();
        Assert.True(at.Count >= 4, _weaver.Out);
        Assert.Contains("1: 1 completed", _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("logs", "1", "--json"));
        var events = _weaver.Answer.GetProperty("events").EnumerateArray().ToList();
        Assert.Equal("completed", _weaver.Answer.GetProperty("state").GetString());
        Assert.Equal(
            events.Select(seen => seen.GetProperty("event").GetInt64()).Order(),
            events.Select(seen => seen.GetProperty("event").GetInt64())
        );
        Assert.DoesNotContain("Mary Green", _weaver.Out);
    }

    [Fact]
    public async Task What_happened_to_another_job_is_not_told()
    {
        await RunAsync("Old Tom Brown met Mary Green at the mill.");
        await RunAsync("Jane Grey saw Peter White.");
        Assert.Equal(0, await _weaver.RunAsync("logs", "2", "--json"));
        var jobs = _weaver.Answer.GetProperty("events").EnumerateArray().Select(seen => seen.GetProperty("job"));
        Assert.All(jobs, job => Assert.True(job.ValueKind == JsonValueKind.Null || job.GetInt64() == 2));
    }

    [Fact]
    public async Task Followed_it_ends_with_the_job_and_gives_scripts_an_event_a_line()
    {
        await RunAsync("Old Tom Brown met Mary Green at the mill.");
        Assert.Equal(0, await _weaver.RunAsync("logs", "1", "--follow", "--json"));
        var lines = _weaver.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.True(JsonDocument.Parse(line).RootElement.GetProperty("event").GetInt64() > 0));
        Assert.Equal(
            "completed",
            JsonDocument.Parse(lines.Last(line => line.Contains("\"job\":1"))).RootElement.GetProperty("kind").GetString()
        );
        Assert.Equal(0, await _weaver.RunAsync("logs", "1", "--follow"));
    }

    [Fact]
    public async Task A_job_that_there_is_not_is_refused_in_either_language()
    {
        await RunAsync("Old Tom Brown met Mary Green at the mill.");
        Assert.Equal(1, await _weaver.RunAsync("logs", "9"));
        Assert.Contains("9", _weaver.Error);
        _weaver.Variables["WEFT_LANG"] = "zh";
        Assert.Equal(1, await _weaver.RunAsync("logs", "9"));
        Assert.Contains("任务", _weaver.Error);
        Assert.Equal(0, await _weaver.RunAsync("logs", "1"));
        Assert.Contains("任务 1", _weaver.Out);
        Assert.Equal(2, await _weaver.RunAsync("logs"));
    }

    [Fact]
    public async Task Neither_keys_nor_a_books_text_stand_in_the_log()
    {
        await using var server = await ScriptedProvider.StartAsync(new());
        _weaver.Variables["K"] = "sk-very-secret-key";
        string[] add = ["provider", "add", "p", "--url", server.Url + "/nowhere", "--model", "m", "--key-env", "K"];
        Assert.Equal(0, await _weaver.RunAsync(add));
        var file = _weaver.Write("mill.txt", "Chapter 1\n\nOld Tom Brown met Mary Green at the mill.\n");
        await _weaver.RunAsync("run", file, "--provider", "p", "--provider", "rules");
        var log = await File.ReadAllTextAsync(Path.Combine(_weaver.Data, "weft.log"), TestContext.Current.CancellationToken);
        Assert.NotEmpty(log);
        Assert.DoesNotContain("very-secret", log + _weaver.Out + _weaver.Error);
        Assert.DoesNotContain("at the mill", log);
    }

    private async Task RunAsync(string text)
    {
        var file = _weaver.Write($"{text.Length}.txt", $"Chapter 1\n\n{text}\n");
        Assert.True(await _weaver.RunAsync("run", file) == 0, _weaver.Error);
    }
}
