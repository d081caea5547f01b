using System.Text;
using Weft.Client;
using Xunit;

namespace Weft.Tests.Web;

/// <summary>A serial that gains chapters, over HTTP: what is different is said, then taken, then read.</summary>
public sealed class UpdateRoutesTests(WovenLibrary library) : ApiTests(library)
{
    private const string Story =
        "Chapter 1. One\n\nEmma met Jane.\n\nChapter 2. Two\n\nJane met Frank in London.\n\nChapter 3. Three\n\nThey parted.\n\n";

    private const string Longer = Story + "Chapter 4. Four\n\nEmma wrote to Frank.\n";

    private async Task<string> UploadAsync(string text, string name = "story.txt")
    {
        var upload = (await PostAsync("/api/uploads", new { name }))["upload"].GetString()!;
        await SendAsync(HttpMethod.Put, $"/api/uploads/{upload}/parts/1", Encoding.UTF8.GetBytes(text));
        return upload;
    }

    private async Task<long> BookAsync(string text = Story) =>
        (await PostAsync($"/api/uploads/{await UploadAsync(text)}/import"))["book"].GetInt64();

    private static (int Same, int Changed, int New, int Removed, bool Taken) Numbers(Reply reply) =>
        (
            reply["same"].GetInt32(),
            reply["changed"].GetInt32(),
            reply["new"].GetInt32(),
            reply["removed"].GetInt32(),
            reply["taken"].GetBoolean()
        );

    [Fact]
    public async Task The_difference_is_shown_and_then_taken()
    {
        var book = await BookAsync();
        var upload = await UploadAsync(Longer.Replace("parted", "met again", StringComparison.Ordinal), "other-name.txt");
        var looked = await GetAsync($"/api/uploads/{upload}/difference?book={book}");
        Assert.Equal((200, (2, 1, 1, 0, false)), (looked.Status, Numbers(looked)));
        Assert.Equal(
            ["changed Chapter 3. Three", "new Chapter 4. Four"],
            looked["changes"].EnumerateArray().Select(change => $"{change.GetProperty("fate")} {change.GetProperty("title")}")
        );
        Assert.Equal(1, (await GetAsync($"/api/books/{book}"))["edition"].GetInt32());
        var taken = await PostAsync($"/api/uploads/{upload}/update", new { book });
        Assert.Equal((200, (2, 1, 1, 0, true), 2), (taken.Status, Numbers(taken), taken["edition"].GetInt32()));
        var kept = await GetAsync($"/api/books/{book}");
        Assert.Equal((2, 4), (kept["edition"].GetInt32(), kept["chapters"].GetInt32()));
        await RefusedAsync(404, "upload.unknown", $"/api/uploads/{upload}/difference?book={book}");
    }

    [Fact]
    public async Task The_same_file_writes_nothing()
    {
        var book = await BookAsync();
        var taken = await PostAsync($"/api/uploads/{await UploadAsync(Story)}/update", new { book });
        Assert.Equal(((3, 0, 0, 0, false), 1), (Numbers(taken), taken["edition"].GetInt32()));
    }

    [Fact]
    public async Task What_was_told_of_the_cut_holds_on_unless_it_is_told_anew()
    {
        var upload = await UploadAsync(Story);
        var book = (await PostAsync($"/api/uploads/{upload}/import", new { headings = "^Chapter [13]" }))["book"].GetInt64();
        var next = await UploadAsync(Longer);
        var kept = await GetAsync($"/api/uploads/{next}/difference?book={book}");
        Assert.Equal("^Chapter [13]", kept["told"].GetProperty("headings").GetString());
        var told = await GetAsync($"/api/uploads/{next}/difference?book={book}&headings=%5EChapter");
        Assert.Equal(("^Chapter", 2), (told["told"].GetProperty("headings").GetString(), told["new"].GetInt32()));
        await RefusedAsync(400, "value.bad", $"/api/uploads/{next}/difference?book={book}&parts=0", holds: "parts");
    }

