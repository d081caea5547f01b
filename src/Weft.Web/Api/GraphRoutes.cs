using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Graph;
using Weft.Model;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary>
/// <c>/api/books/ID/graph</c>: a book's graph, all of it up to a chapter where <c>up_to</c> names one. Entities are named by id, name or
/// part of a name in the query, since a name may hold anything.
/// </summary>
internal sealed class GraphRoutes(WebParts parts) : IResource
{
    private const int UsualRelations = 20;
    private readonly UseCases _cases = parts.UseCases;
    private readonly GraphAnswers _answers = new(parts);

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
            GraphAnswers.BadCount("up_to", up_to, int.MaxValue)
            ?? GraphAnswers.BadCount("cast", cast, Paging.MostRows)
            ?? GraphAnswers.BadCount("ties", ties, Paging.MostRows)
        )
            is { } bad
            ? Task.FromResult(bad)
            : _answers.OfGraphAsync(
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
        if ((Paging.TryRead(limit, cursor, out var paging) ?? GraphAnswers.BadCount("up_to", up_to, int.MaxValue)) is { } bad)
            return Task.FromResult(bad);
        // The graph knows no cursor: what was shown before is read again and left out.
        var before = (int)(paging.After ?? 0);
        var atMost = (int)Math.Min(int.MaxValue, (long)before + paging.Limit + 1);
        return _answers.OfGraphAsync(
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

    private Task<IResult> SearchAsync(HttpRequest request, long book, string? q, int? up_to, int? limit, CancellationToken cancel)
    {
        if (
            (
                Paging.TryRead(limit, null, out var paging)
                ?? GraphAnswers.BadText("q", q)
                ?? GraphAnswers.BadCount("up_to", up_to, int.MaxValue)
            ) is
            { } bad
        )
            return Task.FromResult(bad);
        return _answers.OfGraphAsync(
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
            GraphAnswers.BadText("name", name)
            ?? GraphAnswers.BadCount("up_to", up_to, int.MaxValue)
            ?? GraphAnswers.BadCount("ties", ties, Paging.MostRows)
            ?? GraphAnswers.BadCount("quotes", quotes, Paging.MostRows)
        )
            is { } bad
            ? Task.FromResult(bad)
            : _answers.OfGraphAsync(
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
                        (details, texts) => EntityDetailsShape.Of(details, Phrases.For(texts.Language))
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
            (
                Paging.TryRead(limit, null, out var paging)
                ?? GraphAnswers.BadText("name", name)
                ?? GraphAnswers.BadCount("up_to", up_to, int.MaxValue)
            ) is
            { } bad
        )
            return Task.FromResult(bad);
        return _answers.OfGraphAsync(
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
        (
            GraphAnswers.BadText("source", source)
            ?? GraphAnswers.BadText("target", target)
            ?? GraphAnswers.BadCount("up_to", up_to, int.MaxValue)
        )
            is { } bad
            ? Task.FromResult(bad)
            : _answers.OfGraphAsync(
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
        (
            GraphAnswers.BadText("from", from)
            ?? GraphAnswers.BadText("to", to)
            ?? GraphAnswers.BadCount("up_to", up_to, int.MaxValue)
        )
            is { } bad
            ? Task.FromResult(bad)
            : _answers.OfGraphAsync(
                request,
                book,
                async found => Answer.Of(await _cases.Entities.PathAsync(found, from!, to!, up_to, cancel), PathShape.Of),
                cancel
            );
}
