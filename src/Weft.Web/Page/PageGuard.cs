using Microsoft.AspNetCore.Http;

namespace Weft.Web.Page;

/// <summary>
/// What a browser may do with the page, and who may give orders to it: scripts come from the page's own files alone, and whatever changes
/// something or opens a circuit comes from this page, not from another site in the same browser.
/// </summary>
internal static class PageGuard
{
    // Styles stand inline: widths of bars and colours of groups are data.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
        + "font-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        return IsForeign(context.Request)
            ? Problems.WriteAsync(context, 403, "An order must come from this page, not from another site.")
            : next(context);
    }

    /// <summary>A browser says where a request that can change something comes from; other programs say nothing.</summary>
    private static bool IsForeign(HttpRequest request) =>
        (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) || request.Path.StartsWithSegments("/_blazor"))
        && request.Headers.Origin.ToString() is { Length: > 0 } origin
        && (!Uri.TryCreate(origin, UriKind.Absolute, out var from) || from.Authority != request.Host.Value);
}
