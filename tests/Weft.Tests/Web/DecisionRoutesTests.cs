using Xunit;

namespace Weft.Tests.Web;

public sealed class DecisionRoutesTests(WovenLibrary library) : ApiTests(library)
{
    private const string Decisions = "/api/books/1/decisions";

    [Fact]
    public async Task Names_are_merged_split_and_that_is_taken_back()
    {
        var merged = await PostAsync(
            Decisions,
            new
            {
                kind = "merge",
                name = "Queen",
                other = "Duchess",
            }
        );
        Assert.Equal((201, 1, "merge"), (merged.Status, merged["number"].GetInt32(), merged["kind"].GetString()));
        await PostAsync(
            Decisions,
            new
            {
                kind = "split",
                name = "Alice",
                other = "Miss Alice",
            }
        );
        var undone = await SendAsync(HttpMethod.Delete, $"{Decisions}/1");
        Assert.Equal(
            (200, 3, "undo", "Queen"),
            (undone.Status, undone["number"].GetInt32(), undone["kind"].GetString(), undone["name"].GetString())
        );
        var first = await GetAsync($"{Decisions}?limit=2");
        Assert.Equal(["merge", "split"], first.Items.Select(decision => decision.GetProperty("kind").GetString()));
        Assert.Equal(
            "undo",
            Assert.Single((await GetAsync($"{Decisions}?cursor={first["next"]}")).Items).GetProperty("kind").GetString()
        );
    }

    [Fact]
    public async Task What_is_not_there_or_makes_no_sense_is_refused()
    {
        await RefusedAsync(404, "decision.unknown", $"{Decisions}/7", HttpMethod.Delete, holds: "7");
        await RefusedAsync(
            400,
            "decision.one_name",
            Decisions,
            HttpMethod.Post,
            new
            {
                kind = "merge",
                name = "Alice",
                other = "alice",
            }
        );
        await RefusedAsync(
            404,
            "graph.unknown_name",
            Decisions,
            HttpMethod.Post,
            new
            {
                kind = "merge",
                name = "Alice",
                other = "Frodo",
            },
            "Frodo"
        );
        await RefusedAsync(
            400,
            "value.bad",
            Decisions,
            HttpMethod.Post,
            new
            {
                kind = "undo",
                name = "Alice",
                other = "Queen",
            }
        );
        await RefusedAsync(
            400,
            "value.bad",
            Decisions,
            HttpMethod.Post,
            new
            {
                kind = "merge",
                name = "",
                other = "Queen",
            }
        );
        await RefusedAsync(400, "request.bad", Decisions, HttpMethod.Post, new { kind = "merge", name = "Alice" });
        await RefusedAsync(404, "book.unknown", "/api/books/99/decisions");
        await RefusedAsync(
            404,
            "book.unknown",
            "/api/books/99/decisions",
            HttpMethod.Post,
            new
            {
                kind = "merge",
                name = "a",
                other = "b",
            }
        );
    }
}
