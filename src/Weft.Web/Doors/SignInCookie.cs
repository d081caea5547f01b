using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Weft.Application;

namespace Weft.Web.Doors;

/// <summary>The secret of a sign-in, as the browser keeps it. No script can read it, and no other site's page sends it with an order.</summary>
/// <param name="mark">Tells two Wefts under one name apart, for browsers don't by the port; the same on all nodes of a fleet.</param>
internal sealed class SignInCookie(Func<string> mark)
{
    private const int Longest = 100;
    private readonly Lazy<string> _name = new(() => "weft-sign-in" + mark());

    public string Name => _name.Value;

    /// <summary>Of one machine by its data folder; of a fleet by the secret that all of its nodes have.</summary>
    public static string MarkOf(WebParts parts) =>
        "-"
        + (
            parts.Page is { IsOneMachine: true }
                ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(parts.Folder)))[..4])
                : parts.Seal().Mark("page cookies")
        );

    public string? Of(HttpRequest request) => request.Cookies[Name] is { Length: > 0 and <= Longest } secret ? secret : null;

    /// <param name="stays">Kept over the browser's end only where somebody asked for it.</param>
    public void Set(HttpContext context, string secret, TimeSpan stays) =>
        context.Response.Cookies.Append(Name, secret, Options(context.Request, stays > SignIns.Short ? stays : null));

    public void Remove(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context.Request, null));

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
