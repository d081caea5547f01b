using System.Text.Json;
using System.Text.RegularExpressions;
using Weft.Tests.Cli;
using Weft.Web.Api;
using Xunit;

namespace Weft.Tests.Web;

public sealed partial class ApiDocumentTests(WovenLibrary library) : ApiTests(library)
{
    private static IEnumerable<(string Method, string Path, JsonElement Operation)> Operations(JsonElement document) =>
        document
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (operation.Name, path.Name, operation.Value)));

    [Fact]
    public async Task Every_address_has_a_name_a_summary_and_what_it_answers()
    {
        var document = await GetAsync("/openapi/v1.json");
        Assert.StartsWith("3.1", document["openapi"].GetString());
        var operations = Operations(document.Json).ToList();
        Assert.True(operations.Count > 40);
        Assert.All(
            operations,
            one =>
            {
                Assert.NotEmpty(one.Operation.GetProperty("operationId").GetString()!);
                Assert.NotEmpty(one.Operation.GetProperty("summary").GetString()!);
                Assert.Contains(one.Operation.GetProperty("responses").EnumerateObject(), answer => answer.Name.StartsWith('2'));
            }
        );
        Assert.Equal(
            operations.Count,
            operations.Select(one => one.Operation.GetProperty("operationId").GetString()).Distinct().Count()
        );
    }

    [Fact]
    public async Task Every_body_has_an_example_and_each_is_taken()
    {
        var bodies = Operations((await GetAsync("/openapi/v1.json")).Json)
            .Where(one =>
                one.Operation.TryGetProperty("requestBody", out var body)
                && body.GetProperty("content").TryGetProperty("application/json", out _)
            )
            .ToList();
        Assert.Equal(
            ApiExamples.Bodies.Keys.Order(),
            bodies.Select(one => one.Operation.GetProperty("operationId").GetString()).Order()
        );
        foreach (var (method, path, operation) in bodies)
        {
            var example = operation
                .GetProperty("requestBody")
                .GetProperty("content")
                .GetProperty("application/json")
                .GetProperty("example");
            var address = path.Replace("{book}", "1")
                .Replace("{job}", "1")
                .Replace("{name}", "meter")
                .Replace("{upload}", "none");
            var reply = await SendAsync(new(method.ToUpperInvariant()), address, example.GetRawText());
            Assert.True(
                reply.Status is 200 or 201 or 404 or 409 || (reply.Status, address) == (401, "/api/me/password"),
                $"{method} {address}: {reply.Status} {reply.Text}"
            );
        }
    }

    [Fact]
    public async Task The_page_of_the_document_asks_nobody_else()
    {
        var page = await GetAsync("/scalar/");
        Assert.Equal((200, "text/html"), (page.Status, page.Message.Content.Headers.ContentType!.MediaType));
        Assert.DoesNotMatch(OutsideAddress(), page.Text);
        Assert.Contains("default-src 'none'", Assert.Single(page.Message.Headers.GetValues("Content-Security-Policy")));
        Assert.Contains("connect-src 'self'", Assert.Single(page.Message.Headers.GetValues("Content-Security-Policy")));
        foreach (Match script in Sources().Matches(page.Text))
            Assert.Equal(200, (await GetAsync($"/scalar/{script.Groups[1].Value}")).Status);
    }

    [Fact]
    public void Both_languages_hold_the_same_phrases_and_places()
    {
        Assert.Equal(ApiPhrases.English.Keys.Order(), ApiPhrases.Chinese.Keys.Order());
        foreach (var key in ApiPhrases.English.Keys)
            Assert.Equal(Places(ApiPhrases.English[key]), Places(ApiPhrases.Chinese[key]));
    }

    [Fact]
    public void Every_code_stands_in_both_pages_of_the_documentation()
    {
        var own = ApiPhrases
            .English.Keys.Where(key =>
                key.StartsWith("api.") && !key.StartsWith("api.is.") && !key.StartsWith("api.view.") && key != "api.library"
            )
            .Select(key => key[4..]);
        var source = File.ReadAllText(Path.Combine(SourceTree.Root, "src", "Weft.Web", "Api", "RefusalCode.cs"));
        var refusals = Codes().Matches(source).Select(match => match.Groups[1].Value).ToList();
        Assert.True(refusals.Count >= 25);
        foreach (var page in new[] { "api.md", "api.zh.md" })
        {
            var text = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", page));
            Assert.DoesNotContain(own.Concat(refusals), code => !text.Contains($"`{code}`"));
        }
    }

    [Fact]
    public void Every_refusal_has_a_status_that_is_no_fault_of_ours()
    {
        foreach (var refusal in Application.RefusalTextTests.Each)
            Assert.InRange(RefusalCode.Of(refusal).Status, 400, 499);
    }

    private static string[] Places(string phrase) => [.. Place().Matches(phrase).Select(match => match.Value).Distinct().Order()];

    [GeneratedRegex("\"([a-z_]+[.][a-z_]+)\"")]
    private static partial Regex Codes();

    [GeneratedRegex("[{][0-9]")]
    private static partial Regex Place();

    [GeneratedRegex("(src|href)=.?https?://")]
    private static partial Regex OutsideAddress();

    [GeneratedRegex("src=\"([^\"]+)\"")]
    private static partial Regex Sources();
}
