using Microsoft.AspNetCore.Http;

namespace Weft.Web;

/// <summary>What a browser may do with what a node sends: the one place that says it, by the address.</summary>
internal static class SecurityHeaders
{
    /// <summary>Nothing of an answer is ever run, loaded or framed.</summary>
    public const string ForAnswers = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>A graph's own page has its script inside; it runs apart from this site, without its cookies or addresses.</summary>
    public const string ForExportedPage =
        "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'";

    /// <summary>The page that shows the API's document: scripts and styles of this program alone.</summary>
    private const string ForReference =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string OwnAddresses = "connect-src 'self'";

    /// <summary>Scripts of the page come from own files alone. Styles stand inline: widths of bars and colours of groups are data.</summary>
    private const string ForPage =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + OwnAddresses
        + "; font-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    private static readonly string[] Answers = ["/api", "/openapi", "/healthz", "/readyz", "/metrics"];

    /// <param name="others">Nodes that a page of this one may ask whether they are alive.</param>
    public static Task AddAsync(HttpContext context, IReadOnlyList<Uri> others, RequestDelegate next)
    {
        var path = context.Request.Path;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Referrer-Policy"] = "no-referrer";
        if (path.StartsWithSegments(Api.ApiDocument.ReferencePath))
            headers.ContentSecurityPolicy = ForReference;
        else if (Array.Exists(Answers, prefix => path.StartsWithSegments(prefix)))
            headers.ContentSecurityPolicy = ForAnswers;
        else
        {
            headers.ContentSecurityPolicy =
                others.Count == 0
                    ? ForPage
                    : ForPage.Replace(OwnAddresses, OwnAddresses + Origins(others), StringComparison.Ordinal);
            // Without any referrer a browser calls the page's own forms strangers.
            headers["Referrer-Policy"] = "same-origin";
        }
        // Any page may ask whether this node is alive: another web node's does, when that one died.
        if (path == Api.Health.AlivePath)
            (headers.AccessControlAllowOrigin, headers["Cross-Origin-Resource-Policy"]) = ("*", "cross-origin");
        return next(context);
    }

    private static string Origins(IReadOnlyList<Uri> others) =>
        string.Concat(others.Select(other => " " + other.GetLeftPart(UriPartial.Authority)));
}
