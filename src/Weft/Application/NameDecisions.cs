using Weft.Graph;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

/// <summary>What people say about two names of a book: they are one, or they are two. It wins over rules and models, now and later.</summary>
internal sealed class NameDecisions(ILibrary library, IGraphStore graph)
{
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
}
