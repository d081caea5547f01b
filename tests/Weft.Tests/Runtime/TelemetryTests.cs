using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Weft.Cli.Hosting;
using Weft.Model;
using Weft.Runtime;
using Weft.Tests.Cli;
using Weft.Work;
using Xunit;

namespace Weft.Tests.Runtime;

public sealed class TelemetryTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    [Fact]
    public async Task A_chapter_is_traced_from_its_claim_to_its_completion()
    {
        // Others run beside this test: it looks only at what has its own book's job under its own trace.
        var seen = new ConcurrentQueue<Activity>();
        using var outer = new Activity("test").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = seen.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var book = _weaver.Write(
            "mill.txt",
            "Chapter 1. The Mill\n\nOld Tom Brown met Mary Green at the mill, and Tom Brown left.\n"
        );
        Assert.Equal(0, await _weaver.RunAsync("run", book, "--data", _weaver.Data));
        var chapter = seen.First(one =>
            one.OperationName == "chapter" && seen.Count(part => part.ParentSpanId == one.SpanId) == 5
        );
        var parts = seen.Where(one => one.ParentSpanId == chapter.SpanId).OrderBy(one => one.StartTimeUtc).ToList();
        Assert.Equal(
            ["claim", "complete", "extract", "read", "weave"],
            parts.Select(one => one.OperationName).Order(StringComparer.Ordinal)
        );
        Assert.All(parts, part => Assert.Equal(chapter.TraceId, part.TraceId));
        Assert.True(parts.All(part => part.StartTimeUtc >= chapter.StartTimeUtc));
        string[] tags = ["weft.job", "weft.chapter", "weft.attempt", "weft.session", "weft.provider", "weft.outcome"];
        Assert.Equal(tags.Order(), chapter.TagObjects.Select(tag => tag.Key).Order());
        Assert.Equal(("rules", "Completed"), (chapter.GetTagItem("weft.provider"), chapter.GetTagItem("weft.outcome")));
    }

    [Fact]
    public void A_line_that_is_logged_while_a_chapter_is_worked_on_names_it()
    {
        using var text = new StringWriter();
        using var log = FileLog.To(text, TimeProvider.System, LogLevel.Information);
        var claim = new Claim
        {
            Run = new(new(7), 12),
            Chapter = new("hash", 0),
            Session = new(3),
            Attempt = 2,
            Provider = "rules",
            Rung = 0,
            FailedBy = 0,
            Round = 0,
            Failures = 0,
            Suspect = false,
        };
        using (log.BeginScope(new RunLogScope(claim)))
            log.LogWarning("It {What}", "waits");
        log.LogWarning("Over");
        var lines = text.ToString().Split('\n');
        Assert.EndsWith("warning: It waits [job 7, chapter 12, attempt 2, session 3]", lines[0].TrimEnd());
        Assert.EndsWith("warning: Over", lines[1].TrimEnd());
    }
}
