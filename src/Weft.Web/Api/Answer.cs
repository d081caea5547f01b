using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Reasons;

namespace Weft.Web.Api;

/// <summary>What a resource answers: a shape, or why not.</summary>
internal static class Answer
{
    public static IResult Of(object shape) => new JsonAnswer(_ => shape);

    /// <param name="shape">In the asker's language.</param>
    public static IResult Of(Func<ReasonTexts, object> shape) => new JsonAnswer(shape);

    public static IResult Of<T>(Result<T> result, Func<T, object> shape) =>
        result switch
        {
            Result<T>.Done(var value) => Of(shape(value)),
            Result<T>.Refused(var why) => Refused(why),
            _ => throw new UnreachableException(),
        };

    public static IResult Of<T>(Result<T> result, Func<T, ReasonTexts, object> shape) =>
        result switch
        {
            Result<T>.Done(var value) => new JsonAnswer(texts => shape(value, texts)),
            Result<T>.Refused(var why) => Refused(why),
            _ => throw new UnreachableException(),
        };

    /// <summary>201, and where the new thing stands.</summary>
    public static IResult Created(string location, Func<ReasonTexts, object> shape) =>
        new JsonAnswer(shape) { Status = StatusCodes.Status201Created, Location = location };

    public static IResult Refused(Refusal why) => new RefusedAnswer(why);

    /// <summary>A value that the asker sent and that cannot be.</summary>
    /// <param name="is">Key of the phrase that says what it is.</param>
    public static IResult Bad(string name, object? value, string @is, params object?[] values) =>
        new BadValueAnswer(name, value, @is, values);

    public static IResult Problem(int status, string code, params object?[] values) => new ProblemAnswer(status, code, values);

    private sealed record RefusedAnswer(Refusal Why) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => Problems.WriteAsync(httpContext, Why);
    }

    private sealed record ProblemAnswer(int Status, string Code, object?[] Values) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => Problems.WriteAsync(httpContext, Status, Code, Values);
    }

    private sealed record BadValueAnswer(string Name, object? Value, string Is, object?[] Values) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) =>
            Problems.WriteAsync(
                httpContext,
                StatusCodes.Status400BadRequest,
                "value.bad",
                Name,
                Value,
                AskedLanguage.PhrasesOf(httpContext.Request).Say(Is, Values)
            );
    }
}

/// <summary>A shape as JSON. A read carries a tag of what it says; who has it already is told so (304) and sent nothing.</summary>
internal sealed record JsonAnswer(Func<ReasonTexts, object> Shape) : IResult
{
    public int Status { get; init; } = StatusCodes.Status200OK;
    public string? Location { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var value = Shape(AskedLanguage.Of(request));
        var body = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), ShapeJson.Options);
        response.Headers.Vary = "Accept-Language";
        response.Headers.CacheControl = "no-cache";
        if (Location is not null)
            response.Headers.Location = Location;
        if (HttpMethods.IsGet(request.Method) && Status == StatusCodes.Status200OK)
        {
            var tag = ETags.Of(body);
            response.Headers.ETag = tag;
            if (ETags.Has(request, tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }
        response.StatusCode = Status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}

/// <summary>Tags of what was answered, so that nothing is sent twice.</summary>
internal static class ETags
{
    private const int Characters = 32;

    public static string Of(ReadOnlySpan<byte> content) =>
        $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..Characters]}\"";

    public static bool Has(HttpRequest request, string tag) =>
        request
            .Headers.IfNoneMatch.ToString()
            .Split(',', StringSplitOptions.TrimEntries)
            .Any(known => known == "*" || known == tag || known == "W/" + tag);
}
