using Weft.Graph;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

/// <summary>A quote that supports a tie, with the chapter that says so.</summary>
/// <param name="Position">Of the part that holds the quote.</param>
/// <param name="Offset">Where the quote starts in that part's text, in UTF-16 units.</param>
internal sealed record TieQuote(
    int Position,
    int Chapter,
    string Title,
    string Type,
    string Label,
    string Quote,
    int Offset,
    string Provider
);

/// <summary>All that binds two entities.</summary>
/// <param name="Relations">One for each type, the heaviest first.</param>
/// <param name="Quotes">Every one that the chapters gave, in the order of the book.</param>
internal sealed record TieDetails(
    EntityRow Source,
    EntityRow Target,
    IReadOnlyList<ResolvedRelation> Relations,
    IReadOnlyList<TieQuote> Quotes
);

/// <summary>Entities of a book and what binds them: the top ones, search, neighbours, ties with all their quotes, the shortest way between two.</summary>
internal sealed class EntityQueries(IGraphStore graph, ILibrary library)
{
    /// <summary>Entities with most mentions, from one on.</summary>
    /// <param name="type">Null = all.</param>
    public async Task<Result<IReadOnlyList<EntityRow>>> TopAsync(
        Book book,
        string? type,
        int? upTo,
        int atMost,
        CancellationToken cancel
    ) =>
        await graph.FindStateAsync(book.Id, cancel) is null
            ? new Refusal.NoGraph(book.Title)
            : new Result<IReadOnlyList<EntityRow>>.Done(await graph.TopEntitiesAsync(book.Id, new(type, upTo, atMost), cancel));

    /// <summary>Entities whose name or alias holds the text, best first.</summary>
    public async Task<Result<IReadOnlyList<EntityRow>>> SearchAsync(
        Book book,
        string text,
        int? upTo,
        int atMost,
        CancellationToken cancel
    ) =>
        await graph.FindStateAsync(book.Id, cancel) is null
            ? new Refusal.NoGraph(book.Title)
            : new Result<IReadOnlyList<EntityRow>>.Done(await graph.SearchAsync(book.Id, text, upTo, atMost, cancel));

    /// <summary>An entity's relations, the heaviest first, with the display names of their ends.</summary>
    public async Task<Result<IReadOnlyList<NamedRelation>>> NeighboursAsync(
        Book book,
        string named,
        int? upTo,
        int atMost,
        CancellationToken cancel
    )
    {
        if (await FindAsync(book, named, upTo, cancel) is not { } entity)
            return await MissingAsync(book, named, cancel);
        var names = await NamesAsync(book, upTo, cancel);
        var relations = await graph.NeighboursAsync(book.Id, entity.Id, upTo, atMost, cancel);
        return new Result<IReadOnlyList<NamedRelation>>.Done([
            .. relations.Select(relation => NamedRelation.Of(relation, names)),
        ]);
    }

    /// <summary>Fewest steps between two entities, both ends included; empty where nothing leads from one to the other.</summary>
    public async Task<Result<IReadOnlyList<EntityRow>>> PathAsync(
        Book book,
        string from,
        string to,
        int? upTo,
        CancellationToken cancel
    )
    {
        if (await FindAsync(book, from, upTo, cancel) is not { } start)
            return await MissingAsync(book, from, cancel);
        if (await FindAsync(book, to, upTo, cancel) is not { } end)
            return await MissingAsync(book, to, cancel);
        var ids = await graph.ShortestPathAsync(book.Id, start.Id, end.Id, upTo, cancel);
        var rows = new List<EntityRow>();
        foreach (var id in ids)
            if (await RowAsync(book, id, upTo, cancel) is { } row)
                rows.Add(row);
        return rows;
    }

