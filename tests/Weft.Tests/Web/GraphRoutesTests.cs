using System.Text.Json;
using Xunit;

namespace Weft.Tests.Web;

public sealed class GraphRoutesTests(WovenLibrary library) : ApiTests(library)
{
    private const string Graph = "/api/books/1/graph";

    private static string[] Names(IEnumerable<JsonElement> rows) => [.. rows.Select(row => row.GetProperty("name").GetString()!)];

    [Fact]
    public async Task A_graph_at_a_glance_up_to_a_chapter_or_whole()
    {
        var whole = await GetAsync($"{Graph}?cast=3&ties=2");
        Assert.Equal(
            ("Alice", 3, 2),
            (whole["cast"][0].GetProperty("name").GetString(), whole["cast"].GetArrayLength(), whole["ties"].GetArrayLength())
        );
        var early = await GetAsync($"{Graph}?up_to=1");
        Assert.True(early["entities"].GetInt32() < whole["entities"].GetInt32());
        Assert.True((await GetAsync("/api/books/2/graph"))["entities"].GetInt32() > 0);
    }

    [Fact]
    public async Task Entities_come_in_slices_and_by_type()
    {
        var all = Names((await GetAsync($"{Graph}/entities?limit=500")).Items);
        var (slices, cursor) = (new List<string>(), "");
        do
        {
            var slice = await GetAsync($"{Graph}/entities?limit=7&cursor={cursor}");
            slices.AddRange(Names(slice.Items));
            cursor = slice["next"].GetString();
        } while (cursor is not null);
        Assert.Equal(all, slices);
        Assert.All(
            (await GetAsync($"{Graph}/entities?type=place")).Items,
            row => Assert.Equal("place", row.GetProperty("type").GetString())
        );
    }

