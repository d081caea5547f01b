using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Application;

/// <summary>What people say about two names of a book: they are one, or they are two. It wins over rules and models, now and later.</summary>
internal sealed class NameDecisions(ILibrary library, IGraphStore graph, AuditLog audit)
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
    )
    {
        if (NameFolding.Key(name) == NameFolding.Key(other))
            return new Refusal.OneName(name, other);
        return await new EntityLookup(graph, book).CheckAsync([name, other], cancel) is { } refusal
            ? refusal
            : await NotedAsync(book, await library.AddDecisionAsync(book.Id, kind, name, other, cancel));
    }

    /// <summary>
    /// Takes back what was said about the two names of a decision: rules and answers decide again. Kept as a decision of its own, so that
    /// nothing that was said is lost. Refused where nothing stands about the two any more.
    /// </summary>
    public async Task<Result<NameDecision>> UndoAsync(Book book, long number, CancellationToken cancel)
    {
        var said = await library.DecisionsAsync(book.Id, cancel);
        if (said.FirstOrDefault(decision => decision.Number == number) is not { } decided)
            return new Refusal.UnknownDecision(number, book.Title);
        if (decided.Kind == DecisionKind.Undo || LastAbout(decided, said).Kind == DecisionKind.Undo)
            return new Refusal.DecisionTakenBack(number, book.Title);
        var undo = await library.AddDecisionAsync(book.Id, DecisionKind.Undo, decided.Name, decided.Other, cancel);
        return await NotedAsync(book, undo);
    }

    private async Task<NameDecision> NotedAsync(Book book, NameDecision decision)
    {
        var (name, other) = (decision.Name, decision.Other);
        var (kind, what) = decision.Kind switch
        {
            DecisionKind.Merge => (AuditKind.NamesMerged, AuditReasons.NamesMerged(name, other, book.Title)),
            DecisionKind.Split => (AuditKind.NamesSplit, AuditReasons.NamesSplit(name, other, book.Title)),
            _ => (AuditKind.NamesUndone, AuditReasons.NamesUndone(name, other, book.Title)),
        };
        await audit.NoteAsync(kind, what);
        return decision;
    }

    /// <summary>Whether this is what holds about its two names now, so that it can be taken back.</summary>
    /// <param name="said">All decisions of the book, by number.</param>
    public static bool Stands(NameDecision decision, IReadOnlyList<NameDecision> said) =>
        decision.Kind != DecisionKind.Undo && LastAbout(decision, said).Number == decision.Number;

    private static NameDecision LastAbout(NameDecision decision, IReadOnlyList<NameDecision> said) =>
        said.Last(other => PairOf(other) == PairOf(decision));

    /// <summary>The two names without their order or spelling, as the resolver tells pairs apart.</summary>
    private static (string Low, string High) PairOf(NameDecision decision)
    {
        var (name, other) = (NameFolding.Key(decision.Name), NameFolding.Key(decision.Other));
        return string.CompareOrdinal(name, other) <= 0 ? (name, other) : (other, name);
    }
}
