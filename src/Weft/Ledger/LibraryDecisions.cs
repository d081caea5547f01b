using Weft.Model;

namespace Weft.Ledger;

/// <summary>One decision at a time.</summary>
public static class LibraryDecisions
{
    /// <summary>Keeps a person's word and gives it the book's next number.</summary>
    public static async Task<NameDecision> AddDecisionAsync(
        this ILibrary library,
        BookId book,
        NewDecision decision,
        CancellationToken cancel
    ) => (await library.AddDecisionsAsync(book, [decision], cancel))[0];

    /// <summary>The same for what nobody in particular says of two names.</summary>
    public static Task<NameDecision> AddDecisionAsync(
        this ILibrary library,
        BookId book,
        DecisionKind kind,
        string name,
        string other,
        CancellationToken cancel
    ) => library.AddDecisionAsync(book, new(kind, name, other), cancel);
}
