using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Weft.Application;
using Weft.Model;

namespace Weft.Web.Doors;

/// <summary>
/// Who may come in, by the rule of the address that is asked. As soon as there is a user, everybody shows a cookie of the sign-in or a token.
/// Before, this machine alone is answered, by a name of its own, so that no page of another site can ask in a reader's browser under a name
/// that it made point here.
/// </summary>
internal sealed class Access(ListenOptions options, DoorKeeper keeper, SignInCookie cookie)
{
    private readonly byte[] _expected = Hash(options.Password);

    public async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var endpoint = context.GetEndpoint();
        var rule = endpoint?.Metadata.GetMetadata<RouteRule>() ?? new(endpoint is null ? UserRole.Reader : UserRole.Admin);
        if (rule.Wants is null)
        {
            await next(context);
            return;
        }
        if (endpoint is null && IsHandedOn(context.Request) && TroubleView.IsForPerson(context.Request))
        {
            await SayPathAsync(context);
            return;
        }
        var caller = await CallerAsync(context, rule);
        if (caller is null)
            return;
        if (caller.Kind == CallerKind.User && !IsFromOwnPage(context.Request))
        {
            await Problems.WriteAsync(context, 403, "origin.foreign", "?");
            return;
        }
        if (caller.Role < rule.Wants)
        {
            await Problems.WriteAsync(context, await keeper.ReaderMayNotAsync(context.RequestAborted));
            return;
        }
        caller = caller with { From = Asker(context) };
        context.User = caller.ToPrincipal();
        // What is ordered from here on is written down under this name.
        CurrentActor.Set(caller.Actor);
        await next(context);
    }

    /// <summary>A browser sends a cookie by itself, so an order that comes with one has to say that a page of this site gives it.</summary>
    private static bool IsFromOwnPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        || HttpMethods.IsHead(request.Method)
        || request.Headers.Origin.Count > 0
        || request.Headers["Sec-Fetch-Site"] == "same-origin";

    /// <summary>Null = nobody who may come in, and that was answered.</summary>
    private async Task<Caller?> CallerAsync(HttpContext context, RouteRule rule)
    {
        var cancel = context.RequestAborted;
        var hasUsers = await keeper.HasUsersAsync(cancel);
        if (Said(context.Request.Headers.Authorization.ToString()) is { } said)
        {
            if (IsPassword(said) && (rule.IsWatch || (!hasUsers && IsThisMachine(context))))
                return Caller.Watcher;
            if (await keeper.TokenAsync(said, cancel) is { } program)
                return program;
        }
        if (cookie.Of(context.Request) is { } secret && await keeper.SignInOfAsync(secret, cancel) is { } signIn)
        {
            if (await keeper.UseAsync(signIn, cancel))
                cookie.Set(context, secret, signIn.Stays);
            return DoorKeeper.Of(signIn);
        }
        if (hasUsers)
            await AskForSignInAsync(context);
        else if (!IsThisMachine(context) && (options.Password.Length == 0 || !rule.IsWatch))
            await Problems.WriteAsync(context, 403, "access.here", Asker(context));
        else if (options.Password.Length > 0)
            await AskForPasswordAsync(context);
        else if (!IsOwnName(context.Request.Host.Host))
            await Problems.WriteAsync(context, 403, "host.foreign", context.Request.Host.ToString());
        else
            return Caller.Machine;
        return null;
    }

    private static Task AskForSignInAsync(HttpContext context)
    {
        var request = context.Request;
        var isPerson = HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html");
        if (!isPerson || request.Path.StartsWithSegments("/api"))
            return Problems.WriteAsync(context, new Refusal.SignInWanted());
        context.Response.Redirect(
            $"{request.PathBase}{SignInPage.Path}?to={Uri.EscapeDataString(request.Path + request.QueryString.ToString())}"
        );
        return Task.CompletedTask;
    }

    /// <summary>
    /// A proxy that shows the page under a path which this node was not told of sends people to addresses that are not there. The sign-in's would
    /// not be there either, so they are told why before they are asked who they are.
    /// </summary>
    private static Task SayPathAsync(HttpContext context)
    {
        var path = (context.Request.PathBase + context.Request.Path).ToString();
        var first = "/" + path.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return Problems.WriteAsync(context, 404, "request.other_path", path, first);
    }

    private static bool IsHandedOn(HttpRequest request) =>
        request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName)
        || request.Headers.ContainsKey(ForwardedHeadersDefaults.XOriginalForHeaderName);

    private static Task AskForPasswordAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"Weft\", charset=\"UTF-8\"";
        return Problems.WriteAsync(context, 401, "password.wanted", []);
    }

    /// <summary>Hashes are of one length, so that the time tells nothing of the password's.</summary>
    private bool IsPassword(string said) =>
        options.Password.Length > 0 && CryptographicOperations.FixedTimeEquals(Hash(said), _expected);

    /// <summary>What a proxy hands on comes from elsewhere, wherever the proxy stands.</summary>
    private static bool IsThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } asker
        && IPAddress.IsLoopback(asker.IsIPv4MappedToIPv6 ? asker.MapToIPv4() : asker)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("Forwarded");

    private static string Asker(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>The password or token of the header, or null where it has none.</summary>
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
