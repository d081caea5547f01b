using Microsoft.AspNetCore.Builder;
using Weft.Model;

namespace Weft.Web.Doors;

/// <summary>Who may ask an address. An address without a rule wants an admin.</summary>
/// <param name="Wants">Null = anybody, signed in or not.</param>
/// <param name="IsWatch">The node's password of <c>WEFT_WEB_PASSWORD</c> is enough.</param>
internal sealed record RouteRule(UserRole? Wants, bool IsWatch = false);

/// <summary>Puts a rule on an address; the one that stands nearest to it holds.</summary>
internal static class RouteRules
{
    public static TBuilder ForAnybody<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteRule(null));

    /// <summary>Metrics, health and the workers' status: for those who watch nodes.</summary>
    public static TBuilder ForWatchers<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteRule(UserRole.Reader, IsWatch: true));

    public static TBuilder ForReaders<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteRule(UserRole.Reader));

    public static TBuilder ForAdmins<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteRule(UserRole.Admin));
}
