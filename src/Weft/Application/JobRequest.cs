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

    /// <summary>What is looked for, where that is not what Weft looks for by itself.</summary>
    public RecipeWish Asks { get; init; } = RecipeWish.None;

    /// <summary>The recipe of a job whose chapters are asked once more; null = today's.</summary>
    public Recipe? Like { get; init; }

    public BudgetWish Wish => new(Budget, Currency);

    /// <summary>The order for one of several books: each has its own mark, and its part of the budget by its length.</summary>
    public JobRequest ForOneOf(IReadOnlyCollection<Book> books, Book book) =>
        books.Count == 1
            ? this
            : this with
            {
                Key = Key is null ? null : $"{Key}/{book.Id}",
                Budget = new(PartOf(Budget.Tokens, books, book), PartOf(Budget.Micros, books, book)),
            };

    /// <summary>Rounded down: together they never pass the whole.</summary>
    private static long? PartOf(long? whole, IReadOnlyCollection<Book> books, Book book)
    {
        var all = books.Sum(one => Math.Max((decimal)one.Characters, 1));
        return whole is { } sum ? (long)(sum * Math.Max(book.Characters, 1) / all) : null;
    }

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
                                    .. Asks.IsNone ? [] : (object?[])["asks", Asks.Types, Asks.Prompt],
                                ]
                        )
                    )
                )
            );
}

/// <summary>How many of a job's failed chapters were opened again.</summary>
internal sealed record RetriedJob(JobId Job, int Chapters);
