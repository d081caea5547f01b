using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Web;

/// <summary>Everything that is no answer is a <c>ProblemDetails</c>.</summary>
internal static class Problems
{
    public static Task WriteAsync(HttpContext context, int status, string detail) =>
        Results.Problem(detail, statusCode: status, title: ReasonPhrases.GetReasonPhrase(status)).ExecuteAsync(context);

    /// <summary>What goes wrong behind this becomes a problem: servers that are away are no fault of ours.</summary>
    public static async Task CatchAsync(HttpContext context, RequestDelegate next, ILogger log)
    {
        try
        {
            await next(context);
            if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentLength: null, ContentType: null })
                await WriteAsync(context, context.Response.StatusCode, $"{context.Request.Method} {context.Request.Path}");
        }
        catch (TransientException trouble) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, 503, trouble.Reason.Say(AskedLanguage.Of(context.Request)));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for it any more.
        }
        // The API's handler: one broad catch.
        catch (Exception error) when (!context.Response.HasStarted)
        {
            log.LogError(error, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
            await WriteAsync(context, 500, "Something went wrong that should not; the node's log has it.");
        }
    }
}
