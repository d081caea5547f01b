using System.Text.Json.Nodes;
using Weft.Application.Texts;
using Weft.Extraction.Prompting;

namespace Weft.Application.Shapes;

/// <summary>What a new job would send for one passage. Tokens are estimates, as those that are reserved for a call.</summary>
/// <param name="Passage">From 1 to <paramref name="Passages"/>: of the chapter or part that was named, else of the book.</param>
/// <param name="Offset">Where the passage starts, in UTF-16 units from its part's start.</param>
/// <param name="Provider">Null where none is there that makes calls.</param>
/// <param name="Format">How an answer in JSON is asked for: json_schema, json_object, plain. The schema is sent with json_schema alone.</param>
/// <param name="Tokens">Of the whole prompt.</param>
/// <param name="Stable">What is the same at the beginning of every prompt of the book.</param>
/// <param name="Request">The body of the request as it is tried first; null without a provider.</param>
internal sealed record PromptShape(
    long Book,
    int Position,
    int Chapter,
    string Title,
    int Passage,
    int Passages,
    int Offset,
    int Characters,
    string Recipe,
    string RecipeHash,
    string? Provider,
    string? Model,
    string Format,
    string System,
    string User,
    JsonNode Schema,
    PromptTokensShape Tokens,
    StableShape Stable,
    JsonNode? Request
)
{
    public static PromptShape Of(PreviewedPrompt prompt) =>
        new(
            prompt.Book.Id.Value,
            prompt.Part.Position,
            prompt.Part.Unit.Number,
            prompt.Part.Unit.Title,
            prompt.Number,
            prompt.Passages,
            prompt.Passage.Offset,
            prompt.Passage.Text.Length,
            prompt.Recipe.Version,
            prompt.Recipe.Hash(),
            prompt.Provider?.Name,
            prompt.Provider?.Model,
            Glossary.Word(prompt.Format),
            prompt.Prompt.System,
            prompt.Prompt.User,
            JsonNode.Parse(prompt.Prompt.Schema)!,
            PromptTokensShape.Of(prompt),
            new(prompt.Stable.Characters, prompt.Stable.Tokens, Math.Round(prompt.Stable.Share, 4)),
            prompt.Request is null ? null : JsonNode.Parse(prompt.Request)
        );
}

/// <param name="All">With what stands around the messages.</param>
internal sealed record PromptTokensShape(long System, long User, long Schema, long All)
{
    public static PromptTokensShape Of(PreviewedPrompt prompt) =>
        new(
            TokenEstimate.Of(prompt.Prompt.System, prompt.Model),
            TokenEstimate.Of(prompt.Prompt.User, prompt.Model),
            TokenEstimate.Of(prompt.Prompt.Schema, prompt.Model),
            prompt.Tokens
        );
}

/// <param name="Share">Of the prompt's tokens, from 0 to 1.</param>
internal sealed record StableShape(int Characters, long Tokens, double Share);
