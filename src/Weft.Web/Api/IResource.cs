using Microsoft.AspNetCore.Routing;
using Weft.Watching;

namespace Weft.Web.Api;

/// <summary>What a node answers under an address, or a few that belong together.</summary>
internal interface IResource
{
    void Map(IEndpointRouteBuilder routes);
}

/// <summary>Every resource. Each address has its row in <c>docs/operations.md</c>.</summary>
internal static class Resources
{
    public static IReadOnlyList<IResource> Of(WebParts parts, OverviewReader reader) =>
        [new Health(parts), new WorkersStatus(reader)];
}
