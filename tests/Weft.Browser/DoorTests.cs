using System.Net;
using System.Net.Http.Json;
using System.Text;
using Xunit;

namespace Weft.Browser;

/// <summary>What other web sites, and books that mean harm, can do to the page.</summary>
public sealed class DoorTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scripts_come_from_own_files_alone()
    {
        await using var program = await ServedProgram.StartAsync();
        using var client = new HttpClient { BaseAddress = new(program.Url) };
        using var answer = await client.GetAsync("", Stop);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy);
        Assert.Contains("default-src 'none'", policy);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task Beside_the_page_an_answer_of_the_API_runs_nothing_and_its_reference_is_shown()
    {
        await using var program = await ServedProgram.StartAsync();
        using var client = new HttpClient { BaseAddress = new(program.Url) };
        using var answer = await client.GetAsync("api/books", Stop);
        Assert.Equal(
            "default-src 'none'; frame-ancestors 'none'",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy"))
        );
        await using var visitor = await Visitor.ComeAsync(program.Url);
        await visitor.Page.GotoAsync($"{program.Url}scalar/");
        await visitor.SeesAsync("The process is alive; asks nobody");
        visitor.AssertNoTroubles();
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    public async Task An_order_from_another_site_is_refused(string origin)
    {
        await using var program = await ServedProgram.StartAsync();
        using var client = new HttpClient { BaseAddress = new(program.Url) };
        using var order = new HttpRequestMessage(HttpMethod.Post, "api/uploads")
        {
            Content = JsonContent.Create(new { name = "x.txt" }),
        };
        order.Headers.Add("Origin", origin);
        using var refused = await client.SendAsync(order, Stop);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var circuit = new HttpRequestMessage(HttpMethod.Get, "_blazor");
        circuit.Headers.Add("Origin", origin);
        using var closed = await client.SendAsync(circuit, Stop);
        Assert.Equal(HttpStatusCode.Forbidden, closed.StatusCode);
    }

    [Fact]
    public async Task A_name_that_was_made_to_point_here_is_refused()
    {
        await using var program = await ServedProgram.StartAsync();
        using var client = new HttpClient { BaseAddress = new(program.Url) };
        using var question = new HttpRequestMessage(HttpMethod.Get, "");
        question.Headers.Host = "rebound.example";
        using var refused = await client.SendAsync(question, Stop);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task What_stands_in_a_book_is_text_and_nothing_else()
    {
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url);
        var book = program.File("<img src=x onerror=alert(1)>.txt");
        var chapter =
            "Chapter {0}\n\n<script>document.title='taken'</script> Elizabeth Bennet saw <b>Darcy</b> there, and Elizabeth Bennet said so to Darcy.\n\n";
        await File.WriteAllTextAsync(
            book,
            string.Concat(Enumerable.Range(1, 3).Select(number => string.Format(null, CompositeFormat.Parse(chapter), number))),
            Stop
        );
        await visitor.OpenAsync("");
        await visitor.Page.SetInputFilesAsync("#files", book);
        await visitor.IsAtAsync("/import/");
        await visitor.Button("Import 3 chapters").ClickAsync();
        await visitor.IsAtAsync("/books/1$");
        await visitor.OpenAsync("books/1/read/1");
        await visitor.SeesAsync("<script>document.title='taken'</script>");
        Assert.DoesNotContain("taken", await visitor.Page.TitleAsync());
        Assert.Equal(0, await visitor.Page.Locator("article script, main img").CountAsync());
        visitor.AssertNoTroubles();
    }

    [Theory]
    [InlineData("books/77")]
    [InlineData("jobs/77")]
    [InlineData("books/77/read/1")]
    [InlineData("import/00112233445566778899aabbccddeeff")]
    [InlineData("import/..%2F..%2Fledger.db")]
    public async Task What_is_not_there_is_a_404_with_a_way_on(string address)
    {
        await using var program = await ServedProgram.StartAsync();
        using var client = new HttpClient { BaseAddress = new(program.Url) };
        using var answer = await client.GetAsync(address, Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
