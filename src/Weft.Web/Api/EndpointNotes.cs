using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Weft.Web.Api;

/// <summary>What the API's document says of an address.</summary>
internal static class EndpointNotes
{
    /// <param name="name">Unique over the API: what a generated client calls it.</param>
    /// <param name="refusals">Statuses that it refuses with, besides 400 for what cannot be read.</param>
    public static RouteHandlerBuilder Says<TShape>(
        this RouteHandlerBuilder route,
        string name,
        string summary,
        int status = StatusCodes.Status200OK,
        params int[] refusals
    )
    {
        route.WithName(name).WithSummary(summary).Produces<TShape>(status);
        foreach (var refusal in refusals.Append(StatusCodes.Status400BadRequest).Distinct())
            route.ProducesProblem(refusal);
        return route;
    }

    /// <summary>The same for what is a file, a stream, plain text or nothing.</summary>
    public static RouteHandlerBuilder SaysOther(
        this RouteHandlerBuilder route,
        string name,
        string summary,
        int status,
        string? contentType,
        params int[] refusals
    )
    {
        route.WithName(name).WithSummary(summary);
        if (contentType is null)
            route.Produces(status);
        else if (contentType.StartsWith("text/plain", StringComparison.Ordinal))
            route.Produces<string>(status, contentType);
        else
            route.Produces<Stream>(status, contentType);
        foreach (var refusal in refusals.Append(StatusCodes.Status400BadRequest).Distinct())
            route.ProducesProblem(refusal);
        return route;
    }
}
