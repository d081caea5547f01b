using Weft.Graph;
using Weft.Graph.Timelines;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

/// <summary>Which events of a book are wanted.</summary>
/// <param name="Kinds">None = all.</param>
/// <param name="Entity">Those that this one takes part in, or that happen there; its id, name or a part of the name. Null = all.</param>
/// <param name="Chapters">By their numbers; null = all.</param>
/// <param name="UpTo">What a reader knows after this chapter; null = all.</param>
internal sealed record TimelineFilter(
    IReadOnlyCollection<StoryEventKind> Kinds,
    string? Entity,
    ChapterRanges? Chapters,
    int? UpTo
)
{
    public static readonly TimelineFilter All = new([], null, null, null);
}

/// <summary>What happens in a book, chapter by chapter.</summary>
/// <param name="Events">Those of the wanted kinds, in the order of the book.</param>
/// <param name="Kinds">How many events of each kind the other wishes leave; only kinds that there are.</param>
/// <param name="Stage">The most important people and the chapters that mention them, most mentions first.</param>
/// <param name="Life">The entity whose events alone are shown; null = everybody's.</param>
internal sealed record Timeline(
    IReadOnlyList<TimelineEvent> Events,
    IReadOnlyDictionary<StoryEventKind, int> Kinds,
    IReadOnlyList<ResolvedEntity> Stage,
    ResolvedEntity? Life
);

/// <summary>The timeline of a book: its events by chapter, and who is on stage.</summary>
internal sealed class TimelineQueries(IGraphStore graph, ILibrary library, TimelineMemory memory)
{
    /// <summary>People whose chapters are shown.</summary>
    public const int MostOnStage = 12;

    /// <summary>Refused while nothing is woven, and where nobody has the wanted name.</summary>
    public async Task<Result<Timeline>> OfAsync(Book book, TimelineFilter filter, CancellationToken cancel)
    {
        if (await graph.FindStateAsync(book.Id, cancel) is not { } state)
            return new Refusal.NoGraph(book.Title);
        var whole = await graph.ReadResolvedAsync(book.Id, cancel) ?? ResolvedBook.Empty;
        var resolved = whole.At(filter.UpTo);
        ResolvedEntity? life = null;
        if (filter.Entity is { } named)
        {
            var found = await new EntityLookup(graph, library, book).FindAsync(named, filter.UpTo, cancel);
            if (found is Result<EntityRow>.Refused(var why))
                return why;
            var id = ((Result<EntityRow>.Done)found).Value.Id;
            life = resolved.Entities.FirstOrDefault(entity => entity.Id == id);
        }
        var events = (await EventsAsync(book, $"{state.Version}/{state.Resolved}", whole, filter.UpTo, cancel))
            .Where(happening => filter.Chapters is not { } wanted || wanted.Contains(happening.Chapter))
            .Where(happening => life is null || Names(happening, life.Id))
            .ToList();
        return new Timeline(
            [.. events.Where(happening => filter.Kinds.Count == 0 || filter.Kinds.Contains(happening.Kind))],
            events.CountBy(happening => happening.Kind).OrderBy(count => count.Key).ToDictionary(),
            Stage(resolved),
            life
        );
    }

    private static bool Names(TimelineEvent happening, string entity) =>
        happening.Id == entity || happening.Place?.Id == entity || happening.Participants.Any(part => part.Id == entity);

    private static List<ResolvedEntity> Stage(ResolvedBook resolved)
    {
        var people = resolved.Entities.Where(entity => entity.Type == EntityTypes.Person).Take(MostOnStage).ToList();
        return people.Count > 0 ? people : [.. resolved.WithoutEvents().Entities.Take(MostOnStage)];
    }

    private async Task<IReadOnlyList<TimelineEvent>> EventsAsync(
        Book book,
        string state,
        ResolvedBook resolved,
        int? upTo,
        CancellationToken cancel
    )
    {
        if (!resolved.Entities.Any(EventsApart.IsEvent))
            return [];
        if (memory.Find(book.Id, state, upTo) is { } known)
            return known;
        var maker = new TimelineMaker(resolved, upTo);
        if (await graph.ReadSlicesAsync(book.Id, cancel) is { } slices)
            await foreach (var slice in slices.WithCancellation(cancel))
            foreach (var chapter in slice)
                maker.Add(chapter);
        var events = maker.Make();
        memory.Keep(book.Id, state, upTo, events);
        return events;
    }
}
