using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application.Shapes;
using Weft.Watching;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary><c>GET /api/kg/workers/status</c>.</summary>
internal sealed class WorkersStatus(OverviewReader reader) : IResource
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/api/kg/workers/status",
                async (HttpRequest request, CancellationToken cancel) =>
                    Results.Json(
                        WorkersStatusShape.Of(await reader.ReadAsync(cancel), AskedLanguage.Of(request)),
                        ShapeJson.Options
                    )
            )
            .WithTags("Fleet")
            .ForWatchers()
            .Says<WorkersStatusShape>("showWorkersStatus", "Who works on what, with the names of the system before this one");
}
