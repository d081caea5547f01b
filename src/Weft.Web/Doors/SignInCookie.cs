using Microsoft.AspNetCore.Http;
using Weft.Application;

namespace Weft.Web.Doors;

/// <summary>The secret of a sign-in, as the browser keeps it. No script can read it, and no other site's page sends it with an order.</summary>
internal static class SignInCookie
{
    private const string Name = "weft-sign-in";
    private const int Longest = 100;

    public static string? Of(HttpRequest request) =>
        request.Cookies[Name] is { Length: > 0 and <= Longest } secret ? secret : null;

    /// <param name="stays">Kept over the browser's end only where somebody asked for it.</param>
    public static void Set(HttpContext context, string secret, TimeSpan stays) =>
        context.Response.Cookies.Append(Name, secret, Options(context.Request, stays > SignIns.Short ? stays : null));

    public static void Remove(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context.Request, null));

    private static CookieOptions Options(HttpRequest request, TimeSpan? stays) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = request.IsHttps,
            Path = request.PathBase.HasValue ? request.PathBase.Value : "/",
            MaxAge = stays,
            IsEssential = true,
        };
}
