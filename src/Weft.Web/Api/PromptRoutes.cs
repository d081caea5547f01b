using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary>What is sent to a provider; nobody is asked.</summary>
internal sealed class PromptRoutes(WebParts parts) : IResource
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var prompts = routes.MapGroup("/api/books/{book:long}/prompt").WithTags("Books");
        prompts
            .MapGet("", ShowAsync)
            .ForReaders()
            .Says<PromptShape>(
                "showPrompt",
                "What a new job would send for one passage of the book, or of a chapter; nobody is asked",
                200,
                404,
                409
            );
        prompts
            .MapPost("", TryAsync)
            .ForReaders()
            .Says<PromptShape>(
                "tryPrompt",
                "The same with kinds and instructions of your own, before a job is ordered with them",
                200,
                404,
                409
            );
    }

    private Task<IResult> ShowAsync(
        long book,
        int? passage,
        int? chapter,
        int? part,
        string? provider,
        CancellationToken cancel
    ) => TryAsync(book, new PromptBody(passage, chapter, part, provider), cancel);

    private Task<IResult> TryAsync(long book, PromptBody body, CancellationToken cancel) =>
        body.Passage < 1
            ? Task.FromResult(Answer.Bad("passage", body.Passage, "api.is.size", int.MaxValue))
            : parts.UseCases.WithBookAsync(
                book,
                async found =>
                    Answer.Of(
                        await parts.UseCases.PromptPreview.ShowAsync(
                            found,
                            body.Passage ?? 1,
                            body.Part,
                            body.Chapter,
                            string.IsNullOrEmpty(body.Provider) ? null : body.Provider,
                            new RecipeWish(body.Types, body.Prompt),
                            cancel
                        ),
                        PromptShape.Of
                    ),
                cancel
            );
}

/// <summary>Which passage, and what a job would look for.</summary>
/// <param name="Passage">From 1, of the chapter or part where one is named, else of the book.</param>
/// <param name="Provider">Absent = the first that makes calls.</param>
/// <param name="Types">Kinds of your own, as a job takes them.</param>
/// <param name="Prompt">Instructions of your own, as a job takes them.</param>
internal sealed record PromptBody(
    int? Passage = null,
    int? Chapter = null,
    int? Part = null,
    string? Provider = null,
    string? Types = null,
    string? Prompt = null
);
