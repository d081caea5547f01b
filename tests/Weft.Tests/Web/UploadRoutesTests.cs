using Weft.Application;
using Weft.Tests.Cli;
using Xunit;

namespace Weft.Tests.Web;

public sealed class UploadRoutesTests(WovenLibrary library) : ApiTests(library)
{
    private const string Story = "Chapter 1. One\n\nEmma met Jane.\n\nChapter 2. Two\n\nJane met Frank in London.\n";

    private async Task<string> OpenAsync(string name = "story.txt") =>
        (await PostAsync("/api/uploads", new { name }))["upload"].GetString()!;

    private Task<Reply> PutAsync(string upload, int part, byte[] bytes) =>
        SendAsync(HttpMethod.Put, $"/api/uploads/{upload}/parts/{part}", bytes);

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    [Fact]
    public async Task A_file_comes_in_parts_is_looked_at_and_becomes_a_book()
    {
        var upload = await OpenAsync();
        var bytes = Bytes(Story);
        // In any order, and one of them twice.
        Assert.Equal(bytes.Length - 20, (await PutAsync(upload, 2, bytes[20..]))["bytes"].GetInt32());
        await PutAsync(upload, 1, Bytes("something that broke off"));
        await PutAsync(upload, 1, bytes[..20]);
        var preview = await GetAsync($"/api/uploads/{upload}/preview");
        Assert.Equal((200, 2), (preview.Status, preview["chapters"].GetInt32()));
        Assert.Contains(
            preview["parts"].EnumerateArray(),
            part => part.GetProperty("begins").GetString() == "Jane met Frank in London."
        );
        var imported = await PostAsync($"/api/uploads/{upload}/import", new { });
        Assert.Equal((201, "/api/books/3"), (imported.Status, imported.Message.Headers.Location!.ToString()));
        Assert.Contains("Jane met Frank", (await GetAsync("/api/books/3/parts/2"))["text"].GetString());
        await RefusedAsync(404, "upload.unknown", $"/api/uploads/{upload}/preview", holds: upload);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(Folder, "uploads")));
    }

    [Fact]
    public async Task A_sample_is_known_already_and_may_be_an_edition_of_its_book()
    {
        var upload = await OpenAsync("alice.en.txt");
        await PutAsync(upload, 1, await File.ReadAllBytesAsync(Path.Combine(SourceTree.Root, "samples", "alice.en.txt"), Stop));
        var imported = await PostAsync($"/api/uploads/{upload}/import");
        Assert.Equal((true, 1), (imported["already_known"].GetBoolean(), imported["book"].GetInt64()));
        var next = await OpenAsync();
        await PutAsync(next, 1, Bytes(Story));
        await RefusedAsync(404, "book.unknown", $"/api/uploads/{next}/import", HttpMethod.Post, new { edition_of = 99 });
        Assert.Equal(2, (await PostAsync($"/api/uploads/{next}/import", new { edition_of = 2 }))["book"].GetInt64());
        Assert.Equal(2, (await GetAsync("/api/books/2"))["edition"].GetInt32());
    }

    [Fact]
    public async Task A_split_is_corrected_in_the_preview_and_at_import()
    {
        var upload = await OpenAsync("cut.txt");
        await PutAsync(
            upload,
            1,
            Bytes("¶ One\n\nEmma met Jane of Cut.\n\n¶ Two\n\nJane met Frank of Cut.\n\n¶ Three\n\nThey went home to Cut.\n")
        );
        var preview = $"/api/uploads/{upload}/preview";
        Assert.Equal(3, (await GetAsync(preview + "?headings=%5E%C2%B6"))["chapters"].GetInt32());
        Assert.Equal(2, (await GetAsync(preview + "?parts=2"))["chapters"].GetInt32());
        var whole = await GetAsync(preview + "?no_split=true&encoding=utf-8");
        Assert.Equal((1, true), (whole["chapters"].GetInt32(), whole["told"].GetProperty("no_split").GetBoolean()));
        foreach (
            var (query, name) in new[]
            {
                ("encoding=klingon", "encoding"),
                ("headings=(", "headings"),
                ("parts=0", "parts"),
                ("parts=2&no_split=true", "parts"),
            }
        )
            await RefusedAsync(400, "value.bad", $"{preview}?{query}", holds: name);
        await RefusedAsync(422, "file.no_book", $"{preview}?parts=500");
        await RefusedAsync(
            400,
            "value.bad",
            $"/api/uploads/{upload}/import",
            HttpMethod.Post,
            new { parts = 2, headings = "^a" },
            "parts"
        );
        var imported = await PostAsync($"/api/uploads/{upload}/import", new { parts = 2 });
        Assert.Equal(2, imported["chapters"].GetInt32());
        var book = await GetAsync($"/api/books/{imported["book"].GetInt64()}");
        Assert.Equal((2, 2), (book["chapters"].GetInt32(), book["told"].GetProperty("parts").GetInt32()));
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Windows\\win.ini", "win.ini")]
    [InlineData("/", "untitled.txt")]
    [InlineData("..", "untitled.txt")]
    [InlineData("a\u0000b\n.txt", "ab.txt")]
    public async Task A_name_is_never_a_path(string name, string kept)
    {
        var opened = await PostAsync("/api/uploads", new { name });
        Assert.Equal((201, kept), (opened.Status, opened["name"].GetString()));
        await PutAsync(opened["upload"].GetString()!, 1, Bytes(Story));
        var files = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(file => !file.Contains(".db"));
        Assert.All(files, file => Assert.StartsWith(Path.Combine(Folder, "uploads", opened["upload"].GetString()!), file));
    }

    [Theory]
    [InlineData("/api/uploads/..%2f..%2fledger.db/preview")]
    [InlineData("/api/uploads/%2e%2e/preview")]
    [InlineData("/api/uploads/0123456789abcdef0123456789abcdef/preview")]
    [InlineData("/api/uploads/0123456789ABCDEF0123456789ABCDEF/preview")]
    public async Task An_id_is_never_a_path(string path) => Assert.Equal(404, (await GetAsync(path)).Status);

    [Fact]
    public async Task A_part_that_is_too_large_is_refused_and_changes_nothing()
    {
        var upload = await OpenAsync();
        await PutAsync(upload, 1, Bytes(Story));
        await RefusedAsync(
            413,
            "request.too_large",
            $"/api/uploads/{upload}/parts/1",
            HttpMethod.Put,
            new byte[Uploads.MostPartBytes + 1]
        );
        Assert.Equal(2, (await GetAsync($"/api/uploads/{upload}/preview"))["chapters"].GetInt32());
        Assert.Equal(200, (await PutAsync(upload, 2, new byte[Uploads.MostPartBytes])).Status);
    }

    [Fact]
    public async Task What_is_not_there_or_makes_no_sense_is_refused()
    {
        var upload = await OpenAsync();
        await RefusedAsync(409, "upload.incomplete", $"/api/uploads/{upload}/preview", holds: "1");
        await PutAsync(upload, 2, Bytes(Story));
        await RefusedAsync(409, "upload.incomplete", $"/api/uploads/{upload}/import", HttpMethod.Post, new { });
        await RefusedAsync(400, "upload.no_such_part", $"/api/uploads/{upload}/parts/17", HttpMethod.Put, Bytes("x"), "17");
        await RefusedAsync(400, "upload.no_such_part", $"/api/uploads/{upload}/parts/0", HttpMethod.Put, Bytes("x"));
        await RefusedAsync(404, "upload.unknown", "/api/uploads/abc", HttpMethod.Delete, holds: "abc");
        await RefusedAsync(400, "value.bad", "/api/uploads", HttpMethod.Post, new { name = " " }, "name");
        await RefusedAsync(400, "request.bad", "/api/uploads", HttpMethod.Post, new { });
        await RefusedAsync(400, "request.bad", "/api/uploads", HttpMethod.Post, "{\"name\":\"a\",\"path\":\"/etc\"}");
        await RefusedAsync(400, "request.bad", "/api/uploads", HttpMethod.Post, "{half");
        await PutAsync(upload, 1, new byte[1000]);
        await RefusedAsync(422, "file.no_book", $"/api/uploads/{upload}/preview");
        Assert.Equal(upload, (await SendAsync(HttpMethod.Delete, $"/api/uploads/{upload}"))["removed"].GetString());
    }

    [Fact]
    public async Task An_import_whose_answer_was_lost_is_asked_for_again_under_its_key()
    {
        var begun = await PostAsync("/api/uploads", new { name = "a.txt" }, "begin");
        Assert.Equal(begun.Text, (await PostAsync("/api/uploads", new { name = "a.txt" }, "begin")).Text);
        var import = $"/api/uploads/{begun["upload"]}/import";
        // Refused, so that the key is free again.
        Assert.Equal(409, (await PostAsync(import, new { }, "import")).Status);
        await PutAsync(begun["upload"].GetString()!, 1, Bytes(Story));
        var imported = await PostAsync(import, new { }, "import");
        var again = await PostAsync(import, new { }, "import");
        Assert.Equal(
            (201, imported.Text, "/api/books/3"),
            (again.Status, again.Text, again.Message.Headers.Location!.ToString())
        );
        Assert.Equal(404, (await PostAsync(import, new { }, "another")).Status);
    }

    [Fact]
    public async Task Only_so_many_are_open_at_once()
    {
        for (var open = 0; open < Uploads.MostOpen; open++)
            await OpenAsync();
        await RefusedAsync(429, "upload.too_many", "/api/uploads", HttpMethod.Post, new { name = "one.txt" }, "100");
    }

    [Fact]
    public async Task Script_in_a_title_stays_text()
    {
        const string title = "<img src=x onerror=alert(1)>";
        var upload = await OpenAsync(title + ".txt");
        await PutAsync(upload, 1, Bytes(Story));
        Assert.Equal(201, (await PostAsync($"/api/uploads/{upload}/import")).Status);
        var book = await GetAsync("/api/books/3");
        Assert.Equal(title, book["title"].GetString());
        Assert.Equal("application/json", book.Message.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["nosniff"], book.Message.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["default-src 'none'; frame-ancestors 'none'"], book.Message.Headers.GetValues("Content-Security-Policy"));
    }
}
