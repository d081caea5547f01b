using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Model;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <param name="Kind">merge: the two names are one; split: they are two; rename, retype: what the first is called, of which type it is; hide: it is none.</param>
/// <param name="Other">The other name, the name to show, or the type; of one that hides it is left out.</param>
internal sealed record DecisionBody(string Kind, string Name, string? Other = null);

/// <summary><c>/api/books/ID/decisions</c>: what people say about names.</summary>
internal sealed class DecisionRoutes(WebParts parts) : IResource
{
    private const int LongestName = 500;
    private const int MostBytes = 16 * 1024 * 1024;
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
            .Says<NameDecisionShape>(
                "addDecision",
                "Two names are one (merge) or two (split), or one is called so (rename), of a type (retype), none (hide); the graph follows soon",
                201,
                404
            );
        routes
            .MapPost("/api/books/{book:long}/names", LearnAsync)
            .Accepts<Stream>("text/csv", "*/*")
            .WithTags("Decisions on names")
            .ForAdmins()
            .Says<LearntNamesShape>(
                "learnNames",
                "Names, other names and types that a person knows (text or CSV), or the decisions of an exported graph, as decisions",
                200,
                404,
                413,
                422
            );
        decisions
            .MapDelete("{number:int}", UndoAsync)
            .ForAdmins()
            .Says<NameDecisionShape>(
                "undoDecision",
                "Takes back what was said about the names: rules and answers decide again",
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
                var all = await _cases.NameDecisions.ListAsync(found, cancel);
                var standing = StandingDecisions.Of(all).Select(decision => decision.Number).ToHashSet();
                var decisions = all.Where(decision => decision.Number > (paging.After ?? 0)).Take(paging.Limit + 1);
                return Answer.Of(
                    paging.Cut(
                        [.. decisions],
                        decision => decision.Number,
                        decision => NameDecisionShape.Of(found, decision, standing.Contains(decision.Number))
                    )
                );
            },
            cancel
        );
    }

    private Task<IResult> AddAsync(long book, DecisionBody body, CancellationToken cancel)
    {
        if (!Words.TryRead<DecisionKind>(body.Kind, out var kind) || kind is null or DecisionKind.Undo)
            return Task.FromResult(Answer.Bad("kind", body.Kind, "api.is.one_of", "merge, split, rename, retype, hide"));
        foreach (var (field, name) in new[] { ("name", body.Name), ("other", kind == DecisionKind.Hide ? "-" : body.Other) })
            if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName)
                return Task.FromResult(
                    Answer.Bad(field, name?.Length > LongestName ? name[..40] : name, "api.is.text", LongestName)
                );
        return _cases.WithBookAsync(
            book,
            async found =>
                await _cases.NameDecisions.AddAsync(found, kind.Value, body.Name, body.Other ?? "", cancel) switch
                {
                    Result<NameDecision>.Done(var decision) => Answer.Created(
                        $"/api/books/{book}/decisions",
                        _ => NameDecisionShape.Of(found, decision, true)
                    ),
                    var refused => Answer.Refused(((Result<NameDecision>.Refused)refused).Why),
                },
            cancel
        );
    }

    private async Task<IResult> LearnAsync(long book, HttpRequest request, CancellationToken cancel)
    {
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await request.Body.ReadAsync(buffer, cancel) is > 0 and var read)
        {
            content.Write(buffer, 0, read);
            if (content.Length > MostBytes)
                return Answer.Refused(new Refusal.UploadPartTooLarge(MostBytes));
        }
        return await _cases.WithBookAsync(
            book,
            async found =>
                NamesFile.Read(content.ToArray(), "names") switch
                {
                    Result<IReadOnlyList<NewDecision>>.Done(var said) => await LearntAsync(found, said, cancel),
                    var refused => Answer.Refused(((Result<IReadOnlyList<NewDecision>>.Refused)refused).Why),
                },
            cancel
        );
    }

    private async Task<IResult> LearntAsync(Book book, IReadOnlyList<NewDecision> said, CancellationToken cancel)
    {
        var learnt = await _cases.NameDecisions.LearnAsync(book, said, cancel);
        return Answer.Of(new LearntNamesShape(book.Id.Value, learnt.Added, learnt.Known));
    }

    private Task<IResult> UndoAsync(long book, int number, CancellationToken cancel) =>
        _cases.WithBookAsync(
            book,
            async found =>
                Answer.Of(
                    await _cases.NameDecisions.UndoAsync(found, number, cancel),
                    decision => NameDecisionShape.Of(found, decision, true)
                ),
            cancel
        );
}
