using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Model;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary><c>/api/books/ID/suggestions</c>: names that may be one or two, for people to decide.</summary>
internal sealed class SuggestionRoutes(WebParts parts) : IResource
{
    private readonly UseCases _cases = parts.UseCases;

    public void Map(IEndpointRouteBuilder routes)
    {
        var suggestions = routes.MapGroup("/api/books/{book:long}/suggestions").WithTags("Decisions on names");
        suggestions
            .MapGet("", ListAsync)
            .ForReaders()
            .Says<IReadOnlyList<SuggestionShape>>(
                "listSuggestions",
                "Names that may be one, or two, with what speaks for it; the likeliest first",
                200,
                404
            );
        suggestions
            .MapPost("{number:int}/take", TakeAsync)
            .ForAdmins()
            .Says<NameDecisionShape>("takeSuggestion", "It is so: merged or split as suggested", 200, 404);
        suggestions
            .MapPost("{number:int}/refuse", RefuseAsync)
            .ForAdmins()
            .Says<NameDecisionShape>(
                "refuseSuggestion",
                "It is not: the opposite is kept, and it is not suggested again",
                200,
                404
            );
    }

    private Task<IResult> ListAsync(long book, CancellationToken cancel) =>
        _cases.WithBookAsync(
            book,
            async found =>
                Answer.Of(
                    await _cases.NameSuggestions.ListAsync(found, cancel),
                    (all, texts) => all.Select(one => SuggestionShape.Of(one, texts)).ToList()
                ),
            cancel
        );

    private Task<IResult> TakeAsync(long book, int number, CancellationToken cancel) =>
        _cases.WithBookAsync(
            book,
            async found =>
                Answer.Of(
                    await _cases.NameSuggestions.TakeAsync(found, number, cancel),
                    decision => NameDecisionShape.Of(found, decision, true)
                ),
            cancel
        );

    private Task<IResult> RefuseAsync(long book, int number, CancellationToken cancel) =>
        _cases.WithBookAsync(
            book,
            async found =>
                Answer.Of(
                    await _cases.NameSuggestions.RefuseAsync(found, number, cancel),
                    decision => NameDecisionShape.Of(found, decision, true)
                ),
            cancel
        );
}
