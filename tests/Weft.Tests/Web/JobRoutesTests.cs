using System.Text.Json;
using Weft.Reasons;
using Xunit;

namespace Weft.Tests.Web;

public sealed class JobRoutesTests(WovenLibrary library) : ApiTests(library)
{
    private Task<Reply> StartAsync(object? body = null, string? key = null) =>
        PostAsync("/api/jobs", body ?? new { book = WovenLibrary.Alice }, key);

    [Fact]
    public async Task Jobs_are_listed_the_youngest_first_by_state_and_by_book()
    {
        await StartAsync();
        var first = await GetAsync("/api/jobs?limit=2");
        Assert.Equal([3, 2], first.Items.Select(job => job.GetProperty("job").GetInt32()));
        var rest = await GetAsync($"/api/jobs?limit=2&cursor={first["next"]}");
        Assert.Equal((1, JsonValueKind.Null), (Assert.Single(rest.Items).GetProperty("job").GetInt32(), rest["next"].ValueKind));
        Assert.Equal(2, (await GetAsync("/api/jobs?state=completed")).Items.Length);
        Assert.Equal(2, (await GetAsync("/api/jobs?book=1")).Items.Length);
        Assert.Empty((await GetAsync("/api/jobs?book=99")).Items);
    }

    [Fact]
    public async Task A_job_is_ordered_with_all_that_the_command_line_takes()
    {
        var started = await StartAsync(
            new
            {
                book = 1,
                providers = new[] { "rules" },
                chapters = "1-2,5",
                order = "side_by_side",
                priority = "high",
                budget_tokens = 1000,
                budget_money = 2.5,
                auto_retry_minutes = 10,
                answer_tokens = 512,
            }
        );
        Assert.Equal((201, "/api/jobs/3"), (started.Status, started.Message.Headers.Location!.ToString()));
        Assert.Equal(
            ("created", "side_by_side", "high"),
            (Text(started, "state"), Text(started, "order"), Text(started, "priority"))
        );
        var order = (await Ledger.Jobs.FindJobAsync(new(3), Stop))!.Order;
        Assert.Equal(
            (3, 1000, 2_500_000, 512),
            (order.Positions!.Count, order.Budget.Tokens, order.Budget.Micros, order.Recipe.MaxAnswerTokens)
        );
        Assert.Equal(TimeSpan.FromMinutes(10), order.AutoRetry);
    }

    [Fact]
    public async Task A_job_tells_its_hash_and_what_failed()
    {
        Assert.Equal(64, (await GetAsync("/api/jobs/1"))["hash"].GetString()!.Length);
        var (job, claim) = await ReadingAsync();
        await Ledger.Runs.FailAsync(claim, RunReasons.NoText, null, Stop);
        var failure = Assert.Single((await GetAsync($"/api/jobs/{job}?lang=zh"))["failures"].EnumerateArray());
        Assert.Equal((1, "no_text"), (failure.GetProperty("chapter").GetInt32(), failure.GetProperty("reason_code").GetString()));
        Assert.Contains(failure.GetProperty("reason").GetString()!, letter => letter >= '\u4e00');
    }

    [Fact]
    public async Task A_job_is_paused_resumed_and_cancelled_and_then_no_more()
    {
        var (job, _) = await ReadingAsync();
        Assert.Equal("paused_by_person", Text(await PostAsync($"/api/jobs/{job}/pause"), "reason_code"));
        await RefusedAsync(409, "job.wrong_state", $"/api/jobs/{job}/pause", HttpMethod.Post, holds: job.ToString());
        Assert.Equal("running", Text(await PostAsync($"/api/jobs/{job}/resume"), "state"));
        await RefusedAsync(409, "job.wrong_state", $"/api/jobs/{job}/resume", HttpMethod.Post);
        Assert.Equal("cancelled", Text(await PostAsync($"/api/jobs/{job}/cancel"), "state"));
        await RefusedAsync(409, "job.wrong_state", $"/api/jobs/{job}/cancel", HttpMethod.Post);
        await RefusedAsync(409, "job.cancelled", $"/api/jobs/{job}/retry", HttpMethod.Post, new { });
    }

    [Fact]
    public async Task Failed_chapters_are_tried_again_one_a_job_s_and_all()
    {
        var (job, claim) = await ReadingAsync();
        await RefusedAsync(409, "job.nothing_to_retry", $"/api/jobs/{job}/retry", HttpMethod.Post);
        Assert.Empty((await PostAsync("/api/jobs/retry")).Items);
        await Ledger.Runs.FailAsync(claim, RunReasons.NoText, null, Stop);
        await RefusedAsync(409, "job.nothing_to_retry", $"/api/jobs/{job}/retry", HttpMethod.Post, new { chapters = "2" });
        Assert.Equal(1, (await PostAsync($"/api/jobs/{job}/retry", new { chapters = "1" }))["chapters"].GetInt32());
        await FailAgainAsync(claim);
        Assert.Equal(1, (await PostAsync($"/api/jobs/{job}/retry"))["chapters"].GetInt32());
        await FailAgainAsync(claim);
        Assert.Equal(job.Value, Assert.Single((await PostAsync("/api/jobs/retry")).Items).GetProperty("job").GetInt64());
    }

