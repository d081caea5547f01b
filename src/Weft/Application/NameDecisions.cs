using Weft.Graph;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

/// <summary>What people say about two names of a book: they are one, or they are two. It wins over rules and models, now and later.</summary>
internal sealed class NameDecisions(ILibrary library, IGraphStore graph)
{
    /// <summary>All decisions on a book's names, by number.</summary>
    public Task<IReadOnlyList<NameDecision>> ListAsync(Book book, CancellationToken cancel) =>
        library.DecisionsAsync(book.Id, cancel);

    /// <summary>Keeps a decision. The book's resolved layer is behind from then on, until somebody resolves it.</summary>
    public async Task<Result<NameDecision>> AddAsync(
        Book book,
        DecisionKind kind,
        string name,
        string other,
        CancellationToken cancel
    ) =>
        await new EntityLookup(graph, book).CheckAsync([name, other], cancel) is { } refusal
            ? refusal
            : await library.AddDecisionAsync(book.Id, kind, name, other, cancel);

    /// <summary>
    /// Takes back what was said about the two names of a decision: rules and answers decide again. Kept as a decision of its own, so that
    /// nothing that was said is lost.
    /// </summary>
    public async Task<Result<NameDecision>> UndoAsync(Book book, int number, CancellationToken cancel)
    {
        var said = await library.DecisionsAsync(book.Id, cancel);
        return said.FirstOrDefault(decision => decision.Number == number) is { } decided
            ? await library.AddDecisionAsync(book.Id, DecisionKind.Undo, decided.Name, decided.Other, cancel)
            : new Refusal.UnknownDecision(number, book.Title);
    }
}
