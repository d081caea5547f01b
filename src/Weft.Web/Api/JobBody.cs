using Microsoft.AspNetCore.Http;
using Weft.Application;
using Weft.Model;
using Weft.Providers;

namespace Weft.Web.Api;

/// <summary>A job as it is ordered; only the book must be named.</summary>
/// <param name="Providers">Names, in order; none: <c>rules</c>.</param>
/// <param name="Chapters">As <c>1-20,25</c>; absent = all.</param>
/// <param name="Order">in_order (the next provider when the one before has failed a chapter) or side_by_side.</param>
/// <param name="Priority">normal or high.</param>
/// <param name="BudgetMoney">In the provider's currency.</param>
/// <param name="Budget">As <c>3USD</c>, <c>20CNY</c> or <c>500ktok</c>; goes before the two numbers.</param>
/// <param name="Again">Asks everything anew: no answer that was given before serves.</param>
/// <param name="Types">Kinds of entities and ties of your own, in lines under <c>[entities]</c> and <c>[ties]</c>: docs/prompts.md.</param>
/// <param name="Prompt">Instructions of your own, beside ours; in their place where the first line is <c>[instead]</c>.</param>
/// <param name="AutoRetryMinutes">First delay of automatic retries; 0 = none, absent = what the node's settings say.</param>
/// <param name="AnswerTokens">The bound of a model's answer.</param>
/// <param name="RulesAfter">Where <c>rules</c> are on the list: for how long the models have to be paused or away until they stand in, as <c>10m</c>.</param>
/// <param name="Purse">A job whose order this one joins: they share that one's budget, and none is given here.</param>
/// <param name="New">What none of the book's jobs was ordered for, as its last job was ordered; then nothing else is given.</param>
internal sealed record JobBody(
    long Book,
    IReadOnlyList<string>? Providers = null,
    string? Chapters = null,
    string? Order = null,
    string? Priority = null,
    long? BudgetTokens = null,
    decimal? BudgetMoney = null,
    decimal? AutoRetryMinutes = null,
    int? AnswerTokens = null,
    string? Budget = null,
    bool Again = false,
    long? Purse = null,
    string? RulesAfter = null,
    string? Types = null,
    string? Prompt = null,
    bool New = false
)
{
    private const int LeastAnswer = 256;
    private const int MostAnswer = 65_536;
    private const decimal MostAmount = 999_999_999;

    /// <summary>Null = good.</summary>
    /// <param name="autoRetry">Where the order says nothing of it.</param>
    public IResult? TryRead(TimeSpan? autoRetry, out JobRequest request)
    {
        request = null!;
        if (New && this != new JobBody(Book) { New = true })
            return Answer.Bad("new", true, "api.is.alone");
        if (Providers?.Any(name => name is null) == true)
            return Answer.Bad("providers", "null", "api.is.text", 64);
        if (Chapters is not null && ChapterRanges.TryParse(Chapters) is null)
            return Answer.Bad("chapters", Chapters, "api.is.chapters");
        if (Order is not (null or "in_order" or "side_by_side"))
            return Answer.Bad("order", Order, "api.is.one_of", "in_order, side_by_side");
        if (Priority is not (null or "normal" or "high"))
            return Answer.Bad("priority", Priority, "api.is.one_of", "normal, high");
        if (new BudgetBody(BudgetTokens, BudgetMoney, Budget).TryRead(out var wish) is { } unread)
            return unread;
        if (Purse is not null && wish != BudgetWish.None)
            return Answer.Bad("purse", Purse, "api.is.purse");
        if (RulesAfter is not null && CallTimes.TryParse(RulesAfter) is null)
            return Answer.Bad("rules_after", RulesAfter, "api.is.timeout");
        if (AutoRetryMinutes is < 0 or > MostAmount)
            return Answer.Bad("auto_retry_minutes", AutoRetryMinutes, "api.is.range", 0, MostAmount);
        if (AnswerTokens is < LeastAnswer or > MostAnswer)
            return Answer.Bad("answer_tokens", AnswerTokens, "api.is.range", LeastAnswer, MostAnswer);
        request = new(
            Providers ?? [],
            Chapters is null ? null : ChapterRanges.TryParse(Chapters),
            Order == "side_by_side" ? ProviderOrder.SideBySide : ProviderOrder.InOrder,
            Priority == "high" ? Model.Priority.High : Model.Priority.Normal,
            wish.Budget,
            AutoRetryMinutes is null ? autoRetry
                : AutoRetryMinutes > 0 ? TimeSpan.FromMinutes((double)AutoRetryMinutes)
                : null,
            AnswerTokens
        )
        {
            Currency = wish.Currency,
            Again = Again,
            RulesAfter = RulesAfter is null ? null : CallTimes.TryParse(RulesAfter),
            Purse = Purse is { } job ? new JobId(job) : null,
            Asks = new(Types, Prompt),
        };
        return null;
    }
}

/// <summary>A budget; what is not given stays as it is.</summary>
/// <param name="BudgetMoney">In the provider's currency.</param>
/// <param name="Budget">As <c>3USD</c>, <c>20CNY</c> or <c>500ktok</c>; goes before the two numbers.</param>
internal sealed record BudgetBody(long? BudgetTokens = null, decimal? BudgetMoney = null, string? Budget = null)
{
    private const decimal MostAmount = 999_999_999;

    /// <summary>Null = good.</summary>
    public IResult? TryRead(out BudgetWish wish)
    {
        wish = BudgetWish.None;
        if (BudgetTokens < 1)
            return Answer.Bad("budget_tokens", BudgetTokens, "api.is.range", 1, long.MaxValue);
        if (BudgetMoney is <= 0 or > MostAmount)
            return Answer.Bad("budget_money", BudgetMoney, "api.is.budget");
        if (BudgetText.Combine(BudgetTokens, BudgetMoney, Budget is null ? [] : [Budget], out _) is not { } read)
            return Answer.Bad("budget", Budget, "api.is.budget");
        wish = read;
        return null;
    }
}

/// <param name="Chapters">Failed chapters under these numbers, as <c>1-20,25</c>; absent = all that failed.</param>
/// <param name="ReadBy">Instead: completed chapters that this provider of the job read, to be read anew.</param>
/// <param name="Again">Completed chapters too, and all of them are asked anew: earlier answers serve no more.</param>
internal sealed record RetryBody(string? Chapters = null, string? ReadBy = null, bool Again = false);
