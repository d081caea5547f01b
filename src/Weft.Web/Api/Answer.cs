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

    /// <summary>304 where the asker has it already; else it is made.</summary>
    /// <param name="tag">Of all that it is made from.</param>
    public static async Task<IResult> UnlessKnownAsync(HttpRequest request, string tag, Func<Task<IResult>> make)
    {
        if (ETags.Has(request, tag))
            return new KnownAnswer(tag);
        return await make() is var result && result is JsonAnswer json ? json with { Tag = tag } : result;
    }

    private sealed record KnownAnswer(string Tag) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ETag = Tag;
            httpContext.Response.Headers.Vary = "Accept-Language";
            httpContext.Response.Headers.CacheControl = "no-cache";
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
    }

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

    /// <summary>Of what it was made from, where that is known before it is made; null = of what it says.</summary>
    public string? Tag { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var value = Shape(AskedLanguage.Of(request));
        var body = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), ShapeJson.Options);
        response.Headers.Vary = "Accept-Language";
        response.Headers.CacheControl = "no-cache";
        if (Location is not null)
            response.Headers.Location = request.PathBase + Location;
        if (HttpMethods.IsGet(request.Method) && Status == StatusCodes.Status200OK)
        {
            var tag = Tag ?? ETags.Of(body);
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
