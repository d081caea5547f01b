using Microsoft.AspNetCore.Http;

namespace Weft.Web;

/// <summary>What a browser may do with an answer: nothing of an answer of the API is ever run or framed.</summary>
internal static class SecurityHeaders
{
    /// <summary>Nothing may be loaded from anywhere, and it may stand in no frame.</summary>
    public const string ForAnswers = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>A graph's own page has its script inside; it runs apart from this site, without its cookies or addresses.</summary>
    public const string ForExportedPage =
        "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'";

    /// <summary>The page that shows the API's document: scripts and styles of this program alone.</summary>
    private const string ForReference =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Request.Path.StartsWithSegments(Api.ApiDocument.ReferencePath))
            headers.ContentSecurityPolicy = ForReference;
        else if (context.Request.Path.StartsWithSegments("/api"))
            headers.ContentSecurityPolicy = ForAnswers;
        return next(context);
    }
}
