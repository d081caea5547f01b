using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Weft.Application;
using Weft.Application.Texts;
using Weft.Ledger;
using Weft.Reasons;
using Weft.Runtime;
using Weft.Web.Api;

namespace Weft.Web;

/// <summary>
/// Everything that is no answer is a <c>ProblemDetails</c> with a <c>code</c> for programs and a <c>detail</c> for people, in the language
/// that they ask in.
/// </summary>
internal static class Problems
{
    /// <summary>Of the API's own: the phrase stands under <c>api.</c> and the code.</summary>
    public static Task WriteAsync(HttpContext context, int status, string code, params object?[] values) =>
        WriteDetailAsync(context, status, code, AskedLanguage.PhrasesOf(context.Request).Say($"api.{code}", values));

    public static Task WriteAsync(HttpContext context, Refusal refusal)
    {
        var (status, code) = RefusalCode.Of(refusal);
        var phrases = AskedLanguage.PhrasesOf(context.Request);
        return WriteDetailAsync(context, status, code, new RefusalText(phrases, phrases["api.library"]).Of(refusal));
    }

    /// <summary>What goes wrong behind this becomes a problem: servers that are away are no fault of ours.</summary>
    public static async Task CatchAsync(HttpContext context, RequestDelegate next, ILogger log)
    {
        try
        {
            await next(context);
            if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentLength: null, ContentType: null })
                await WriteStatusAsync(context);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            await WriteBadAsync(context, bad);
        }
        catch (TransientException trouble) when (!context.Response.HasStarted)
        {
            await WriteDetailAsync(context, 503, "node.away", trouble.Reason.Say(AskedLanguage.Of(context.Request)));
        }
        // A book that was deleted between two steps of one request.
        catch (LedgerException gone) when (!context.Response.HasStarted && gone.Reason.Code == StoreReasons.NoBook("").Code)
        {
            await WriteDetailAsync(context, 404, "book.unknown", gone.Reason.Say(AskedLanguage.Of(context.Request)));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for it any more.
        }
        // The API's handler: one broad catch.
        catch (Exception error) when (!context.Response.HasStarted)
        {
            log.LogError(error, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
            await WriteAsync(context, 500, "node.broken", []);
        }
    }

    private static Task WriteStatusAsync(HttpContext context) =>
        context.Response.StatusCode switch
        {
            404 => WriteAsync(context, 404, "request.no_such_address", context.Request.Path.ToString()),
            405 => WriteAsync(context, 405, "request.method", context.Request.Path.ToString()),
            415 => WriteAsync(context, 415, "request.not_json", []),
            var status => WriteAsync(context, status, "request.bad", ReasonPhrases.GetReasonPhrase(status)),
        };

    private static Task WriteBadAsync(HttpContext context, BadHttpRequestException bad) =>
        bad.StatusCode switch
        {
            413 => WriteAsync(context, 413, "request.too_large", Application.Uploads.MostPartBytes),
            415 => WriteAsync(context, 415, "request.not_json", []),
            var status => WriteAsync(
                context,
                status,
                "request.bad",
                bad.InnerException is JsonException { Path: { } path } ? $"{bad.Message} ({path})" : bad.Message
            ),
        };

    private static Task WriteDetailAsync(HttpContext context, int status, string code, string detail)
    {
        // What was prepared for an answer holds for none of its problems.
        context.Response.Headers.ETag = default;
        if (TroubleView.IsForPerson(context.Request))
            return TroubleView.WriteAsync(context, status, detail);
        return Results
            .Problem(
                detail,
                statusCode: status,
                title: ReasonPhrases.GetReasonPhrase(status),
                extensions: new Dictionary<string, object?> { ["code"] = code }
            )
            .ExecuteAsync(context);
    }
}
