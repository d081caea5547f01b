using Microsoft.AspNetCore.Http;

namespace Weft.Web;

/// <summary>
/// No page of another site may order anything here in its reader's name: a browser says where a request comes from, and what does not come
/// from this site itself is refused. Programs say nothing of the kind and are let through.
/// </summary>
internal static class CrossSite
{
    public static async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path != Api.Health.AlivePath && Foreign(context.Request) is { } origin)
            await Problems.WriteAsync(context, 403, "origin.foreign", origin);
        else
            await next(context);
    }

    /// <summary>Where it comes from, or null where it comes from this site or from no page at all.</summary>
    private static string? Foreign(HttpRequest request)
    {
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !IsOwn(origin, request))
            return origin;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var isForeign = site is "cross-site" or "same-site";
        // A link on another page may lead here; a script, a form or a picture of it may not ask.
        var isFollowed = reads && request.Headers["Sec-Fetch-Mode"] == "navigate";
        return isForeign && !isFollowed ? site : null;
    }

    /// <summary>The scheme is left open: a proxy may speak TLS before us.</summary>
    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && (uri.Scheme is "http" or "https")
        && uri.Authority.Equals(request.Host.ToString(), StringComparison.OrdinalIgnoreCase);
}
