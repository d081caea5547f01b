using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;

namespace Weft.Web.Page;

/// <summary>Takes files from the drop zone, in parts, so that a cut costs one part and not the file.</summary>
internal sealed class UploadRoutes(PageUseCases uses)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/uploads", OpenAsync);
        routes.MapPut("/uploads/{id}/{part:int}", TakeAsync);
    }

    private async Task<IResult> OpenAsync(string name, CancellationToken cancel) =>
        await uses.Uploads.OpenAsync(name, cancel) switch
        {
            Result<Upload>.Done(var upload) => Results.Json(
                new
                {
                    upload = upload.Id,
                    part = Uploads.MostPartBytes,
                    most = Uploads.MostPartBytes * Uploads.MostParts,
                }
            ),
            Result<Upload>.Refused => Results.StatusCode(StatusCodes.Status429TooManyRequests),
            _ => throw new UnreachableException(),
        };

    private async Task<IResult> TakeAsync(HttpRequest request, string id, int part, CancellationToken cancel) =>
        await uses.Uploads.PutPartAsync(id, part, request.Body, cancel) is Result<int>.Done(var bytes)
            ? Results.Json(new { bytes })
            : Results.StatusCode(StatusCodes.Status404NotFound);
}
