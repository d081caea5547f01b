using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Graph;
using Weft.Model;
using Weft.Runtime;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary>
/// <c>/api/books/ID/graph</c>: a book's graph, all of it up to a chapter where <c>up_to</c> names one. Entities are named by id, name or
/// part of a name in the query, since a name may hold anything.
/// </summary>
internal sealed class GraphRoutes(WebParts parts) : IResource
{
    private const int LongestText = 500;
    private const int UsualRelations = 20;
    private readonly UseCases _cases = parts.UseCases;

    public void Map(IEndpointRouteBuilder routes)
    {
        var graph = routes.MapGroup("/api/books/{book:long}/graph").WithTags("Graph");
        graph
            .MapGet("", SummaryAsync)
            .ForReaders()
            .Says<GraphShape>("showGraph", "The graph at a glance: how much there is, the cast, the heaviest ties", 200, 404);
        graph
            .MapGet("entities", TopAsync)
            .ForReaders()
            .Says<Slice<EntityRow>>("listEntities", "Entities with most mentions first; of a type", 200, 404);
        graph
            .MapGet("communities", CommunitiesAsync)
            .ForReaders()
            .Says<Slice<CommunityShape>>("listCommunities", "Communities of the cast, the most important first", 200, 404);
        graph
            .MapGet("search", SearchAsync)
            .ForReaders()
            .Says<Slice<EntityRow>>("searchEntities", "Entities whose name or alias holds the text, best first", 200, 404);
        graph
            .MapGet("entity", EntityAsync)
            .ForReaders()
            .Says<EntityDetailsShape>("showEntity", "One entity with its aliases, heaviest ties and quotes", 200, 404);
        graph
            .MapGet("neighbours", NeighboursAsync)
            .ForReaders()
            .Says<Slice<RelationShape>>("listNeighbours", "What an entity is tied to, the heaviest first", 200, 404);
        graph
            .MapGet("tie", TieAsync)
            .ForReaders()
            .Says<TieShape>("showTie", "All that binds two entities, with every quote", 200, 404);
        graph.MapGet("path", PathAsync).ForReaders().Says<PathShape>("findPath", "Fewest steps between two entities", 200, 404);
    }

    private Task<IResult> SummaryAsync(
        HttpRequest request,
        long book,
        int? up_to,
        int? cast,
        int? ties,
        CancellationToken cancel
    ) =>
        (
            BadCount("up_to", up_to, int.MaxValue)
            ?? BadCount("cast", cast, Paging.MostRows)
            ?? BadCount("ties", ties, Paging.MostRows)
        )
            is { } bad
            ? Task.FromResult(bad)
            : OfGraphAsync(
                request,
                book,
                async found =>
                    Answer.Of(
                        await _cases.GraphQueries.SummaryAsync(
                            found,
                            up_to,
                            cast ?? UsualRelations,
                            ties ?? UsualRelations,
                            cancel
                        ),
                        summary => GraphShape.Of(found, summary)
                    ),
                cancel
            );

    private Task<IResult> TopAsync(
        HttpRequest request,
        long book,
        string? type,
        int? up_to,
        int? limit,
        string? cursor,
        CancellationToken cancel
    )
    {
        if ((Paging.TryRead(limit, cursor, out var paging) ?? BadCount("up_to", up_to, int.MaxValue)) is { } bad)
            return Task.FromResult(bad);
        // The graph knows no cursor: what was shown before is read again and left out.
        var before = (int)(paging.After ?? 0);
        var atMost = (int)Math.Min(int.MaxValue, (long)before + paging.Limit + 1);
        return OfGraphAsync(
            request,
            book,
            async found =>
                Answer.Of(
                    await _cases.Entities.TopAsync(found, type, up_to, atMost, cancel),
                    rows => paging.Cut([.. rows.Skip(before)], _ => before + paging.Limit, row => row)
                ),
            cancel
        );
    }

