using Weft.Model;
using Weft.Providers.Rules;
using Xunit;

namespace Weft.Tests.Web;

public sealed class ComparisonRoutesTests(WovenLibrary library) : ApiTests(library)
{
    /// <summary>Another job on Alice that has read her first chapter.</summary>
    private async Task<JobId> AnotherAsync()
    {
        var (job, claim) = await ReadingAsync();
        await Ledger.Runs.TryCompleteAsync([new(claim, [$"rules:{RulesProfiler.Version}"], false, [])], Stop);
        return job;
    }

    [Fact]
    public async Task Two_jobs_are_told_in_numbers_and_by_chapter()
    {
        var other = await AnotherAsync();
        var told = await GetAsync($"/api/jobs/1/compare/{other}");
        Assert.Equal((200, 1), (told.Status, told["compared_chapters"].GetInt32()));
        var entities = told["entities"];
        Assert.True(entities.GetProperty("both").GetInt32() > 0);
        Assert.Equal(0, entities.GetProperty("only_a").GetInt32() + entities.GetProperty("only_b").GetInt32());
        Assert.Equal(1, Assert.Single(told["chapters"].EnumerateArray()).GetProperty("chapter").GetInt32());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, told["next"].ValueKind);
        var waits = told["left_out"].EnumerateArray().First();
        Assert.Equal(("read", "waiting"), (waits.GetProperty("a").GetString(), waits.GetProperty("b").GetString()));
    }

    [Fact]
    public async Task Findings_come_in_slices_of_what_is_asked_for()
    {
        var other = await AnotherAsync();
        var path = $"/api/jobs/{other}/compare/1/findings";
        var first = await GetAsync($"{path}?kind=entity&side=both&chapters=1&limit=1");
        Assert.Single(first.Items);
        Assert.All(first.Items, item => Assert.Equal("entity", item.GetProperty("kind").GetString()));
        var next = await GetAsync($"{path}?kind=entity&side=both&limit=1&cursor={first["next"].GetString()}");
        Assert.True(next.Items[0].GetProperty("number").GetInt32() > first.Items[0].GetProperty("number").GetInt32());
        Assert.NotEqual("", first.Items[0].GetProperty("a").GetProperty("quote").GetString());
        Assert.Empty((await GetAsync($"{path}?side=only_a")).Items);
    }

    [Theory]
    [InlineData(400, "compare.same_job", "/api/jobs/1/compare/1")]
    [InlineData(404, "job.unknown", "/api/jobs/1/compare/99")]
    [InlineData(409, "compare.two_books", "/api/jobs/1/compare/2")]
    [InlineData(400, "value.bad", "/api/jobs/1/compare/2/findings?side=left")]
    [InlineData(400, "value.bad", "/api/jobs/1/compare/2/findings?chapters=x")]
    public Task What_cannot_be_compared_is_refused(int status, string code, string path) => RefusedAsync(status, code, path);
}
