using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary><c>GET /healthz</c>: the process is alive. <c>GET /readyz</c>: ledger, dispatch and graph answer, too.</summary>
internal sealed class Health(WebParts parts) : IResource
{
    public const string AlivePath = "/healthz";
    private readonly PartHealth _parts = new(parts);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(AlivePath, () => Results.Text("alive\n"))
            .WithTags("Health")
            .ForAnybody()
            .SaysOther("isAlive", "The process is alive; asks nobody", 200, "text/plain");
        routes
            .MapGet("/readyz", ReadyAsync)
            .WithTags("Health")
            .ForWatchers()
            .SaysOther("isReady", "Ledger, dispatch and graph answer; else which of them do not", 200, "text/plain", 503);
    }

    private async Task<IResult> ReadyAsync(HttpRequest request, CancellationToken cancel)
    {
        var failing = (await _parts.LookAsync(cancel))
            .Where(part => part.Trouble is not null)
            .ToDictionary(part => part.Name, part => (object?)part.Trouble!.Say(AskedLanguage.Of(request)));
        if (failing.Count == 0)
            return Results.Text("ready\n");
        return Results.Problem(
            string.Join("; ", failing.Select(part => $"{part.Key}: {part.Value}")),
            statusCode: 503,
            title: "Not ready",
            extensions: new Dictionary<string, object?> { ["failing"] = failing }
        );
    }
}