    private async Task FailAgainAsync(Model.Claim before)
    {
        var claimed = await Ledger.Runs.ClaimAsync(new(before.Session, before.Provider, before.Run.Job, 1, 0), Stop);
        var claim = Assert.IsType<Model.ClaimResult.Claimed>(claimed).Runs[0];
        await Ledger.Runs.FailAsync(claim, RunReasons.NoText, null, Stop);
    }

    [Fact]
    public async Task A_start_with_the_same_key_is_one_job_and_the_same_answer()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StartAsync(key: "press-1")));
        Assert.All(answers, answer => Assert.Equal((201, answers[0].Text), (answer.Status, answer.Text)));
        Assert.Equal(3, (await GetAsync("/api/jobs")).Items.Length);
        Assert.NotEqual(answers[0]["job"].GetInt64(), (await StartAsync(key: "press-2"))["job"].GetInt64());
        var reused = await StartAsync(new { book = WovenLibrary.AhQ }, "press-1");
        Assert.Equal((422, "idempotency.reused"), (reused.Status, Text(reused, "code")));
        Assert.Equal("idempotency.bad", Text(await StartAsync(key: new string('k', 201)), "code"));
    }

    [Fact]
    public async Task What_was_refused_may_be_tried_again_under_the_same_key()
    {
        Assert.Equal(404, (await StartAsync(new { book = 3 }, "later")).Status);
        Assert.Equal(404, (await StartAsync(new { book = 3 }, "later")).Status);
        Assert.Equal(201, (await StartAsync(new { book = 1 }, "later")).Status);
    }

    [Theory]
    [InlineData(404, "job.unknown", "GET", "/api/jobs/99", null)]
    [InlineData(404, "job.unknown", "POST", "/api/jobs/99/pause", null)]
    [InlineData(404, "job.unknown", "POST", "/api/jobs/99/resume", null)]
    [InlineData(404, "job.unknown", "POST", "/api/jobs/99/cancel", null)]
    [InlineData(404, "job.unknown", "POST", "/api/jobs/99/retry", null)]
    [InlineData(400, "value.bad", "POST", "/api/jobs/1/retry", """{"chapters":"first"}""")]
    [InlineData(400, "value.bad", "GET", "/api/jobs?state=sleeping", null)]
    [InlineData(404, "book.unknown", "POST", "/api/jobs", """{"book":99}""")]
    [InlineData(404, "provider.unknown", "POST", "/api/jobs", """{"book":1,"providers":["nobody"]}""")]
    [InlineData(400, "provider.twice", "POST", "/api/jobs", """{"book":1,"providers":["rules","rules"]}""")]
    [InlineData(400, "book.no_such_chapter", "POST", "/api/jobs", """{"book":1,"chapters":"99"}""")]
    [InlineData(400, "value.bad", "POST", "/api/jobs", """{"book":1,"chapters":"2-1"}""")]
    [InlineData(400, "value.bad", "POST", "/api/jobs", """{"book":1,"order":"random"}""")]
    [InlineData(400, "value.bad", "POST", "/api/jobs", """{"book":1,"priority":"low"}""")]
    [InlineData(400, "value.bad", "POST", "/api/jobs", """{"book":1,"budget_tokens":0}""")]
    [InlineData(400, "value.bad", "POST", "/api/jobs", """{"book":1,"budget_money":-1}""")]
    [InlineData(400, "value.bad", "POST", "/api/jobs", """{"book":1,"auto_retry_minutes":1e20}""")]
    [InlineData(400, "value.bad", "POST", "/api/jobs", """{"book":1,"answer_tokens":1}""")]
    [InlineData(400, "request.bad", "POST", "/api/jobs", """{"book":"one"}""")]
    [InlineData(400, "request.bad", "POST", "/api/jobs", """{"book":1,"chapter":"1"}""")]
    [InlineData(400, "request.bad", "POST", "/api/jobs", """{"book":1,"budget_money":1e999}""")]
    [InlineData(400, "request.bad", "POST", "/api/jobs", "null")]
    public Task What_is_not_there_or_makes_no_sense_is_refused(
        int status,
        string code,
        string method,
        string path,
        string? body
    ) => RefusedAsync(status, code, path, new(method), body);

    private static string? Text(Reply reply, string name) => reply[name].GetString();
}
