using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Model;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary><c>/api/audit</c>: who did what, at whichever door, in the last 30 days.</summary>
internal sealed class AuditRoutes(WebParts parts) : IResource
{
    private readonly AuditQueries _audit = parts.UseCases.Audit;

    public void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/audit", ListAsync)
            .WithTags("Audit")
            .ForAdmins()
            .Says<Slice<AuditShape>>("listAudit", "Who did what, the newest first; pages go on with ?before=");

    private async Task<IResult> ListAsync(string? by, string? what, long? before, int? limit, CancellationToken cancel)
    {
        if (Paging.TryRead(limit, null, out var paging) is { } bad)
            return bad;
        var words = (what ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (AuditQueries.KindsOf(words) is not { } kinds)
            return Answer.Bad("what", what, "api.is.one_of", string.Join(", ", AuditQueries.Words));
        var filter = new AuditFilter
        {
            By = string.IsNullOrEmpty(by) ? null : by,
            Kinds = kinds,
            Before = before,
        };
        var entries = await _audit.ListAsync(filter, paging.Limit + 1, cancel);
        return Answer.Of(texts =>
            paging.Cut(entries, entry => entry.Number, entry => AuditShape.Of(entry, Phrases.For(texts.Language)))
        );
    }
}
