using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Application;

/// <param name="Added">Decisions that were new.</param>
/// <param name="Known">Decisions that held already.</param>
internal sealed record LearntNames(int Added, int Known);

/// <summary>
/// What people say about names of a book: two are one, or are two; what an entity is called, of which type it is, or that it is none. It wins
/// over rules and models, now and later.
/// </summary>
internal sealed class NameDecisions(ILibrary library, IGraphStore graph, AuditLog audit)
{
    /// <summary>Of a name that a person gives.</summary>
    public const int LongestName = 200;

    /// <summary>All decisions on a book's names, by number.</summary>
    public Task<IReadOnlyList<NameDecision>> ListAsync(Book book, CancellationToken cancel) =>
        library.DecisionsAsync(book.Id, cancel);

    /// <summary>Keeps a decision. The book's resolved layer is behind from then on, until somebody resolves it.</summary>
    /// <param name="other">The other name, the name to show or the type; of one that hides it is not looked at.</param>
    public async Task<Result<NameDecision>> AddAsync(
        Book book,
        DecisionKind kind,
        string name,
        string other,
        CancellationToken cancel
    )
    {
        var isPair = kind is DecisionKind.Merge or DecisionKind.Split;
        if (isPair && NameFolding.Key(name) == NameFolding.Key(other))
            return new Refusal.OneName(name, other);
        var found = await new EntityLookup(graph, library, book).WrittenAsync(isPair ? [name, other] : [name], cancel);
        if (found is Result<IReadOnlyList<string>>.Refused(var unknown))
            return unknown;
        var written = ((Result<IReadOnlyList<string>>.Done)found).Value;
        if (isPair && NameFolding.Key(written[0]) == NameFolding.Key(written[1]))
            return new Refusal.OneName(name, other);
        var third = kind switch
        {
            DecisionKind.Rename => await NameAsync(book, written[0], other, cancel),
            DecisionKind.Retype => await TypeAsync(book, other, cancel),
            DecisionKind.Hide => "",
            _ => new Result<string>.Done(written[1]),
        };
        return third switch
        {
            Result<string>.Refused(var why) => why,
            Result<string>.Done(var said) => await KeepAsync(book, new(kind, written[0], said), cancel),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>
    /// Takes back what was said about the names of a decision: rules and answers decide again. Kept as a decision of its own, so that
    /// nothing that was said is lost. Refused where nothing stands about them any more.
    /// </summary>
    public async Task<Result<NameDecision>> UndoAsync(Book book, long number, CancellationToken cancel)
    {
        var said = await library.DecisionsAsync(book.Id, cancel);
        if (said.FirstOrDefault(decision => decision.Number == number) is not { } decided)
            return new Refusal.UnknownDecision(number, book.Title);
        if (decided.Kind == DecisionKind.Undo || StandingDecisions.LastAbout(decided, said).Kind == DecisionKind.Undo)
            return new Refusal.DecisionTakenBack(number, book.Title);
        return await KeepAsync(book, new(DecisionKind.Undo, decided.Name, decided.Other, Undoes: decided.Number), cancel);
    }

    /// <summary>
    /// Keeps what a file says, as far as it does not hold already. Names that no chapter mentions are kept too: they may come with a new edition, or
    /// the book is not read yet.
    /// </summary>
    public async Task<LearntNames> LearnAsync(Book book, IReadOnlyList<NewDecision> said, CancellationToken cancel)
    {
        var some = StandingDecisions.NewOf(said, await library.DecisionsAsync(book.Id, cancel));
        var person = audit.Actor.Person;
        if (some.Count > 0)
        {
            await library.AddDecisionsAsync(
                book.Id,
                [.. some.Select(one => one.By.Length > 0 ? one : one with { By = person })],
                cancel
            );
            await audit.NoteAsync(AuditKind.NamesLearnt, AuditReasons.NamesLearnt(some.Count, book.Title));
        }
        return new(some.Count, said.Count - some.Count);
    }

    private async Task<NameDecision> KeepAsync(Book book, NewDecision said, CancellationToken cancel) =>
        await NotedAsync(book, await library.AddDecisionAsync(book.Id, said with { By = audit.Actor.Person }, cancel));

    /// <summary>What the entity is to be called: not what another is called already, for that would be a merge.</summary>
    private async Task<Result<string>> NameAsync(Book book, string name, string shown, CancellationToken cancel)
    {
        var wanted = NameForm.Of(shown);
        if (wanted.Length is 0 or > LongestName || NameFolding.Key(wanted).Length == 0)
            return new Refusal.BadName(LongestName);
        var known = new KnownNames(await graph.ReadResolvedAsync(book.Id, cancel) ?? ResolvedBook.Empty);
        var entity = known.Find(name);
        if (known.Find(wanted) is { } bearer && bearer.Id != entity?.Id)
            return new Refusal.NameTaken(wanted, name, bearer.Name, book.Title, book.Id.Value);
        return entity?.Name == wanted ? new Refusal.NamedSoAlready(name, wanted, book.Title) : wanted;
    }

    /// <summary>A type that the program or the book's graph knows, also by its Chinese word: a slip would make a type of its own.</summary>
    private async Task<Result<string>> TypeAsync(Book book, string typed, CancellationToken cancel)
    {
        var resolved = await graph.ReadResolvedAsync(book.Id, cancel) ?? ResolvedBook.Empty;
        var known = EntityTypes.Default.Union(resolved.Entities.Select(entity => entity.Type), StringComparer.Ordinal).ToList();
        var wanted = typed.Trim();
        return
            known.FirstOrDefault(type =>
                type.Equals(wanted, StringComparison.OrdinalIgnoreCase) || EntityTypes.ChineseOf(type) == wanted
            )
                is { } found
            ? found
            : new Refusal.UnknownType(typed, book.Title, known);
    }

    private async Task<NameDecision> NotedAsync(Book book, NameDecision decision)
    {
        var (name, other) = (decision.Name, decision.Other);
        var (kind, what) = decision.Kind switch
        {
            DecisionKind.Merge => (AuditKind.NamesMerged, AuditReasons.NamesMerged(name, other, book.Title)),
            DecisionKind.Split => (AuditKind.NamesSplit, AuditReasons.NamesSplit(name, other, book.Title)),
            DecisionKind.Rename => (AuditKind.NamesRenamed, AuditReasons.NamesRenamed(name, other, book.Title)),
            DecisionKind.Retype => (AuditKind.NamesRetyped, AuditReasons.NamesRetyped(name, other, book.Title)),
            DecisionKind.Hide => (AuditKind.NamesHidden, AuditReasons.NamesHidden(name, book.Title)),
            _ when other.Length == 0 => (AuditKind.NamesUndone, AuditReasons.NamesUndoneOne(name, book.Title)),
            _ => (AuditKind.NamesUndone, AuditReasons.NamesUndone(name, other, book.Title)),
        };
        await audit.NoteAsync(kind, what);
        return decision;
    }

    /// <summary>Whether this is what holds about its names now, so that it can be taken back.</summary>
    /// <param name="said">All decisions of the book, by number.</param>
    public static bool Stands(NameDecision decision, IReadOnlyList<NameDecision> said) =>
        decision.Kind != DecisionKind.Undo && StandingDecisions.LastAbout(decision, said).Number == decision.Number;
}