    [Theory]
    [InlineData("en", "known again")]
    [InlineData("zh", "认出")]
    public async Task What_is_hardly_known_is_taken_only_where_somebody_says_so(string language, string said)
    {
        var book = await BookAsync();
        var other = "Chapter 1\n\nA whale.\n\nChapter 2\n\nA ship.\n\nChapter 3\n\nA captain.\n";
        var upload = await UploadAsync(other);
        Assert.True((await GetAsync($"/api/uploads/{upload}/difference?book={book}"))["hardly_known"].GetBoolean());
        var refused = await PostAsync($"/api/uploads/{upload}/update?lang={language}", new { book });
        Assert.Equal((409, "file.hardly_known"), (refused.Status, refused["code"].GetString()));
        Assert.Contains(said, refused["detail"].GetString());
        Assert.Equal(1, (await GetAsync($"/api/books/{book}"))["edition"].GetInt32());
        Assert.Equal((0, 3, 0, 0, true), Numbers(await PostAsync($"/api/uploads/{upload}/update", new { book, yes = true })));
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        var book = await BookAsync();
        var alice = await UploadAsync(
            await File.ReadAllTextAsync(Path.Combine(Cli.SourceTree.Root, "samples", "alice.en.txt"), Stop)
        );
        await RefusedAsync(409, "file.other_book", $"/api/uploads/{alice}/update", HttpMethod.Post, new { book }, "story");
        await RefusedAsync(404, "book.unknown", $"/api/uploads/{alice}/update", HttpMethod.Post, new { book = 99 });
        await RefusedAsync(404, "book.unknown", $"/api/uploads/{alice}/difference?book=99");
        await RefusedAsync(400, "request.bad", $"/api/uploads/{alice}/difference");
        await RefusedAsync(404, "upload.unknown", "/api/uploads/abc/update", HttpMethod.Post, new { book });
        await RefusedAsync(
            400,
            "value.bad",
            $"/api/uploads/{alice}/update",
            HttpMethod.Post,
            new
            {
                book,
                parts = 2,
                no_split = true,
            }
        );
    }

    [Fact]
    public async Task A_job_on_what_is_new_is_ordered_like_the_last_one()
    {
        var weft = WeftClient.Connect(new(Url));
        var book = await BookAsync();
        var none = await Assert.ThrowsAsync<WeftApiException<ProblemDetails>>(() =>
            weft.StartJobAsync(new() { Book = book, New = true }, null, Stop)
        );
        Assert.Equal((409, "job.none_to_continue"), (none.StatusCode, none.Result.Code));
        await weft.StartJobAsync(
            new()
            {
                Book = book,
                Providers = ["rules"],
                Priority = "high",
            },
            null,
            Stop
        );
        var upload = await UploadAsync(Longer);
        Assert.Equal(1, (await weft.PreviewUpdateAsync(upload, book, cancellationToken: Stop)).New);
        Assert.True((await weft.UpdateBookAsync(upload, new() { Book = book }, Stop)).Taken);
        Assert.Equal(1, (await weft.EstimateJobAsync(new() { Books = [book], New = true }, Stop)).Chapters);
        var job = await weft.StartJobAsync(new() { Book = book, New = true }, "what-is-new", Stop);
        Assert.Equal("high", job.Priority);
        Assert.Equal([4], (await Ledger.Jobs.FindJobAsync(new(job.Job), Stop))!.Order.Positions!);
        // The same order again is the same job; another one has nothing to read.
        Assert.Equal(job.Job, (await weft.StartJobAsync(new() { Book = book, New = true }, "what-is-new", Stop)).Job);
        await RefusedAsync(409, "job.nothing_new", "/api/jobs", HttpMethod.Post, new { book, @new = true });
        await RefusedAsync(
            400,
            "value.bad",
            "/api/jobs",
            HttpMethod.Post,
            new
            {
                book,
                @new = true,
                chapters = "1",
            },
            "new"
        );
        await RefusedAsync(
            400,
            "value.bad",
            "/api/estimates",
            HttpMethod.Post,
            new { books = new[] { 1, book }, @new = true },
            "new"
        );
    }
}
