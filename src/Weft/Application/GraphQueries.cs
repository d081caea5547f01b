using Weft.Graph;
using Weft.Graph.Communities;
using Weft.Graph.Timelines;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

/// <summary>A relation with the display names of its ends.</summary>
internal sealed record NamedRelation(string Source, string Target, ResolvedRelation Relation)
{
    public static NamedRelation Of(ResolvedRelation relation, IReadOnlyDictionary<string, string> names) =>
        new(
            names.GetValueOrDefault(relation.Source, relation.Source),
            names.GetValueOrDefault(relation.Target, relation.Target),
            relation
        );
}

/// <summary>A book's graph as a reader knows it. Events stand in none of its lists: the timeline has them.</summary>
/// <param name="Entities">How many there are beside the events.</param>
/// <param name="Relations">How many there are between these.</param>
/// <param name="Cast">The most important.</param>
/// <param name="Named">Those whose kind the text names, in the order of <see cref="TieRanking"/>.</param>
/// <param name="Strongest">The heaviest relations of any kind.</param>
internal sealed record GraphSummary(
    int Entities,
    int Relations,
    IReadOnlyList<ResolvedEntity> Cast,
    IReadOnlyList<NamedRelation> Named,
    IReadOnlyList<NamedRelation> Strongest
)
{
    /// <summary>How many events there are.</summary>
    public int Events { get; init; }

    /// <summary>Another one with each resolved layer; empty where that was not asked.</summary>
    public string State { get; init; } = "";

    /// <summary>Who matters, and who belongs together.</summary>
    public CastStructure Structure { get; init; } = CastStructure.Empty;

    /// <summary>The most important first.</summary>
    public IReadOnlyList<NamedCommunity> Communities { get; init; } = [];

    /// <param name="cast">How many entities.</param>
    /// <param name="ties">How many ties of each list.</param>
    public static GraphSummary Of(ResolvedBook whole, int cast, int ties)
    {
        var resolved = whole.WithoutEvents();
        var names = resolved.Entities.ToDictionary(entity => entity.Id, entity => entity.Name);
        var structure = CastStructure.Of(whole);
        return new(
            resolved.Entities.Count,
            resolved.Relations.Count,
            [.. structure.InOrder(resolved.Entities).Take(cast)],
            [.. new TieRanking(resolved.Relations).Named.Take(ties).Select(Named)],
            [.. resolved.Relations.OrderByDescending(relation => relation.Weight).Take(ties).Select(Named)]
        )
        {
            Structure = structure,
            Communities = NamedCommunity.Of(whole),
            Events = whole.Entities.Count - resolved.Entities.Count,
        };

        NamedRelation Named(ResolvedRelation relation) => NamedRelation.Of(relation, names);
    }
}

/// <summary>One entity with its relations that matter most (<see cref="TieRanking"/>) and its quotes.</summary>
internal sealed record EntityDetails(
    ResolvedEntity Entity,
    IReadOnlyList<NamedRelation> Relations,
    IReadOnlyList<EntityQuote> Quotes
)
{
    public double Importance { get; init; }

    /// <summary>Null where it is in none.</summary>
    public NamedCommunity? Community { get; init; }

    /// <summary>What the chapters state of it, in a few words; empty where they state nothing.</summary>
    public IReadOnlyList<EntityStatement> Description { get; init; } = [];
}

/// <summary>Looks into a book's graph; all of it up to a chapter where one is named.</summary>
internal sealed class GraphQueries(IGraphStore graph, ILibrary library)
{
    /// <summary>Whether anything of the book stands in the graph.</summary>
    public async Task<bool> IsThereAsync(BookId book, CancellationToken cancel) =>
        await graph.FindStateAsync(book, cancel) is not null;

    /// <summary>The whole book at a glance.</summary>
    public async Task<Result<GraphSummary>> SummaryAsync(Book book, int? upTo, int cast, int strongest, CancellationToken cancel)
    {
        if (await graph.FindStateAsync(book.Id, cancel) is not { } state)
            return new Refusal.NoGraph(book.Title);
        return GraphSummary.Of(await KnownAsync(book, upTo, cancel), cast, strongest) with
        {
            State = state.Resolved is { } stamp ? $"{stamp.EditionNumber}-{stamp.Version}-{stamp.LastWord}" : "",
        };
    }

    /// <summary>Communities of the cast, the most important first.</summary>
    public async Task<Result<IReadOnlyList<NamedCommunity>>> CommunitiesAsync(Book book, int? upTo, CancellationToken cancel) =>
        await IsThereAsync(book.Id, cancel)
            ? new Result<IReadOnlyList<NamedCommunity>>.Done(NamedCommunity.Of(await KnownAsync(book, upTo, cancel)))
            : new Refusal.NoGraph(book.Title);

    /// <summary>The entity that has that name, or the best that holds it.</summary>
    public async Task<Result<EntityDetails>> EntityAsync(
        Book book,
        string named,
        int? upTo,
        int relations,
        int quotes,
        CancellationToken cancel
    )
    {
        if (await graph.FindStateAsync(book.Id, cancel) is null)
            return new Refusal.NoGraph(book.Title);
        var found = await new EntityLookup(graph, library, book).FindAsync(named, upTo, cancel);
        if (found is Result<EntityRow>.Refused(var why))
            return why;
        var id = ((Result<EntityRow>.Done)found).Value.Id;
        if (await graph.FindEntityAsync(book.Id, id, upTo, quotes, cancel) is not { } page)
            return new Refusal.UnknownName(named, book.Title, []);
        var known = await KnownAsync(book, upTo, cancel);
        var names = NamesOf(known.Entities);
        var ranked = new TieRanking(await graph.NeighboursAsync(book.Id, id, upTo, int.MaxValue, cancel)).All;
        var neighbours = ranked.Select(relation => NamedRelation.Of(relation, names)).ToList();
        return new EntityDetails(page.Entity, [.. neighbours.Take(relations)], page.Quotes)
        {
            Importance = CastStructure.Of(known).ImportanceOf(id),
            Community = NamedCommunity.Of(known).FirstOrDefault(community => community.Members.Any(member => member.Id == id)),
            Description = EntityDescription.Of(page.Entity, neighbours),
        };
    }

    private async Task<ResolvedBook> KnownAsync(Book book, int? upTo, CancellationToken cancel) =>
        (await graph.ReadResolvedAsync(book.Id, cancel) ?? ResolvedBook.Empty).At(upTo);

    private static Dictionary<string, string> NamesOf(IEnumerable<ResolvedEntity> entities) =>
        entities.ToDictionary(entity => entity.Id, entity => entity.Name);
}
