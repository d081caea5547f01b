using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary><c>/api/books/ID/prompt</c>: what would be sent for a passage.</summary>
internal sealed class PromptRoutes(WebParts parts) : IResource
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/books/{book:long}/prompt", ShowAsync)
            .WithTags("Books")
            .ForReaders()
            .Says<PromptShape>(
                "showPrompt",
                "What a new job would send for one passage of the book, or of a chapter; nobody is asked",
                200,
                404,
                409
            );

    private Task<IResult> ShowAsync(
        long book,
        int? passage,
        int? chapter,
        int? part,
        string? provider,
        CancellationToken cancel
    ) =>
        passage < 1
            ? Task.FromResult(Answer.Bad("passage", passage, "api.is.size", int.MaxValue))
            : parts.UseCases.WithBookAsync(
                book,
                async found =>
                    Answer.Of(
                        await parts.UseCases.PromptPreview.ShowAsync(
                            found,
                            passage ?? 1,
                            part,
                            chapter,
                            string.IsNullOrEmpty(provider) ? null : provider,
                            RecipeWish.None,
                            cancel
                        ),
                        PromptShape.Of
                    ),
                cancel
            );
}
