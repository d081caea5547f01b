using Weft.Application;
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
        var expected = Assert.IsType<Result<string>.Done>(await Parts.UseCases.GraphExport.JsonAsync(book, Stop)).Value;
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

    [Theory]
    [InlineData(404, "book.unknown", "/api/books/99/exports/graph.json")]
    [InlineData(404, "book.unknown", "/api/books/99/exports/graph.html")]
    [InlineData(404, "request.no_such_address", "/api/books/1/exports/graph.xml")]
    public Task What_is_not_there_is_refused(int status, string code, string path) => RefusedAsync(status, code, path);
}
