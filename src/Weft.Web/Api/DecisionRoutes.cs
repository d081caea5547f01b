using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Model;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <param name="Kind">merge: the two names are one; split: they are two.</param>
internal sealed record DecisionBody(string Kind, string Name, string Other);

/// <summary><c>/api/books/ID/decisions</c>: what people say about names.</summary>
internal sealed class DecisionRoutes(WebParts parts) : IResource
{
    private const int LongestName = 500;
    private readonly UseCases _cases = parts.UseCases;

    public void Map(IEndpointRouteBuilder routes)
    {
        var decisions = routes.MapGroup("/api/books/{book:long}/decisions").WithTags("Decisions on names");
        decisions
            .MapGet("", ListAsync)
            .ForReaders()
            .Says<Slice<NameDecisionShape>>("listDecisions", "Decisions on a book's names, by number", 200, 404);
        decisions
            .MapPost("", AddAsync)
            .ForAdmins()
            .Says<NameDecisionShape>("addDecision", "Two names are one (merge) or two (split); the graph follows soon", 201, 404);
        decisions
            .MapDelete("{number:int}", UndoAsync)
            .ForAdmins()
            .Says<NameDecisionShape>(
                "undoDecision",
                "Takes back what was said about the two: rules and answers decide again",
                200,
                404
            );
    }

    private Task<IResult> ListAsync(long book, int? limit, string? cursor, CancellationToken cancel)
    {
        if (Paging.TryRead(limit, cursor, out var paging) is { } bad)
            return Task.FromResult(bad);
        return _cases.WithBookAsync(
            book,
            async found =>
            {
                var decisions = (await _cases.NameDecisions.ListAsync(found, cancel))
                    .Where(decision => decision.Number > (paging.After ?? 0))
                    .Take(paging.Limit + 1);
                return Answer.Of(
                    paging.Cut([.. decisions], decision => decision.Number, decision => NameDecisionShape.Of(found, decision))
                );
            },
            cancel
        );
    }

    private Task<IResult> AddAsync(long book, DecisionBody body, CancellationToken cancel)
    {
        if (!Words.TryRead<DecisionKind>(body.Kind, out var kind) || kind is not (DecisionKind.Merge or DecisionKind.Split))
            return Task.FromResult(Answer.Bad("kind", body.Kind, "api.is.one_of", "merge, split"));
        foreach (var (field, name) in new[] { ("name", body.Name), ("other", body.Other) })
            if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName)
                return Task.FromResult(
                    Answer.Bad(field, name?.Length > LongestName ? name[..40] : name, "api.is.text", LongestName)
                );
        return _cases.WithBookAsync(
            book,
            async found =>
                await _cases.NameDecisions.AddAsync(found, kind.Value, body.Name, body.Other, cancel) switch
                {
                    Result<NameDecision>.Done(var decision) => Answer.Created(
                        $"/api/books/{book}/decisions",
                        _ => NameDecisionShape.Of(found, decision)
                    ),
                    var refused => Answer.Refused(((Result<NameDecision>.Refused)refused).Why),
                },
            cancel
        );
    }

    private Task<IResult> UndoAsync(long book, int number, CancellationToken cancel) =>
        _cases.WithBookAsync(
            book,
            async found =>
                Answer.Of(
                    await _cases.NameDecisions.UndoAsync(found, number, cancel),
                    decision => NameDecisionShape.Of(found, decision)
                ),
            cancel
        );
}