    private Task<IResult> CommunitiesAsync(HttpRequest request, long book, int? up_to, CancellationToken cancel) =>
        BadCount("up_to", up_to, int.MaxValue) is { } bad
            ? Task.FromResult(bad)
            : OfGraphAsync(
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

    private Task<IResult> SearchAsync(HttpRequest request, long book, string? q, int? up_to, int? limit, CancellationToken cancel)
    {
        if ((Paging.TryRead(limit, null, out var paging) ?? BadText("q", q) ?? BadCount("up_to", up_to, int.MaxValue)) is { } bad)
            return Task.FromResult(bad);
        return OfGraphAsync(
            request,
            book,
            async found =>
                Answer.Of(
                    await _cases.Entities.SearchAsync(found, q!, up_to, paging.Limit, cancel),
                    rows => new Slice<EntityRow>(rows, null)
                ),
            cancel
        );
    }

    private Task<IResult> EntityAsync(
        HttpRequest request,
        long book,
        string? name,
        int? up_to,
        int? ties,
        int? quotes,
        CancellationToken cancel
    ) =>
        (
            BadText("name", name)
            ?? BadCount("up_to", up_to, int.MaxValue)
            ?? BadCount("ties", ties, Paging.MostRows)
            ?? BadCount("quotes", quotes, Paging.MostRows)
        )
            is { } bad
            ? Task.FromResult(bad)
            : OfGraphAsync(
                request,
                book,
                async found =>
                    Answer.Of(
                        await _cases.GraphQueries.EntityAsync(
                            found,
                            name!,
                            up_to,
                            ties ?? UsualRelations,
                            quotes ?? UsualRelations,
                            cancel
                        ),
                        EntityDetailsShape.Of
                    ),
                cancel
            );

    private Task<IResult> NeighboursAsync(
        HttpRequest request,
        long book,
        string? name,
        int? up_to,
        int? limit,
        CancellationToken cancel
    )
    {
        if (
            (Paging.TryRead(limit, null, out var paging) ?? BadText("name", name) ?? BadCount("up_to", up_to, int.MaxValue)) is
            { } bad
        )
            return Task.FromResult(bad);
        return OfGraphAsync(
            request,
            book,
            async found =>
                Answer.Of(
                    await _cases.Entities.NeighboursAsync(found, name!, up_to, paging.Limit, cancel),
                    relations => new Slice<RelationShape>([.. relations.Select(RelationShape.Of)], null)
                ),
            cancel
        );
    }

    private Task<IResult> TieAsync(
        HttpRequest request,
        long book,
        string? source,
        string? target,
        int? up_to,
        CancellationToken cancel
    ) =>
        (BadText("source", source) ?? BadText("target", target) ?? BadCount("up_to", up_to, int.MaxValue)) is { } bad
            ? Task.FromResult(bad)
            : OfGraphAsync(
                request,
                book,
                async found => Answer.Of(await _cases.Entities.TieAsync(found, source!, target!, up_to, cancel), TieShape.Of),
                cancel
            );

    private Task<IResult> PathAsync(
        HttpRequest request,
        long book,
        string? from,
        string? to,
        int? up_to,
        CancellationToken cancel
    ) =>
        (BadText("from", from) ?? BadText("to", to) ?? BadCount("up_to", up_to, int.MaxValue)) is { } bad
            ? Task.FromResult(bad)
            : OfGraphAsync(
                request,
                book,
                async found => Answer.Of(await _cases.Entities.PathAsync(found, from!, to!, up_to, cancel), PathShape.Of),
                cancel
            );

    /// <summary>A graph has a version: who has the answer of this one is told so without looking into the graph again.</summary>
    private Task<IResult> OfGraphAsync(
        HttpRequest request,
        long book,
        Func<Book, Task<IResult>> answer,
        CancellationToken cancel
    ) =>
        _cases.WithBookAsync(
            book,
            async found =>
                await parts.Graph.FindStateAsync(found.Id, cancel) is { } state
                    ? await Answer.UnlessKnownAsync(request, TagOf(request, found, state), () => answer(found))
                    : await answer(found),
            cancel
        );

    private static string TagOf(HttpRequest request, Book book, GraphBookState state) =>
        ETags.Of(
            Encoding.UTF8.GetBytes(
                $"{ProgramVersion.Number} {book.Edition} {state.Version} {state.Resolved} {AskedLanguage.Of(request).Language} {request.Path}{request.QueryString}"
            )
        );

    /// <summary>Null = good.</summary>
    private static IResult? BadCount(string name, int? value, int most) =>
        value < 0 || value > most ? Answer.Bad(name, value, "api.is.range", 0, most) : null;

    private static IResult? BadText(string name, string? value) =>
        string.IsNullOrWhiteSpace(value) || value.Length > LongestText
            ? Answer.Bad(name, value?.Length > LongestText ? value[..40] : value, "api.is.text", LongestText)
            : null;
}
