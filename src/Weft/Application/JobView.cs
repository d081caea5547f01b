using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

/// <summary>A job with its numbers.</summary>
/// <param name="Book">Null where it was deleted.</param>
/// <param name="Currency">Of the first of its providers that has a price; empty where none has.</param>
/// <param name="Rejected">Records that the text did not support, over all completed runs.</param>
/// <param name="Purse">Of its order.</param>
internal sealed record JobView(
    Job Job,
    Book? Book,
    RunCounts Runs,
    Spending Spending,
    string Currency,
    long Rejected,
    Purse Purse
)
{
    /// <summary>Of its providers those that are paused, where it is not over.</summary>
    public IReadOnlyList<Provider> Paused { get; init; } = [];

    public string Title => Book?.Title ?? "";

    public long Tokens => Spending.PromptTokens + Spending.AnswerTokens;
}

/// <summary>A failed run with the unit that it reads.</summary>
internal sealed record FailedChapter(ChapterRun Run, EditionUnit Unit);
