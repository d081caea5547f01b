using Xunit;

namespace Weft.Tests.Web;

public sealed class BookRoutesTests(WovenLibrary library) : ApiTests(library)
{
    [Fact]
    public async Task The_library_comes_in_slices()
    {
        var first = await GetAsync("/api/books?limit=1");
        Assert.Equal((200, "1"), (first.Status, first["next"].GetString()));
        Assert.StartsWith("ALICE", Assert.Single(first.Items).GetProperty("title").GetString());
        var second = await GetAsync($"/api/books?limit=1&cursor={first["next"]}");
        Assert.Equal((2, null), (Assert.Single(second.Items).GetProperty("book").GetInt64(), second["next"].GetString()));
        Assert.Single((await GetAsync("/api/books?q=alice")).Items);
    }

    [Fact]
    public async Task A_book_its_parts_and_their_text_are_told()
    {
        Assert.Equal("zh", (await GetAsync($"/api/books/{WovenLibrary.AhQ}"))["language"].GetString());
        var parts = (await GetAsync("/api/books/1/parts?limit=500")).Items;
        Assert.Equal(Enumerable.Range(1, parts.Length), parts.Select(part => part.GetProperty("position").GetInt32()));
        var text = await GetAsync("/api/books/1/parts/2");
        Assert.Contains("tired of sitting by her sister", text["text"].GetString());
        Assert.Equal(parts[1].GetProperty("length").GetInt32(), text["text"].GetString()!.Length);
    }

    [Fact]
    public async Task A_book_is_shown_with_its_parts_and_its_jobs()
    {
        var shown = await GetAsync("/api/books/1/details");
        Assert.Equal(1, shown["book"].GetProperty("book").GetInt64());
        Assert.Equal(0, shown["unreadable_characters"].GetInt32());
        Assert.Equal((await GetAsync("/api/books/1/parts?limit=500")).Items.Length, shown["parts"].GetArrayLength());
        Assert.Equal(1, Assert.Single(shown["jobs"].EnumerateArray()).GetProperty("job").GetInt64());
        await RefusedAsync(404, "book.unknown", "/api/books/99/details");
    }

    [Fact]
    public async Task A_book_gets_another_title()
    {
        var renamed = await SendAsync(HttpMethod.Put, "/api/books/1/title", new { title = "  Alice\n in  Wonderland " });
        Assert.Equal((200, "Alice in Wonderland"), (renamed.Status, renamed["title"].GetString()));
        Assert.Equal("Alice in Wonderland", (await GetAsync("/api/books/1"))["title"].GetString());
        await RefusedAsync(400, "book.bad_title", "/api/books/1/title", HttpMethod.Put, new { title = "  " }, "200");
        await RefusedAsync(400, "book.bad_title", "/api/books/1/title", HttpMethod.Put, new { title = new string('x', 201) });
        await RefusedAsync(400, "request.bad", "/api/books/1/title", HttpMethod.Put, "{\"title\":null}");
        await RefusedAsync(404, "book.unknown", "/api/books/99/title", HttpMethod.Put, new { title = "x" });
    }

    [Fact]
    public async Task A_book_that_is_deleted_is_gone()
    {
        Assert.Equal(1, (await SendAsync(HttpMethod.Delete, "/api/books/1"))["deleted"].GetInt64());
        await RefusedAsync(404, "book.unknown", "/api/books/1", holds: "1");
        await RefusedAsync(404, "book.unknown", "/api/books/1", HttpMethod.Delete);
        await RefusedAsync(404, "book.unknown", "/api/books/1/graph");
    }

    [Theory]
    [InlineData(404, "book.unknown", "/api/books/99")]
    [InlineData(404, "book.unknown", "/api/books/99/parts")]
    [InlineData(404, "book.unknown", "/api/books/99/parts/1")]
    [InlineData(404, "book.no_such_part", "/api/books/1/parts/999")]
    [InlineData(404, "book.no_such_part", "/api/books/1/parts/-1")]
    [InlineData(400, "limit.bad", "/api/books?limit=0")]
    [InlineData(400, "limit.bad", "/api/books?limit=501")]
    [InlineData(400, "cursor.bad", "/api/books?cursor=-1")]
    [InlineData(400, "cursor.bad", "/api/books?cursor=99999999999999999999")]
    [InlineData(400, "request.bad", "/api/books?limit=many")]
    [InlineData(404, "request.no_such_address", "/api/books/alice")]
    [InlineData(404, "request.no_such_address", "/api/nothing")]
    public Task What_is_not_there_or_makes_no_sense_is_refused(int status, string code, string path) =>
        RefusedAsync(status, code, path);

    [Fact]
    public Task An_address_says_which_methods_it_does_not_take() =>
        RefusedAsync(405, "request.method", "/api/books", HttpMethod.Patch, holds: "/api/books");

    [Fact]
    public async Task Who_has_an_answer_already_is_sent_nothing()
    {
        foreach (
            var path in new[]
            {
                "/api/books",
                "/api/books/1/parts/2",
                "/api/jobs/1",
                "/api/books/1/graph",
                "/api/books/1/graph/tie?source=Alice&target=Mouse",
            }
        )
        {
            var tag = (await GetAsync(path)).Message.Headers.ETag!.Tag;
            var again = await SendAsync(HttpMethod.Get, path, null, request => request.Headers.IfNoneMatch.ParseAdd(tag));
            Assert.Equal((304, "", tag), (again.Status, again.Text, again.Message.Headers.ETag!.Tag));
            var other = await SendAsync(HttpMethod.Get, path, null, request => request.Headers.IfNoneMatch.ParseAdd("\"other\""));
            Assert.Equal(200, other.Status);
        }
    }

    [Fact]
    public async Task A_graph_that_changed_has_another_tag()
    {
        var before = (await GetAsync("/api/books/1/graph")).Message.Headers.ETag;
        Assert.Equal(200, (await SendAsync(HttpMethod.Delete, "/api/books/1")).Status);
        var again = await SendAsync(
            HttpMethod.Get,
            "/api/books/1/graph",
            null,
            request => request.Headers.IfNoneMatch.Add(before!)
        );
        Assert.Equal(404, again.Status);
    }
}
