namespace Weft.Graph.Exports;

/// <summary>Where facts of an exported graph come from: one job, and what it was made with.</summary>
/// <param name="Models">Whose answers stand in the graph; empty where rules alone read.</param>
/// <param name="Recipe">Version of passage cutter, prompt and schema.</param>
/// <param name="RecipeHash">Of all that decides a prompt.</param>
/// <param name="Instructions">Of the person who ordered it; empty = none but ours.</param>
/// <param name="Rules">Version of the rules, which also make the roster of main names.</param>
/// <param name="Chapters">How many chapters stand as this job read them.</param>
/// <param name="ThinkingTokens">What of the answers' tokens went on thinking.</param>
/// <param name="Money">What its calls have cost, in <paramref name="Currency"/>; those for chapters that another job has read since included.</param>
public sealed record GraphOrigin(
    long Job,
    IReadOnlyList<string> Providers,
    IReadOnlyList<string> Models,
    string Recipe,
    string RecipeHash,
    IReadOnlyList<string> EntityTypes,
    IReadOnlyList<string> RelationTypes,
    string Instructions,
    string Rules,
    int Chapters,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    int Calls,
    long PromptTokens,
    long CachedTokens,
    long AnswerTokens,
    long ThinkingTokens,
    decimal Money,
    decimal ThinkingMoney,
    string Currency,
    IReadOnlyList<OriginPrice> Prices
);

/// <summary>Per million tokens, as known for the time at which the job started.</summary>
public sealed record OriginPrice(string Provider, decimal Input, decimal Cached, decimal Output, string Currency);