    /// <summary>All that binds two entities, with every quote that the chapters gave for it.</summary>
    public async Task<Result<TieDetails>> TieAsync(Book book, string one, string other, int? upTo, CancellationToken cancel)
    {
        if (await FindAsync(book, one, upTo, cancel) is not { } source)
            return await MissingAsync(book, one, cancel);
        if (await FindAsync(book, other, upTo, cancel) is not { } target)
            return await MissingAsync(book, other, cancel);
        var resolved = (await graph.ReadResolvedAsync(book.Id, cancel) ?? ResolvedBook.Empty).At(upTo);
        var relations = resolved.Relations.Where(relation => Binds(relation, source.Id, target.Id)).ToList();
        if (relations.Count == 0 || await graph.ReadRawAsync(book.Id, cancel) is not { } raw)
            return new Refusal.NoTie(source.Name, target.Name, book.Title);
        var whole = await graph.ReadResolvedAsync(book.Id, cancel) ?? ResolvedBook.Empty;
        var (ofSource, ofTarget) = (KeysOf(whole, source.Id), KeysOf(whole, target.Id));
        return new TieDetails(
            source,
            target,
            [.. relations.OrderByDescending(relation => relation.Weight)],
            [.. raw.Chapters.Where(chapter => upTo is null || chapter.Chapter.Number <= upTo).SelectMany(Quotes)]
        );

        IEnumerable<TieQuote> Quotes(RawChapter chapter) =>
            chapter
                .Facts.Relations.Where(relation => relation.Type is not (RelationTypes.Alias or RelationTypes.Distinct))
                .Where(relation =>
                {
                    var (from, to) = (NameFolding.Key(relation.Source), NameFolding.Key(relation.Target));
                    return (ofSource.Contains(from) && ofTarget.Contains(to))
                        || (ofSource.Contains(to) && ofTarget.Contains(from));
                })
                .Select(relation => new TieQuote(
                    chapter.Chapter.Position,
                    chapter.Chapter.Number,
                    chapter.Chapter.Title,
                    relation.Type,
                    relation.Label,
                    relation.Quote,
                    relation.Offset,
                    chapter.Provider
                ));
    }

    private static bool Binds(ResolvedRelation relation, string one, string other) =>
        (relation.Source == one && relation.Target == other) || (relation.Source == other && relation.Target == one);

    /// <summary>Every name that the chapters give the entity, folded.</summary>
    private static HashSet<string> KeysOf(ResolvedBook resolved, string id)
    {
        var entity = resolved.Entities.First(candidate => candidate.Id == id);
        return [.. entity.Aliases.Select(alias => alias.Name).Append(entity.Name).Append(entity.Id).Select(NameFolding.Key)];
    }

    private async Task<Refusal> MissingAsync(Book book, string named, CancellationToken cancel) =>
        await graph.FindStateAsync(book.Id, cancel) is null ? new Refusal.NoGraph(book.Title)
        : await new EntityLookup(graph, library, book).FindAsync(named, null, cancel) is Result<EntityRow>.Refused(var why) ? why
        : new Refusal.UnknownName(named, book.Title, []);

    /// <summary>By its id, else the entity that has that name or the best that holds it.</summary>
    private async Task<EntityRow?> FindAsync(Book book, string named, int? upTo, CancellationToken cancel)
    {
        if (await graph.FindStateAsync(book.Id, cancel) is null)
            return null;
        if (await RowAsync(book, named, upTo, cancel) is { } row)
            return row;
        var found = await graph.SearchAsync(book.Id, named, upTo, 1, cancel);
        return found.Count > 0 ? found[0] : null;
    }

    private async Task<EntityRow?> RowAsync(Book book, string id, int? upTo, CancellationToken cancel) =>
        (await graph.FindEntityAsync(book.Id, id, upTo, 0, cancel))?.Entity is { } entity
            ? new(entity.Id, entity.Name, entity.Type, entity.Mentions, entity.First, entity.Last)
            : null;

    private async Task<Dictionary<string, string>> NamesAsync(Book book, int? upTo, CancellationToken cancel) =>
        (await graph.ReadResolvedAsync(book.Id, cancel) ?? ResolvedBook.Empty)
            .At(upTo)
            .Entities.ToDictionary(entity => entity.Id, entity => entity.Name);
}
