using System.Text.Json;
using Weft.Model;
using Weft.Reasons;
using Xunit;

namespace Weft.Tests.Web;

public sealed class EventLogRoutesTests(WovenLibrary library) : ApiTests(library)
{
    [Fact]
    public async Task What_happened_is_told_the_newest_first_a_page_at_a_time()
    {
        var all = (await GetAsync("/api/events/log")).Items;
        Assert.True(all.Length >= 8, $"{all.Length}");
        Assert.Equal(all.Select(Number).OrderDescending(), all.Select(Number));
        var first = await GetAsync("/api/events/log?limit=3");
        var second = await GetAsync($"/api/events/log?limit=500&before={first["next"].GetString()}");
        Assert.Equal(all.Select(Number), first.Items.Concat(second.Items).Select(Number));
        Assert.Equal(JsonValueKind.Null, second["next"].ValueKind);
    }

    [Fact]
    public async Task A_takeover_is_told_in_both_languages_with_codes()
    {
        var session = await Ledger.Sessions.OpenSessionAsync("loom-4", "worker", 2210, ["rules"], 4, Stop);
        await Ledger.Sessions.EndSessionAsync(session, SessionEnd.Death, SessionReasons.PresenceGone, Stop);
        var english = Assert.Single((await GetAsync("/api/events/log?kind=taken_over&node=loom-4")).Items);
        Assert.Equal(
            $"session {session} of loom-4 (pid 2210) was taken over; 0 chapters went back: presence gone",
            Text(english)
        );
        Assert.Equal(SessionReasons.PresenceGone.Code, english.GetProperty("reason_code").GetString());
        var chinese = Assert.Single((await GetAsync($"/api/events/log?session={session}&kind=taken_over&lang=zh")).Items);
        Assert.StartsWith($"loom-4 的会话 {session}（进程 2210）被接管", Text(chinese));
        Assert.Equal(Number(english), Number(chinese));
    }

    [Fact]
    public async Task It_is_filtered_by_job_provider_and_time()
    {
        await Ledger.Providers.PauseProviderAsync("rules", new(null, RunReasons.PausedByPerson), Stop);
        Assert.All((await GetAsync("/api/events/log?job=1")).Items, one => Assert.Equal(1, one.GetProperty("job").GetInt64()));
        Assert.Equal(
            "paused",
            Assert.Single((await GetAsync("/api/events/log?provider=rules")).Items).GetProperty("kind").GetString()
        );
        Assert.Empty((await GetAsync("/api/events/log?until=2020-01-01")).Items);
        Assert.NotEmpty((await GetAsync("/api/events/log?since=2h")).Items);
        Assert.Empty((await GetAsync("/api/events/log?node=nobody")).Items);
    }

    [Theory]
    [InlineData("kind=exploded", "one of: opened, left, taken_over")]
    [InlineData("since=yesterday", "how long ago")]
    [InlineData("until=20:00", "how long ago")]
    [InlineData("limit=0", "between 1 and 500")]
    public async Task What_cannot_be_asked_for_is_named(string query, string said)
    {
        var reply = await GetAsync($"/api/events/log?{query}");
        Assert.Equal(400, reply.Status);
        Assert.Contains(said, reply["detail"].GetString());
    }

    private static long Number(JsonElement one) => one.GetProperty("event").GetInt64();

    private static string Text(JsonElement one) => one.GetProperty("text").GetString()!;
}
