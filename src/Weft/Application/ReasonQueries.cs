using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers.Rules;
using Weft.Reasons;

namespace Weft.Application;

/// <summary>One thing that speaks for an entity.</summary>
/// <param name="Chapter">Number of the chapter that says it; null where no chapter does.</param>
/// <param name="Quote">That chapter's words; empty where there are none.</param>
internal sealed record EntityReason(Reason Why, int? Chapter = null, string Quote = "");

/// <summary>An entity and why it is one.</summary>
internal sealed record ExplainedEntity(ResolvedEntity Entity, IReadOnlyList<EntityReason> Reasons);

/// <summary>Why entities are entities, and which frequent names became none. Read from the graph, the ledger and the rules' profile at each call.</summary>
internal sealed class ReasonQueries(IGraphStore graph, ILibrary library)
{
    /// <summary>Names of one entity whose evidence is told, the shown one first.</summary>
    private const int MostNames = 4;

    /// <summary>How often it stands, what the rules saw of its names, who found it, why each of its names is its, and what people decided.</summary>
    public async Task<Result<ExplainedEntity>> WhyAsync(Book book, string named, int? upTo, CancellationToken cancel)
    {
        if (await graph.FindStateAsync(book.Id, cancel) is null)
            return new Refusal.NoGraph(book.Title);
        var found = await new EntityLookup(graph, library, book).FindAsync(named, upTo, cancel);
        if (found is Result<EntityRow>.Refused(var why))
            return why;
        var id = ((Result<EntityRow>.Done)found).Value.Id;
        if ((await graph.FindEntityAsync(book.Id, id, upTo, 0, cancel))?.Entity is not { } entity)
            return new Refusal.UnknownName(named, book.Title, []);
        var names = new List<string> { entity.Name };
        names.AddRange(entity.Aliases.Select(alias => alias.Name));
        var said = new NamesSaid(names.Append(entity.Id));
        await foreach (
            var slice in await graph.ReadSlicesAsync(book.Id, cancel) ?? AsyncEnumerable.Empty<IReadOnlyList<RawChapter>>()
        )
        foreach (var chapter in slice)
            if (upTo is null || chapter.Chapter.Number <= upTo)
                said.Add(chapter);
        var reasons = new List<EntityReason>
        {
            new(EntityReasons.Stands(entity.Name, entity.Mentions, entity.Chapters.Count, entity.First, entity.Last)),
        };
        if (said.Providers.ContainsKey(Provider.RulesName))
            reasons.AddRange((await SeenAsync(book, names, cancel)).Select(reason => new EntityReason(reason)));
        reasons.AddRange(
            said.Providers.OrderByDescending(provider => provider.Value)
                .ThenBy(provider => provider.Key, StringComparer.Ordinal)
                .Select(provider => new EntityReason(EntityReasons.FoundBy(provider.Key, provider.Value)))
        );
        var resolved = await graph.ReadResolvedAsync(book.Id, cancel) ?? ResolvedBook.Empty;
        reasons.AddRange(
            resolved.SameAs.Where(same => upTo is null || same.Chapter <= upTo).Select(said.Joined).OfType<EntityReason>()
        );
        reasons.AddRange(Decided(StandingDecisions.Of(await library.DecisionsAsync(book.Id, cancel)), said));
        return new ExplainedEntity(entity, reasons);
    }

    /// <summary>Names that stand often and became no entity, the most frequent first; empty where the rules' first reading kept none.</summary>
    public async Task<IReadOnlyList<RefusedName>> WithoutEntityAsync(BookId id, EditionId edition, CancellationToken cancel)
    {
        if (await library.FindProfileAsync(edition, RulesProfiler.Version, cancel) is not { } profile)
            return [];
        // A model or a person may know better.
        var known = new KnownNames(await graph.ReadResolvedAsync(id, cancel) ?? ResolvedBook.Empty);
        return [.. RulesEvidence.Refused(profile).Where(name => known.Find(name.Name) is null)];
    }

    private async Task<IReadOnlyList<Reason>> SeenAsync(Book book, List<string> names, CancellationToken cancel)
    {
        var profile = await library.FindProfileAsync(book.Edition, RulesProfiler.Version, cancel);
        return (profile is null ? null : RulesEvidence.Of(profile, [.. names.Take(MostNames)])) ?? [EntityReasons.NotKept()];
    }

    private static IEnumerable<EntityReason> Decided(IReadOnlyList<NameDecision> decisions, NamesSaid said) =>
        decisions
            .Where(decision => said.Has(decision.Name))
            .Select(decision =>
                decision.Kind switch
                {
                    DecisionKind.Rename => EntityReasons.Renamed(decision.Number, decision.Other),
                    DecisionKind.Retype => EntityReasons.Retyped(decision.Number, decision.Other),
                    _ => null,
                }
            )
            .OfType<Reason>()
            .Select(reason => new EntityReason(reason));
}