    [Fact]
    public async Task Names_are_searched_for_and_an_entity_tells_its_ties_and_quotes()
    {
        Assert.Equal("Alice", Names((await GetAsync($"{Graph}/search?q=aLiC")).Items)[0]);
        Assert.NotEmpty((await GetAsync($"/api/books/2/graph/search?q={Uri.EscapeDataString("阿")}")).Items);
        Assert.Empty(
            (await GetAsync($"{Graph}/search?q={Uri.EscapeDataString("' OR 1=1; MATCH (n) DETACH DELETE n //")}")).Items
        );
        var entity = await GetAsync($"{Graph}/entity?name=Queen&quotes=2&ties=3");
        Assert.Equal(
            ("Queen", 2, 3),
            (entity["entity"].GetProperty("name").GetString(), entity["quotes"].GetArrayLength(), entity["ties"].GetArrayLength())
        );
    }

    [Fact]
    public async Task Communities_reasons_and_names_without_entity_are_told()
    {
        var whole = await GetAsync(Graph);
        var communities = (await GetAsync($"{Graph}/communities")).Items.ToList();
        Assert.Equal(whole["communities"].GetArrayLength(), communities.Count);
        Assert.All(
            communities,
            one =>
            {
                Assert.Equal(one.GetProperty("size").GetInt32(), one.GetProperty("members").GetArrayLength());
                Assert.Equal(one.GetProperty("name").GetString(), one.GetProperty("members")[0].GetProperty("name").GetString());
            }
        );
        var why = await GetAsync($"{Graph}/reasons?name=Queen");
        Assert.Equal("why_stands", why["reasons"][0].GetProperty("reason_code").GetString());
        Assert.All(
            (await GetAsync($"{Graph}/without-entity")).Items,
            name => Assert.True(name.GetProperty("count").GetInt32() >= 10)
        );
        var entity = await GetAsync($"{Graph}/entity?name=Queen");
        Assert.StartsWith("person", entity["description"].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neighbours_are_the_heaviest_first()
    {
        var ties = (await GetAsync($"{Graph}/neighbours?name=Alice&limit=5")).Items;
        var weights = ties.Select(tie => tie.GetProperty("weight").GetDouble()).ToList();
        Assert.Equal(5, ties.Length);
        Assert.Equal(weights.OrderDescending(), weights);
        Assert.All(
            ties,
            tie =>
                Assert.Contains("Alice", new[] { tie.GetProperty("source").GetString(), tie.GetProperty("target").GetString() })
        );
    }

    [Fact]
    public async Task A_tie_comes_with_every_quote_and_each_stands_in_its_chapter()
    {
        var tie = await GetAsync($"{Graph}/tie?source=Mouse&target=alice");
        var quotes = tie["quotes"].EnumerateArray().ToList();
        var chapters = tie["ties"][0].GetProperty("chapters").EnumerateArray().Select(chapter => chapter.GetInt32());
        Assert.Equal(chapters, quotes.Select(quote => quote.GetProperty("chapter").GetInt32()).Distinct());
        foreach (var quote in quotes)
        {
            var text = (await GetAsync($"/api/books/1/parts/{quote.GetProperty("position")}"))["text"].GetString()!;
            var (said, offset) = (quote.GetProperty("quote").GetString()!, quote.GetProperty("offset").GetInt32());
            Assert.Equal(said, text.Substring(offset, said.Length));
        }
        var early = (await GetAsync($"{Graph}/tie?source=Mouse&target=Alice&up_to=2"))["quotes"].EnumerateArray();
        Assert.All(early, quote => Assert.True(quote.GetProperty("chapter").GetInt32() <= 2));
    }

    [Fact]
    public async Task The_shortest_way_between_two_is_found_or_there_is_none()
    {
        var near = await GetAsync($"{Graph}/path?from=Alice&to=Mouse");
        Assert.Equal(1, near["steps"].GetInt32());
        Assert.Equal(["Alice", "Mouse"], Names(near["entities"].EnumerateArray()));
        var far = await GetAsync($"{Graph}/path?from=Mouse&to=Gryphon");
        Assert.Equal(far["steps"].GetInt32() + 1, far["entities"].GetArrayLength());
        Assert.Equal(0, (await GetAsync($"{Graph}/path?from=Alice&to=Alice"))["steps"].GetInt32());
    }

    [Theory]
    [InlineData(404, "graph.unknown_name", "/entity?name=Frodo")]
    [InlineData(404, "graph.unknown_name", "/neighbours?name=Frodo")]
    [InlineData(404, "graph.unknown_name", "/tie?source=Alice&target=Frodo")]
    [InlineData(404, "graph.unknown_name", "/path?from=Frodo&to=Alice")]
    [InlineData(404, "graph.unknown_name", "/entity?name=Gryphon&up_to=1")]
    [InlineData(404, "graph.no_tie", "/tie?source=Alice&target=Alice")]
    [InlineData(400, "value.bad", "/search")]
    [InlineData(400, "value.bad", "/entity?name=%20")]
    [InlineData(400, "value.bad", "?up_to=-1")]
    [InlineData(400, "value.bad", "?cast=501")]
    [InlineData(400, "request.bad", "?up_to=never")]
    [InlineData(400, "limit.bad", "/entities?limit=0")]
    [InlineData(400, "cursor.bad", "/entities?cursor=x")]
    public Task What_is_not_there_or_makes_no_sense_is_refused(int status, string code, string path) =>
        RefusedAsync(status, code, Graph + path);

    [Fact]
    public async Task A_book_without_a_graph_says_so()
    {
        var upload = (await PostAsync("/api/uploads", new { name = "a.txt" }))["upload"].GetString();
        await SendAsync(
            HttpMethod.Put,
            $"/api/uploads/{upload}/parts/1",
            System.Text.Encoding.UTF8.GetBytes("Chapter 1\n\nEmma met Jane.\n")
        );
        Assert.Equal(201, (await PostAsync($"/api/uploads/{upload}/import")).Status);
        foreach (
            var path in new[]
            {
                "",
                "/entities",
                "/search?q=a",
                "/entity?name=a",
                "/neighbours?name=a",
                "/tie?source=a&target=b",
                "/path?from=a&to=b",
            }
        )
            await RefusedAsync(404, "graph.none", $"/api/books/3/graph{path}");
        await RefusedAsync(404, "graph.none", "/api/books/3/exports/graph.json");
        await RefusedAsync(404, "graph.none", "/api/books/3/exports/graph.html");
    }
}
