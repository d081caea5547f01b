using System.Security.Cryptography;
using System.Text.Json;
using Weft.Model;

namespace Weft.Application;

/// <summary>A job as a person wants it.</summary>
/// <param name="Providers">Names, in order; none: <c>rules</c>.</param>
/// <param name="Chapters">By number; null = all.</param>
/// <param name="AutoRetry">First delay of automatic retries of failed chapters; null = none.</param>
/// <param name="Key">So that the same order sent again is the same job; null = each is a new one.</param>
/// <param name="AnswerTokens">The bound of a model's answer; null = the recipe's own.</param>
internal sealed record JobRequest(
    IReadOnlyList<string> Providers,
    ChapterRanges? Chapters,
    ProviderOrder Order,
    Priority Priority,
    Budget Budget,
    TimeSpan? AutoRetry,
    int? AnswerTokens,
    string? Key = null
)
{
    /// <summary>In which the budget's money is meant; empty = that of the providers' prices.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Everything is asked anew: no answer that was given before serves.</summary>
    public bool Again { get; init; }

    /// <summary>A job of the order that this one belongs to, whose budget it shares; null = it is an order of its own, or its first.</summary>
    public JobId? Purse { get; init; }

    /// <summary>How long its models have to be paused or away until <c>rules</c> stand in for them; null = never.</summary>
    public TimeSpan? RulesAfter { get; init; }

    /// <summary>The job that stands and whose chapters this is about; null = it is to be a new one.</summary>
    public JobId? Standing { get; init; }

    /// <summary>What is looked for, where that is not what Weft looks for by itself.</summary>
    public RecipeWish Asks { get; init; } = RecipeWish.None;

    /// <summary>The recipe of a job whose chapters are asked once more; null = today's.</summary>
    public Recipe? Like { get; init; }

    /// <summary>Whose answers count, of runs that are tried once more.</summary>
    public CountedRounds Rounds { get; init; } = CountedRounds.First;

    public BudgetWish Wish => new(Budget, Currency);

    /// <summary>The order for one of several books: each has its own mark, and shares the purse of the first.</summary>
    /// <param name="first">The first of the order's jobs; null = this one will be.</param>
    public JobRequest ForOneOf(IReadOnlyCollection<Book> books, Book book, JobId? first) =>
        books.Count == 1 ? this : this with { Key = Key is null ? null : $"{Key}/{book.Id}", Purse = Purse ?? first };

    /// <summary>The order's mark in the ledger: what it asks for of one book.</summary>
    public RequestKey? MarkOf(BookId book) =>
        Key is null
            ? null
            : new(
                Key,
                Convert.ToHexStringLower(
                    SHA256.HashData(
                        JsonSerializer.SerializeToUtf8Bytes(
                            (object?[])
                                [
                                    book.Value,
                                    Providers,
                                    Chapters?.Ranges.Select(range => new[] { range.First, range.Last }),
                                    Order,
                                    Priority,
                                    Budget,
                                    Currency,
                                    AutoRetry,
                                    AnswerTokens,
                                    .. Again ? (object?[])["again"] : [],
                                    .. RulesAfter is { } after ? (object?[])["rules_after", after] : [],
                                    .. Purse is { } purse ? (object?[])["purse", purse.Value] : [],
                                    .. Like is { } like ? (object?[])["like", like.Hash()] : [],
                                    .. Asks.IsNone ? [] : (object?[])["asks", Asks.Types, Asks.Prompt],
                                ]
                        )
                    )
                )
            );
}

/// <summary>Jobs of one order that go on: the one that was named, and those that were paused at the same budget.</summary>
internal sealed record ResumedJobs(JobId Named, IReadOnlyList<JobId> All);

/// <summary>How many of a job's failed chapters were opened again.</summary>
internal sealed record RetriedJob(JobId Job, int Chapters);
