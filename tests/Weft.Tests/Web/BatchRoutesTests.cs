using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Weft.Client;
using Xunit;

namespace Weft.Tests.Web;

/// <summary>Many files at once, over HTTP: a bad one stops none of the others, and all of them may be one book.</summary>
public sealed class BatchRoutesTests(WovenLibrary library) : ApiTests(library)
{
    private const string Night = "Chapter 1. One\n\nEmma met Jane.\n\nChapter 2. Two\n\nJane met Frank in London.\n";
    private const string Day = "Chapter 1. Uno\n\nAnna met Karl.\n\nChapter 2. Due\n\nKarl met Otto in Vienna.\n";

    private async Task<string> UploadAsync(string name, byte[] content)
    {
        var upload = (await PostAsync("/api/uploads", new { name }))["upload"].GetString()!;
        await SendAsync(HttpMethod.Put, $"/api/uploads/{upload}/parts/1", content);
        return upload;
    }

    private Task<string> UploadAsync(string name, string text) => UploadAsync(name, Encoding.UTF8.GetBytes(text));

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        return bytes.ToArray();
    }

    private static (int Imported, int Known, int Refused) Numbers(Reply reply) =>
        (reply["imported"].GetInt32(), reply["already_known"].GetInt32(), reply["refused"].GetInt32());

    private static JsonElement[] Files(Reply reply) => [.. reply["files"].EnumerateArray()];

    private static string[] Names(Reply reply) => [.. Files(reply).Select(file => file.GetProperty("file").GetString()!)];

    private Task<string> ArchiveAsync() =>
        UploadAsync(
            "all.zip",
            Zip(("night.txt", Night), ("more/day.txt", Day), ("broken.epub", "no archive"), ("cover.jpg", "x"))
        );

    [Theory]
    [InlineData("en", "broken.epub is")]
    [InlineData("zh", "broken.epub ")]
    public async Task A_bad_file_of_an_archive_stops_none_of_the_others(string language, string said)
    {
        var upload = await ArchiveAsync();
        string[] names = ["all.zip/broken.epub", "all.zip/more/day.txt", "all.zip/night.txt"];
        var looked = await PostAsync("/api/uploads/preview", new { uploads = new[] { upload } });
        Assert.Equal((200, (0, 0, 1)), (looked.Status, Numbers(looked)));
        Assert.Equal(names, Names(looked));
        Assert.Equal(2, Files(looked)[1].GetProperty("preview").GetProperty("chapters").GetInt32());
        Assert.Equal(2, (await GetAsync("/api/books")).Items.Length);
        var imported = await PostAsync($"/api/uploads/import?lang={language}", new { uploads = new[] { upload } });
        Assert.Equal((200, (2, 0, 1)), (imported.Status, Numbers(imported)));
        Assert.Equal(names, Names(imported));
        var bad = Files(imported)[0];
        Assert.Equal("file.no_book", bad.GetProperty("code").GetString());
        Assert.Contains(said, bad.GetProperty("detail").GetString());
        // Where it lies on this machine is nobody's business.
        Assert.DoesNotContain(Folder, imported.Text);
        Assert.Equal(".jpg", Assert.Single(imported["passed_over"].EnumerateArray()).GetProperty("kind").GetString());
        Assert.Equal(4, (await GetAsync("/api/books")).Items.Length);
        // What was refused stays to be looked at; what is there already is known again.
        Assert.Equal((0, 2, 1), Numbers(await PostAsync("/api/uploads/import", new { uploads = new[] { upload } })));
    }

    [Fact]
    public async Task Several_uploads_are_taken_in_the_natural_order_of_their_names_and_end()
    {
        string[] uploads = [await UploadAsync("book 10.txt", Night), await UploadAsync("book 9.txt", Day)];
        var imported = await PostAsync("/api/uploads/import", new { uploads });
        Assert.Equal(["book 9.txt", "book 10.txt"], Names(imported));
        Assert.Equal((2, 0, 0), Numbers(imported));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(Folder, "uploads")));
        await RefusedAsync(
            404,
            "upload.unknown",
            "/api/uploads/import",
            HttpMethod.Post,
            new { uploads = uploads[..1] },
            uploads[0]
        );
    }

    [Fact]
    public async Task A_table_that_is_sent_with_them_says_what_the_files_do_not()
    {
        string[] uploads = [await UploadAsync("all.zip", Zip(("night.txt", Night), ("more/day.txt", Day)))];
        var metadata = await UploadAsync(
            "books.csv",
            "file,title,author,year,tags\nmore/day.txt,The Day,\"Uno, Ann; Due, Ed\",1815,short\ngone.txt,Gone,,,\n"
        );
        var looked = await PostAsync("/api/uploads/preview", new { uploads, metadata });
        Assert.Equal("The Day", Files(looked)[0].GetProperty("preview").GetProperty("title").GetString());
        foreach (var known in new[] { false, true })
        {
            uploads = known ? [await UploadAsync("day.txt", Day)] : uploads;
            metadata = known ? await UploadAsync("t.csv", "文件,书名\nday.txt,另一天\n") : metadata;
            var imported = await PostAsync("/api/uploads/import", new { uploads, metadata });
            Assert.Equal(known ? (0, 1, 0) : (2, 0, 0), Numbers(imported));
            var book = Files(imported)[0].GetProperty("book");
            Assert.Equal(known ? "另一天" : "The Day", book.GetProperty("title").GetString());
            var details = await GetAsync($"/api/books/{book.GetProperty("book").GetInt64()}/details");
            Assert.Contains("Uno, Ann", details.Text);
            Assert.Contains("\"short\"", details.Text);
            if (known)
                continue;
            var table = imported["table"];
            Assert.Equal(
                (3, "gone.txt"),
                (
                    table.GetProperty("missing")[0].GetProperty("row").GetInt32(),
                    table.GetProperty("missing")[0].GetProperty("file").GetString()
                )
            );
            Assert.Equal("all.zip/night.txt", Assert.Single(table.GetProperty("without").EnumerateArray()).GetString());
        }
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(Folder, "uploads")));
    }

    [Fact]
    public async Task A_table_that_is_wrong_is_refused_before_anything_is_imported()
    {
        string[] uploads = [await UploadAsync("night.txt", Night)];
        var metadata = await UploadAsync("books.csv", "file,colour\nnight.txt,blue\n");
        await RefusedAsync(422, "file.bad_table", "/api/uploads/import", HttpMethod.Post, new { uploads, metadata }, "colour");
        await RefusedAsync(
            404,
            "upload.unknown",
            "/api/uploads/preview",
            HttpMethod.Post,
            new { uploads, metadata = "no" },
            "no"
        );
        Assert.Equal(
            400,
            (
                await PostAsync(
                    "/api/uploads/import",
                    new
                    {
                        uploads,
                        metadata,
                        as_one_book = true,
                    }
                )
            ).Status
        );
        Assert.Equal(2, (await GetAsync("/api/books")).Items.Length);
        Assert.Equal((1, 0, 0), Numbers(await PostAsync("/api/uploads/import", new { uploads })));
    }

    [Fact]
    public async Task Files_of_an_archive_are_one_book_with_a_title_of_its_own()
    {
        var days = new[] { 10, 2, 1 }.Select(day => ($"{day}.txt", $"On day {day} Emma met Jane of Serial in London.\n"));
        string[] uploads = [await UploadAsync("serial.zip", Zip([.. days]))];
        var looked = await PostAsync("/api/uploads/preview", new { uploads, as_one_book = true });
        Assert.Equal(["serial"], Names(looked));
        Assert.Equal(3, Files(looked)[0].GetProperty("preview").GetProperty("chapters").GetInt32());
        var weft = WeftClient.Connect(new(Url));
        var made = await weft.ImportUploadsAsync(
            new()
            {
                Uploads = uploads,
                AsOneBook = true,
                Title = "The days",
            },
            Stop
        );
        var book = Assert.Single(made.Files).Book!;
        Assert.Equal(("The days", 3), (book.Title, book.Chapters));
        Assert.Equal(
            ["1", "2", "10"],
            (await GetAsync($"/api/books/{book.Book}/parts")).Items.Select(part => part.GetProperty("title").GetString())
        );
        // With a day more it is a new edition.
        string[] more = [await UploadAsync("serial.zip", Zip([.. days, ("11.txt", "On day 11 they wrote.\n")]))];
        var next = await PostAsync(
            "/api/uploads/import",
            new
            {
                uploads = more,
                as_one_book = true,
                edition_of = book.Book,
            }
        );
        Assert.Equal((1, 0, 0), Numbers(next));
        Assert.Equal(2, (await GetAsync($"/api/books/{book.Book}"))["edition"].GetInt32());
    }

    [Fact]
    public async Task One_book_is_refused_whole_for_one_bad_file()
    {
        string[] uploads = [await ArchiveAsync()];
        await RefusedAsync(
            422,
            "file.no_book",
            "/api/uploads/import",
            HttpMethod.Post,
            new { uploads, as_one_book = true },
            "all.zip/broken.epub"
        );
        Assert.Equal(2, (await GetAsync("/api/books")).Items.Length);
    }

    [Fact]
    public async Task Archives_without_books_and_damaged_ones_say_so_in_their_row()
    {
        string[] uploads =
        [
            await UploadAsync("pictures.zip", Zip(("a.jpg", "x"))),
            await UploadAsync("damaged.zip", "PK and nothing more"),
            await UploadAsync("night.txt", Night),
        ];
        var imported = await PostAsync("/api/uploads/import", new { uploads });
        Assert.Equal((1, 0, 2), Numbers(imported));
        Assert.Equal(
            [("damaged.zip", "file.no_book"), ("night.txt", null), ("pictures.zip", "file.none_in_folder")],
            Files(imported).Select(file => (file.GetProperty("file").GetString(), file.GetProperty("code").GetString()))
        );
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        string[] uploads = [await UploadAsync("night.txt", Night)];
        const string Import = "/api/uploads/import";
        await RefusedAsync(400, "value.bad", Import, HttpMethod.Post, new { uploads = Array.Empty<string>() }, "uploads");
        await RefusedAsync(400, "value.bad", Import, HttpMethod.Post, new { uploads, title = "Night" }, "title");
        await RefusedAsync(
            400,
            "value.bad",
            Import,
            HttpMethod.Post,
            new
            {
                uploads,
                title = " ",
                as_one_book = true,
            },
            "title"
        );
        await RefusedAsync(400, "value.bad", Import, HttpMethod.Post, new { uploads, edition_of = 1 }, "edition_of");
        await RefusedAsync(400, "value.bad", Import, HttpMethod.Post, new { uploads, parts = 0 }, "parts");
        await RefusedAsync(400, "request.bad", Import, HttpMethod.Post, new { uploads, as_one = true });
        await RefusedAsync(
            404,
            "book.unknown",
            Import,
            HttpMethod.Post,
            new
            {
                uploads,
                as_one_book = true,
                edition_of = 99,
            }
        );
        await RefusedAsync(
            404,
            "upload.unknown",
            "/api/uploads/preview",
            HttpMethod.Post,
            new { uploads = new[] { "abc" } },
            "abc"
        );
    }
}
