using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Weft.Tests.Web;

/// <summary>Who tries to get in from elsewhere, or with what no honest asker sends.</summary>
public sealed class DoorTests(WovenLibrary library) : ApiTests(library)
{
    private Task<Reply> StartAsync(Action<HttpRequestMessage> change) =>
        SendAsync(HttpMethod.Post, "/api/jobs", new { book = 1 }, change);

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:80")]
    [InlineData("127.0.0.1.evil.example")]
    public async Task A_name_that_was_made_to_point_here_opens_nothing(string host)
    {
        var reply = await StartAsync(request => request.Headers.Host = host);
        Assert.Equal((403, "host.foreign"), (reply.Status, reply["code"].GetString()));
        Assert.Equal(2, (await GetAsync("/api/jobs")).Items.Length);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_page_of_another_site_orders_nothing(string header, string value)
    {
        var reply = await StartAsync(request => request.Headers.Add(header, value));
        Assert.Equal((403, "origin.foreign"), (reply.Status, reply["code"].GetString()));
        Assert.Equal(2, (await GetAsync("/api/jobs")).Items.Length);
        var read = await SendAsync(HttpMethod.Get, "/api/books", null, request => request.Headers.Add(header, value));
        Assert.Equal(403, read.Status);
    }

    [Fact]
    public async Task This_site_s_own_page_may_order()
    {
        var reply = await StartAsync(request =>
        {
            request.Headers.Add("Origin", Url);
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
        });
        Assert.Equal(201, reply.Status);
    }

    [Fact]
    public async Task A_link_on_another_page_may_lead_here()
    {
        var reply = await SendAsync(
            HttpMethod.Get,
            "/api/books",
            null,
            request =>
            {
                request.Headers.Add("Sec-Fetch-Site", "cross-site");
                request.Headers.Add("Sec-Fetch-Mode", "navigate");
            }
        );
        Assert.Equal(200, reply.Status);
    }

    [Fact]
    public async Task A_form_of_another_page_is_no_json()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url + "/api/jobs")
        {
            Content = new FormUrlEncodedContent([new("book", "1")]),
        };
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await Http.SendAsync(request, Stop)).StatusCode);
    }

    [Fact]
    public async Task Nothing_may_be_framed_guessed_or_run()
    {
        foreach (var path in new[] { "/api/books", "/api/books/99", "/healthz", "/openapi/v1.json" })
        {
            var headers = (await GetAsync(path)).Message.Headers;
            Assert.Equal(["nosniff"], headers.GetValues("X-Content-Type-Options"));
            Assert.Equal(["DENY"], headers.GetValues("X-Frame-Options"));
            Assert.Equal(["no-referrer"], headers.GetValues("Referrer-Policy"));
            // Whether a node is alive may be asked by the page of another one.
            Assert.Equal(path == "/healthz", headers.Contains("Access-Control-Allow-Origin"));
            Assert.False(headers.Contains("Server"));
        }
    }

    [Theory]
    [InlineData("GET /api/books/..%2f..%2f..%2fetc%2fpasswd HTTP/1.1\r\nHost: localhost\r\n\r\n", 404)]
    [InlineData("GET /api/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", 404)]
    [InlineData("GET /api/books HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET /api/books HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", 400)]
    [InlineData(
        "POST /api/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n{",
        413
    )]
    [InlineData("POST /api/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: gzip\r\n\r\n{", 400)]
    [InlineData("\0\0\0\0\r\n\r\n", 400)]
    public async Task Requests_that_no_honest_asker_sends_are_refused(string request, int status)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(Url).Port, Stop);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Stop);
        using var reader = new StreamReader(stream);
        Assert.StartsWith($"HTTP/1.1 {status} ", await reader.ReadLineAsync(Stop));
        Assert.Equal(200, (await GetAsync("/healthz")).Status);
    }
}
