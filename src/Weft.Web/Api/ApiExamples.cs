using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Weft.Web.Api;

/// <summary>One example for each body that is sent and for what a reader would not guess; tests send them.</summary>
internal static class ApiExamples
{
    /// <summary>By the operation's name.</summary>
    public static readonly IReadOnlyDictionary<string, string> Bodies = new Dictionary<string, string>
    {
        ["beginUpload"] = """{"name":"alice.en.txt"}""",
        ["importUpload"] = """{"edition_of":1}""",
        ["previewUploads"] = """{"uploads":["0123456789abcdef0123456789abcdef"]}""",
        ["importUploads"] = """{"uploads":["0123456789abcdef0123456789abcdef"],"as_one_book":true,"title":"The whole serial"}""",
        ["updateBook"] = """{"book":1}""",
        ["renameBook"] = """{"title":"Alice in Wonderland"}""",
        ["startJob"] = """{"book":1,"providers":["rules"],"chapters":"1-3"}""",
        ["tryPrompt"] = """{"passage":1,"types":"[ties]\nspouse\nsworn_sibling"}""",
        ["estimateJob"] = """{"books":[1],"providers":["rules"],"chapters":"1-3"}""",
        ["retryJob"] = """{"chapters":"2"}""",
        ["resumeJob"] = """{"budget":"2Mtok"}""",
        ["saveProvider"] =
            """{"url":"http://127.0.0.1:9/v1","model":"deepseek-chat","key":"sk-example","calls":8,"rpm":60,"price_in":2,"price_out":8,"currency":"CNY","extra":{"thinking":{"type":"disabled"}},"timeout":"10m"}""",
        ["pauseProvider"] = """{"minutes":10,"reason":"cheaper after midnight"}""",
        ["addUser"] = """{"name":"Li Wei","role":"reader","password":"at least eight letters"}""",
        ["changeRole"] = """{"role":"admin"}""",
        ["changePassword"] = """{"password":"another of eight letters"}""",
        ["changeOwnPassword"] = """{"old":"at least eight letters","password":"another of eight letters"}""",
        ["addToken"] = """{"name":"nightly import","role":"admin","days":90}""",
        ["addWebhook"] = """{"url":"http://127.0.0.1:9/weft","on":["finished","failed"],"allow_http":true}""",
        ["addDecision"] = """{"kind":"merge","name":"Alice","other":"Mouse"}""",
    };

    /// <summary>Of parameters, by their names.</summary>
    public static readonly IReadOnlyDictionary<string, string> Parameters = new Dictionary<string, string>
    {
        ["chapters"] = "1-20,25",
        ["kinds"] = "death,journey",
        ["q"] = "Alice",
        ["name"] = "Alice",
        ["source"] = "Alice",
        ["target"] = "Mouse",
        ["from"] = "Alice",
        ["to"] = "Mouse",
        ["type"] = "person",
        ["state"] = "completed",
        ["kind"] = "taken_over,left",
        ["n"] = "20",
        ["seed"] = "7",
        ["side"] = "only_a",
        ["since"] = "2h",
        ["by"] = "Li Wei",
        ["what"] = "job,token_added",
        ["until"] = "2026-11-26T20:00Z",
    };

    public static Task AddAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        if (
            operation.RequestBody?.Content is { } content
            && content.TryGetValue("application/json", out var json)
            && operation.OperationId is { } name
            && Bodies.TryGetValue(name, out var body)
        )
            json.Example = JsonNode.Parse(body);
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
            if (parameter.Name is { } called && Parameters.TryGetValue(called, out var value))
                parameter.Example = JsonValue.Create(value);
        return Task.CompletedTask;
    }
}
