using System.Text;
using Weft.Client;
using Weft.Tests.Cli;
using Xunit;

namespace Weft.Tests.Web;

/// <summary>The typed client is generated from the document that a node serves, and does what people do with a node.</summary>
public sealed class ClientTests(WovenLibrary library) : ApiTests(library)
{
    [Fact]
    public async Task It_is_generated_from_the_document_that_a_node_serves()
    {
        var path = Path.Combine(SourceTree.Root, "docs", "openapi.json");
        var served = (await GetAsync("/openapi/v1.json")).Text.TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("WEFT_WRITE_DOCS") is { Length: > 0 })
            await File.WriteAllTextAsync(path, served, Stop);
        Assert.True(
            await File.ReadAllTextAsync(path, Stop) == served,
            "docs/openapi.json is of another API: run this test with WEFT_WRITE_DOCS=1"
        );
    }

    [Fact]
    public async Task A_file_becomes_a_book_with_a_job_that_is_ordered_once()
    {
        var weft = WeftClient.Connect(new(Url));
        var upload = await weft.BeginUploadAsync(new() { Name = "small.txt" }, "upload-small", Stop);
        using var text = new MemoryStream(
            Encoding.UTF8.GetBytes("Chapter 1\n\nAnn met Bob in London.\n\nChapter 2\n\nBob left.\n")
        );
        await weft.PutUploadPartAsync(upload.Upload, 1, text, Stop);
        Assert.Equal(2, (await weft.PreviewUploadAsync(upload.Upload, cancellationToken: Stop)).Chapters);
        var book = (await weft.ImportUploadAsync(upload.Upload, cancellationToken: Stop)).Book;
        var order = new JobBody { Book = book, Providers = ["rules"] };
        var job = await weft.StartJobAsync(order, "order-of-small", Stop);
        Assert.Equal(job.Job, (await weft.StartJobAsync(order, "order-of-small", Stop)).Job);
        Assert.Equal("cancelled", (await weft.CancelJobAsync(job.Job, Stop)).State);
        var last = default(string);
        await foreach (var state in weft.FollowJobAsync(job.Job, Stop))
            last = state.GetProperty("state").GetString();
        Assert.Equal("cancelled", last);
    }

    [Fact]
    public async Task The_graph_comes_with_its_types_and_its_quotes()
    {
        var weft = WeftClient.Connect(new(Url));
        var graph = await weft.ShowGraphAsync(WovenLibrary.Alice, upTo: 3, cancellationToken: Stop);
        Assert.NotEmpty(graph.Ties);
        var tie = await weft.ShowTieAsync(WovenLibrary.Alice, "Alice", "Mouse", cancellationToken: Stop);
        Assert.Contains(tie.Quotes, quote => quote.Quote.Length > 0);
        using var page = await weft.ExportPageAsync(WovenLibrary.Alice, cancellationToken: Stop);
        using var reader = new StreamReader(page.Stream);
        Assert.Contains("<html", await reader.ReadToEndAsync(Stop));
        Assert.True((await weft.SearchAsync("Alice", Stop)).Entities.Count > 0);
    }

    [Theory]
    [InlineData("en", "there is no job 99")]
    [InlineData("zh", "没有")]
    public async Task What_is_refused_is_thrown_with_its_code_and_in_the_language_asked_for(string language, string said)
    {
        var weft = WeftClient.Connect(new(Url), language: language);
        var refused = await Assert.ThrowsAsync<WeftApiException<ProblemDetails>>(() => weft.ShowJobAsync(99, Stop));
        Assert.Equal((404, "job.unknown"), (refused.StatusCode, refused.Result.Code));
        Assert.Contains(said, refused.Result.Detail);
        var followed = await Assert.ThrowsAsync<WeftApiException>(async () =>
        {
            await foreach (var _ in weft.FollowJobAsync(99, Stop)) { }
        });
        Assert.Equal(404, followed.StatusCode);
    }
}
