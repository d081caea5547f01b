using Weft.Model;
using Weft.Reasons;
using Xunit;

namespace Weft.Tests.Web;

public sealed class RunRoutesTests(WovenLibrary library) : ApiTests(library)
{
    [Fact]
    public async Task A_job_s_chapters_come_by_position_and_by_state()
    {
        var first = await GetAsync("/api/jobs/1/runs?limit=2");
        Assert.Equal([1, 2], first.Items.Select(run => run.GetProperty("position").GetInt32()));
        var next = await GetAsync($"/api/jobs/1/runs?limit=2&cursor={first["next"]}");
        Assert.Equal([3, 4], next.Items.Select(run => run.GetProperty("position").GetInt32()));
        var skipped = Assert.Single((await GetAsync("/api/jobs/1/runs?state=skipped&lang=zh")).Items);
        Assert.Equal(
            ("skipped", "unit_front"),
            (skipped.GetProperty("state").GetString(), skipped.GetProperty("reason_code").GetString())
        );
        Assert.Contains(skipped.GetProperty("reason").GetString()!, letter => letter >= '\u4e00');
        Assert.Equal(12, (await GetAsync("/api/jobs/1/runs?state=completed")).Items.Length);
    }

    [Fact]
    public async Task A_run_tells_its_answers_and_what_was_rejected_and_why()
    {
        var saved = await SendAsync(HttpMethod.Put, "/api/providers/meter", new { url = "http://127.0.0.1:1/v1", model = "m" });
        Assert.Equal(201, saved.Status);
        var (job, claim) = await ReadingAsync("meter");
        var key = new AnswerKey("hash", "recipe", "m", PassageAttempt.First, 0);
        var now = TimeProvider.System.GetUtcNow();
        var call = new Call("1-1", key, claim.Run, claim.Session, "meter", 10, 0, now, now.AddMinutes(1));
        Assert.IsType<CallOpening.Opened>(await Ledger.Journal.OpenCallAsync(call, Stop));
        await Ledger.Journal.AnswerAsync(
            call,
            new(key, "meter", "{\"mentions\":[]}", "stop", 7, 1, 2, 2_000_000, "{}", now),
            Stop
        );
        var rejected = new Rejection("relation", "Alice loves Bob", RejectionReasons.QuoteNotInPassage);
        await Ledger.Runs.TryCompleteAsync([new(claim, [key.ToString()], false, [rejected])], Stop);
        var run = await GetAsync($"/api/jobs/{job}/runs/{claim.Run.Position}?lang=zh");
        Assert.Equal(("completed", 1, 1), (run["state"].GetString(), run["attempt"].GetInt32(), run["rejected"].GetInt32()));
        Assert.Equal(key.ToString(), Assert.Single(run["woven"].EnumerateArray()).GetString());
        var answer = Assert.Single(run["answers"].EnumerateArray());
        Assert.Equal(
            ("{\"mentions\":[]}", "first", 2),
            (
                answer.GetProperty("body").GetString(),
                answer.GetProperty("step").GetString(),
                answer.GetProperty("money").GetDecimal()
            )
        );
        var record = Assert.Single(run["rejections"].EnumerateArray());
        Assert.Equal("Alice loves Bob", record.GetProperty("text").GetString());
        Assert.Contains(record.GetProperty("reason").GetString()!, letter => letter >= '\u4e00');
        Assert.Empty((await GetAsync($"/api/jobs/{job}/runs/{claim.Run.Position + 1}"))["rejections"].EnumerateArray());
    }

    [Theory]
    [InlineData(404, "job.unknown", "/api/jobs/99/runs")]
    [InlineData(404, "job.unknown", "/api/jobs/99/runs/1")]
    [InlineData(404, "job.no_such_run", "/api/jobs/1/runs/999")]
    [InlineData(400, "value.bad", "/api/jobs/1/runs?state=asleep")]
    [InlineData(400, "limit.bad", "/api/jobs/1/runs?limit=-5")]
    [InlineData(400, "request.bad", "/api/jobs/1/runs?limit=99999999999999")]
    public Task What_is_not_there_or_makes_no_sense_is_refused(int status, string code, string path) =>
        RefusedAsync(status, code, path);
}
