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
    public async Task One_is_called_otherwise_of_another_type_or_hidden()
    {
        async Task<Reply> SaidAsync(string kind, string? other) =>
            await PostAsync(
                Decisions,
                new
                {
                    kind,
                    name = "Duchess",
                    other,
                }
            );
        var renamed = await SaidAsync("rename", "The Ugly Duchess");
        Assert.True(renamed.Status == 201, renamed.Text);
        Assert.Equal(
            (201, "The Ugly Duchess", true),
            (renamed.Status, renamed["other"].GetString(), renamed["stands"].GetBoolean())
        );
        Assert.Equal(201, (await SaidAsync("retype", "place")).Status);
        Assert.Equal(
            (201, ""),
            ((await SaidAsync("hide", null)) is var hidden ? (hidden.Status, hidden["other"].GetString()) : default)
        );
        await RefusedAsync(
            409,
            "graph.hidden_name",
            Decisions,
            HttpMethod.Post,
            new
            {
                kind = "retype",
                name = "Duchess",
                other = "item",
            }
        );
    }

    [Fact]
    public async Task Suggestions_are_listed_and_one_that_is_none_is_refused()
    {
        Assert.Equal(200, (await GetAsync("/api/books/1/suggestions")).Status);
        await RefusedAsync(404, "suggestion.unknown", "/api/books/1/suggestions/7/take", HttpMethod.Post, holds: "7");
        await RefusedAsync(404, "suggestion.unknown", "/api/books/1/suggestions/7/refuse", HttpMethod.Post, holds: "7");
        await RefusedAsync(404, "book.unknown", "/api/books/99/suggestions");
    }

    [Fact]
    public async Task Names_that_are_taken_and_types_that_are_none_are_refused()
    {
        await RefusedAsync(
            409,
            "decision.name_taken",
            Decisions,
            HttpMethod.Post,
            new
            {
                kind = "rename",
                name = "Alice",
                other = "Queen",
            }
        );
        await RefusedAsync(
            409,
            "decision.named_so",
            Decisions,
            HttpMethod.Post,
            new
            {
                kind = "rename",
                name = "Alice",
                other = "Alice",
            }
        );
        await RefusedAsync(
            400,
            "decision.bad_name",
            Decisions,
            HttpMethod.Post,
            new
            {
                kind = "rename",
                name = "Alice",
                other = new string('x', 300),
            }
        );
        await RefusedAsync(
            400,
            "decision.unknown_type",
            Decisions,
            HttpMethod.Post,
            new
            {
                kind = "retype",
                name = "Alice",
                other = "persn",
            }
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
        await RefusedAsync(400, "value.bad", Decisions, HttpMethod.Post, new { kind = "merge", name = "Alice" }, "other");
        await RefusedAsync(400, "request.bad", Decisions, HttpMethod.Post, new { kind = "hide", nam = "Alice" });
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
