using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary><c>/api/books/ID/graph</c>: who belongs together in a book, why one is an entity, and which frequent names are none.</summary>
internal sealed class CastRoutes(WebParts parts) : IResource
{
    private readonly UseCases _cases = parts.UseCases;
    private readonly GraphAnswers _answers = new(parts);

    public void Map(IEndpointRouteBuilder routes)
    {
        var graph = routes.MapGroup("/api/books/{book:long}/graph").WithTags("Graph");
        graph
            .MapGet("communities", CommunitiesAsync)
            .ForReaders()
            .Says<Slice<CommunityShape>>("listCommunities", "Communities of the cast, the most important first", 200, 404);
        graph
            .MapGet("reasons", ReasonsAsync)
            .ForReaders()
            .Says<ExplainedEntityShape>("explainEntity", "Why one is an entity, and why each of its names is its", 200, 404);
        graph
            .MapGet("without-entity", WithoutEntityAsync)
            .ForReaders()
            .Says<Slice<RefusedNameShape>>("listNamesWithoutEntity", "Names that stand often and became no entity", 200, 404);
    }

    private Task<IResult> CommunitiesAsync(HttpRequest request, long book, int? up_to, CancellationToken cancel) =>
        GraphAnswers.BadCount("up_to", up_to, int.MaxValue) is { } bad
            ? Task.FromResult(bad)
            : _answers.OfGraphAsync(
                request,
                book,
                async found =>
                    Answer.Of(
                        await _cases.GraphQueries.CommunitiesAsync(found, up_to, cancel),
                        communities => new Slice<CommunityShape>(
                            [.. communities.Select(community => CommunityShape.Of(community, int.MaxValue))],
                            null
                        )
                    ),
                cancel
            );

    private Task<IResult> ReasonsAsync(HttpRequest request, long book, string? name, int? up_to, CancellationToken cancel) =>
        (GraphAnswers.BadText("name", name) ?? GraphAnswers.BadCount("up_to", up_to, int.MaxValue)) is { } bad
            ? Task.FromResult(bad)
            : _answers.OfGraphAsync(
                request,
                book,
                async found => Answer.Of(await _cases.Reasons.WhyAsync(found, name!, up_to, cancel), ExplainedEntityShape.Of),
                cancel
            );

    private Task<IResult> WithoutEntityAsync(HttpRequest request, long book, CancellationToken cancel) =>
        _answers.OfGraphAsync(
            request,
            book,
            async found =>
            {
                var names = await _cases.Reasons.WithoutEntityAsync(found.Id, found.Edition, cancel);
                return Answer.Of(texts => new Slice<RefusedNameShape>(
                    [.. names.Select(name => RefusedNameShape.Of(name, texts))],
                    null
                ));
            },
            cancel
        );
}
