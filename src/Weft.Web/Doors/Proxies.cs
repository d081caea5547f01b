using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging;
using IPNetwork = System.Net.IPNetwork;

namespace Weft.Web.Doors;

/// <summary>
/// What stands between browsers and a node. A proxy that is named is believed in who asks, over which scheme and under which name; of anybody
/// else such headers mean nothing, but that it is not this machine that asks.
/// </summary>
/// <param name="Prefix">Path under which browsers see the page, such as <c>/weft</c>; empty: none.</param>
internal sealed record Proxies(IReadOnlyList<IPNetwork> Named, string Prefix)
{
    public static readonly Proxies None = new([], "");

    /// <summary>Addresses (<c>10.0.0.5</c>) and networks (<c>10.0.0.0/24</c>); null where one is neither.</summary>
    public static IReadOnlyList<IPNetwork>? TryParse(IReadOnlyList<string> texts)
    {
        var named = new List<IPNetwork>();
        foreach (var text in texts)
            if (IPAddress.TryParse(text, out var one))
                named.Add(new(one, one.GetAddressBytes().Length * 8));
            else if (IPNetwork.TryParse(text, out var many))
                named.Add(many);
            else
                return null;
        return named;
    }

    /// <param name="pageUrl">Where browsers reach the page; its path is the prefix.</param>
    public static string PrefixOf(string pageUrl) =>
        Uri.TryCreate(pageUrl, UriKind.Absolute, out var page) ? page.AbsolutePath.TrimEnd('/') : "";

    public void Use(IApplicationBuilder app, ILogger log)
    {
        if (Prefix.Length > 0)
            app.Use(next => context => UnderPrefix(context, next));
        if (Named.Count > 0)
        {
            var options = new ForwardedHeadersOptions
            {
                ForwardedHeaders =
                    ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
                // As many as stand in a row, each of them named.
                ForwardLimit = null,
            };
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in Named)
                options.KnownIPNetworks.Add(network);
            app.UseForwardedHeaders(options);
        }
        var isTold = 0;
        app.Use(next =>
            context =>
            {
                // What a named one said is taken out of the headers.
                if (
                    context.Request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName)
                    && Interlocked.Exchange(ref isTold, 1) == 0
                )
                    log.LogWarning(
                        "A proxy at {Address} hands on requests and is not named in WEFT_PROXIES: its X-Forwarded headers are passed over, so cookies are not marked as secure and sign-ins are counted by its address",
                        context.Connection.RemoteIpAddress
                    );
                return next(context);
            }
        );
    }

    /// <summary>A proxy hands a request on with the prefix or without it; who comes past the proxy has none.</summary>
    private Task UnderPrefix(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments(Prefix, out var rest))
            (request.PathBase, request.Path) = (Prefix, rest.HasValue ? rest : "/");
        else if (
            IsNamed(context.Connection.RemoteIpAddress)
            && request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName)
        )
            request.PathBase = Prefix;
        return next(context);
    }

    private bool IsNamed(IPAddress? address) =>
        address is not null
        && (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address) is var plain
        && Named.Any(network => network.Contains(plain));
}
