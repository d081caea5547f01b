using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Weft.Web;

/// <summary>
/// Who may look. With a password: whoever says it, as a bearer's token or with any user's name. Without one: whoever asks this machine by
/// a name of its own, so that no page of another site can do so in a reader's browser under a name that it made point here.
/// </summary>
internal sealed class Access(ListenOptions options, ListenAddress address)
{
    private readonly byte[] _expected = Hash(options.Password);

    public async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path == Api.Health.AlivePath)
            await next(context);
        else if (options.Password.Length > 0)
            await CheckPasswordAsync(context, next);
        else if (address.IsLoopback && IsOwnName(context.Request.Host.Host))
            await next(context);
        else
            await Problems.WriteAsync(context, 403, "host.foreign", context.Request.Host.ToString());
    }

    private async Task CheckPasswordAsync(HttpContext context, RequestDelegate next)
    {
        var said = Said(context.Request.Headers.Authorization.ToString());
        // Hashes are of one length, so that the time tells nothing of the password's.
        if (said is not null && CryptographicOperations.FixedTimeEquals(Hash(said), _expected))
        {
            await next(context);
            return;
        }
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"Weft\", charset=\"UTF-8\"";
        await Problems.WriteAsync(context, 401, "password.wanted", []);
    }

    /// <summary>The password of the header, or null where it has none.</summary>
    private static string? Said(string header)
    {
        var parts = header.Split(' ', 2, StringSplitOptions.TrimEntries);
        if (parts.Length < 2)
            return null;
        if (parts[0].Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return parts[1];
        if (!parts[0].Equals("Basic", StringComparison.OrdinalIgnoreCase))
            return null;
        var bytes = new byte[parts[1].Length];
        if (!Convert.TryFromBase64String(parts[1], bytes, out var length))
            return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : text[(colon + 1)..];
    }

    private static bool IsOwnName(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var named) && IPAddress.IsLoopback(named));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
