using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application.Shapes;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary><c>/api/doctor</c>: what is wrong with all that this node works with, and what to do.</summary>
internal sealed class DoctorRoutes(WebParts parts) : IResource
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/doctor", (CancellationToken cancel) => LookAsync(false, cancel))
            .WithTags("Settings")
            .ForAdmins()
            .Says<DoctorShape>(
                "runDoctor",
                "What is wrong with servers, settings, clocks, limits, keys, disks, providers and other nodes, and what to do; asks no model, and answers within half a minute"
            );
        routes
            .MapPost("/api/doctor/providers", (CancellationToken cancel) => LookAsync(true, cancel))
            .WithTags("Settings")
            .ForAdmins()
            .Says<DoctorShape>(
                "runDoctorWithCalls",
                "The same, and each provider is asked one question: a small call each, three minutes at most"
            );
    }

    private async Task<IResult> LookAsync(bool calls, CancellationToken cancel)
    {
        var reports = await parts.Doctor.ReadAsync(calls, cancel);
        return Answer.Of(texts => DoctorShape.Of(reports, texts));
    }
}
