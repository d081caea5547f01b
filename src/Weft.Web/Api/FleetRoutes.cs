using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application.Shapes;
using Weft.Watching;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary><c>/api/fleet</c>: nodes, queues, what is being read, takeovers. The same figures as <see cref="WorkersStatus"/>.</summary>
internal sealed class FleetRoutes(OverviewReader reader) : IResource
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/fleet", ReadAsync)
            .WithTags("Fleet")
            .ForReaders()
            .Says<WorkersStatusShape>(
                "showFleet",
                "Nodes, queues, what is being read, jobs that are not over, takeovers of the last hour"
            );

    private async Task<IResult> ReadAsync(CancellationToken cancel)
    {
        var overview = await reader.ReadAsync(cancel);
        return Answer.Of(texts => WorkersStatusShape.Of(overview, texts));
    }
}
