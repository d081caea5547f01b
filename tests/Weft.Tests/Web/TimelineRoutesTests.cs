using Xunit;

namespace Weft.Tests.Web;

public sealed class TimelineRoutesTests(WovenLibrary library) : ApiTests(library)
{
    private const string Timeline = "/api/books/1/graph/timeline";

    [Fact]
    public async Task Who_is_on_stage_comes_with_the_events()
    {
        var timeline = await GetAsync(Timeline);
        Assert.Equal(1, timeline["book"].GetInt32());
        var alice = timeline["stage"][0];
        Assert.Equal("Alice", alice.GetProperty("name").GetString());
        Assert.Equal(alice.GetProperty("chapters").GetArrayLength(), alice.GetProperty("counts").GetArrayLength());
    }

    [Theory]
    [InlineData(404, "graph.unknown_name", "?name=Frodo")]
    [InlineData(404, "book.unknown", "", 99)]
    [InlineData(400, "value.bad", "?kinds=death,picnic")]
    [InlineData(400, "value.bad", "?chapters=9-2")]
    [InlineData(400, "value.bad", "?name=%20")]
    [InlineData(400, "value.bad", "?up_to=-1")]
    [InlineData(400, "limit.bad", "?limit=501")]
    [InlineData(400, "cursor.bad", "?cursor=x")]
    public Task What_is_not_there_or_makes_no_sense_is_refused(int status, string code, string query, int book = 1) =>
        RefusedAsync(status, code, $"/api/books/{book}/graph/timeline{query}");
}
