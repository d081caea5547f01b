using System.IO.Compression;
using Weft.Application;
using Weft.Graph.Exports;
using Weft.Tests.Application;
using Xunit;

namespace Weft.Tests.Web;

public sealed class ExportRoutesTests(WovenLibrary library) : ApiTests(library)
{
    [Theory]
    [InlineData(WovenLibrary.Alice)]
    [InlineData(WovenLibrary.AhQ)]
    public async Task A_graph_comes_as_the_command_line_writes_it(long id)
    {
        var book = (await Ledger.Library.FindBookAsync(new(id), Stop))!;
        var write = Assert.IsType<Result<Func<Stream, CancellationToken, Task>>.Done>(
            await Parts.UseCases.GraphExport.OfAsync(book, GraphFormats.Json, ExportSelection.All, Stop)
        );
        var expected = await Written.TextAsync(write.Value);
        var json = await GetAsync($"/api/books/{id}/exports/graph.json");
        Assert.Equal((200, expected), (json.Status, json.Text));
        Assert.Contains($"book-{id}.graph.json", json.Message.Content.Headers.ContentDisposition!.ToString());
        Assert.True(json.Message.Headers.TransferEncodingChunked);
    }

    [Fact]
    public async Task The_page_is_a_file_that_runs_apart_from_this_site()
    {
        var page = await GetAsync("/api/books/1/exports/graph.html");
        Assert.Equal((200, "text/html"), (page.Status, page.Message.Content.Headers.ContentType!.MediaType));
        Assert.StartsWith("attachment", page.Message.Content.Headers.ContentDisposition!.ToString());
        Assert.StartsWith("sandbox", Assert.Single(page.Message.Headers.GetValues("Content-Security-Policy")));
        Assert.Contains("</html>", page.Text);
    }

    [Fact]
    public async Task Every_format_is_sent_as_the_file_that_the_command_line_writes_also_a_part_of_it()
    {
        var book = (await Ledger.Library.FindBookAsync(new(WovenLibrary.Alice), Stop))!;
        var part = new ExportSelection(5, ["person"], 1.5);
        foreach (var format in GraphFormats.All)
        {
            var answer = await Http.GetAsync(
                $"{Url}/api/books/1/exports/graph.{format.Extension}?up_to=5&types=person&min_weight=1.5",
                Stop
            );
            Assert.Equal(format.MediaType, answer.Content.Headers.ContentType!.MediaType);
            Assert.Contains($"book-1.graph.{format.Extension}", answer.Content.Headers.ContentDisposition!.ToString());
            using var expected = new MemoryStream();
            var write = Assert.IsType<Result<Func<Stream, CancellationToken, Task>>.Done>(
                await Parts.UseCases.GraphExport.OfAsync(book, format, part, Stop)
            );
            await write.Value(expected, Stop);
            // A zip file has the time in it.
            if (format.IsText)
                Assert.Equal(expected.ToArray(), await answer.Content.ReadAsByteArrayAsync(Stop));
        }
    }

    [Fact]
    public async Task Every_book_comes_at_once_and_tables_in_a_folder_each()
    {
        var answer = await Http.GetAsync($"{Url}/api/exports/graphs.zip?books=all&format=csv", Stop);
        using var archive = new ZipArchive(await answer.Content.ReadAsStreamAsync(Stop));
        Assert.Equal(2, archive.Entries.Count(entry => entry.FullName.EndsWith("/nodes.csv", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(404, "graph.no_such_type", "/api/books/1/exports/graph.gexf?types=wizard")]
    [InlineData(400, "value.bad", "/api/books/1/exports/graph.gexf?up_to=-1")]
    [InlineData(400, "value.bad", "/api/books/1/exports/graph.json?min_weight=heavy")]
    [InlineData(400, "value.bad", "/api/exports/graphs.zip?books=all&up_to=x")]
    [InlineData(404, "book.unknown", "/api/books/99/exports/graph.json")]
    [InlineData(404, "book.unknown", "/api/books/99/exports/graph.html")]
    [InlineData(404, "request.no_such_address", "/api/books/1/exports/graph.xml")]
    public Task What_is_not_there_is_refused(int status, string code, string path) => RefusedAsync(status, code, path);

    [Theory]
    [InlineData("json")]
    [InlineData("html")]
    public async Task Several_graphs_come_as_one_file_that_names_what_is_not_in_it(string format)
    {
        using var upload = new MemoryStream("Chapter 1\n\nNobody.\n"u8.ToArray());
        var bare = await ImportAsync("bare.txt", upload);
        var answer = await Http.GetAsync($"{Url}/api/exports/graphs.zip?books=1,2,{bare}&format={format}", Stop);
        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        using var archive = new ZipArchive(await answer.Content.ReadAsStreamAsync(Stop));
        Assert.Equal(3, archive.Entries.Count);
        Assert.Equal(2, archive.Entries.Count(entry => entry.Name.EndsWith($".graph.{format}", StringComparison.Ordinal)));
        using var left = new StreamReader(archive.GetEntry(GraphArchive.LeftOut)!.Open());
        Assert.StartsWith($"{bare} bare", await left.ReadToEndAsync(Stop));
    }

    [Theory]
    [InlineData(400, "value.bad", "")]
    [InlineData(400, "value.bad", "?books=")]
    [InlineData(400, "value.bad", "?books=1,x")]
    [InlineData(400, "value.bad", "?books=1&format=xml")]
    [InlineData(404, "book.unknown", "?books=1,99")]
    public Task A_slip_in_the_list_is_named(int status, string code, string query) =>
        RefusedAsync(status, code, "/api/exports/graphs.zip" + query);

    private async Task<long> ImportAsync(string name, Stream text)
    {
        var weft = Client.WeftClient.Connect(new(Url));
        var upload = (await weft.BeginUploadAsync(new() { Name = name }, cancellationToken: Stop)).Upload;
        await weft.PutUploadPartAsync(upload, 1, text, Stop);
        return (await weft.ImportUploadAsync(upload, cancellationToken: Stop)).Book;
    }
}
