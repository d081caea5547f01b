using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace Weft.Web;

/// <summary>What a person sees in a browser where no view can be made, in words and not as an object.</summary>
internal static class TroubleView
{
    /// <summary>A browser that opens an address of the page; programs and the page's own scripts are told as they ask.</summary>
    public static bool IsForPerson(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !request.Path.StartsWithSegments("/api");

    /// <param name="said">In the asker's language.</param>
    public static Task WriteAsync(HttpContext context, int status, string said)
    {
        var (request, response) = (context.Request, context.Response);
        var phrases = AskedLanguage.PhrasesOf(request);
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        var isAway = status == StatusCodes.Status503ServiceUnavailable;
        var again = isAway ? "<meta http-equiv=\"refresh\" content=\"3\">" : "";
        var more = isAway ? phrases["api.view.tries_again"] : "";
        return response.WriteAsync(
            $"""
            <!DOCTYPE html><html lang="{(
                phrases.Language == "zh" ? "zh-CN" : "en"
            )}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">{again}<title>Weft</title></head>
            <body style="font:16px/1.5 system-ui,sans-serif;max-width:34em;margin:12vh auto;padding:0 16px"><h1 style="font-size:20px">Weft</h1><p role="alert">{HtmlEncoder.Default.Encode(
                said
            )}</p><p>{HtmlEncoder.Default.Encode(more)}</p><p><a href="{HtmlEncoder.Default.Encode(
                request.PathBase + "/"
            )}">{HtmlEncoder.Default.Encode(phrases["api.view.library"])}</a></p></body></html>
            """,
            context.RequestAborted
        );
    }
}
