using Weft.Application.Texts;
using Weft.Graph;
using Weft.Graph.Resolution;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

/// <summary>Names of a book's graph as a person types them.</summary>
internal sealed class EntityLookup(IGraphStore graph, ILibrary library, Book book)
{
    private const int MostNear = 3;

    /// <summary>The entity that has that name, or the best that holds it.</summary>
    public async Task<Result<EntityRow>> FindAsync(string typed, int? upTo, CancellationToken cancel)
    {
        var found = await graph.SearchAsync(book.Id, typed, upTo, 1, cancel);
        if (found.Count > 0 && Bears(found[0], typed))
            return found[0];
        if (await HiddenAsync(typed, null, cancel) is { } hidden)
            return hidden;
        return found.Count > 0 ? found[0] : new Refusal.UnknownName(typed, book.Title, []);
    }

    /// <summary>
    /// Each name as the book writes it: as typed, or, where a person gave that name to an entity, the main one of those in the text. Refused
    /// where no chapter mentions one or people hid it. A slip in one would make a decision about nothing.
    /// </summary>
    public async Task<Result<IReadOnlyList<string>>> WrittenAsync(IReadOnlyList<string> typed, CancellationToken cancel)
    {
        if (await graph.FindStateAsync(book.Id, cancel) is null)
            return new Refusal.NoGraph(book.Title);
        var resolved = await graph.ReadResolvedAsync(book.Id, cancel) ?? ResolvedBook.Empty;
        var known = new KnownNames(resolved);
        var hidden = (await HidingAsync(cancel)).ToLookup(decision => known.Find(decision.Name)?.Id);
        var written = new List<string>();
        foreach (var name in typed)
            // The resolved layer may not know yet that it was hidden.
            if (known.Find(name) is { } entity && hidden[entity.Id].FirstOrDefault() is { } by)
                return Hidden(name, by);
            else if (known.Written(name) is { } spelling)
                written.Add(spelling);
            else if (await MissingAsync(name, cancel) is { } refusal)
                return refusal;
            else
                written.Add(name);
        return written;
    }

    /// <summary>Null = a chapter mentions it: the resolved layer is behind.</summary>
    private async Task<Refusal?> MissingAsync(string typed, CancellationToken cancel)
    {
        if (await graph.ReadRawAsync(book.Id, cancel) is not { } raw)
            return new Refusal.NoGraph(book.Title);
        var written = raw.Chapters.SelectMany(chapter => chapter.Facts.Mentions).Select(mention => mention.Name).ToHashSet();
        if (written.Any(name => NameFolding.Key(name) == NameFolding.Key(typed)))
            return await HiddenAsync(typed, raw, cancel);
        var near = await graph.SearchAsync(book.Id, typed, null, MostNear, cancel);
        var candidates = near.Select(entity => entity.Name).Concat(Nearest.To(typed, written) is { } meant ? [meant] : []);
        return new Refusal.UnknownName(typed, book.Title, [.. candidates.Distinct().Take(MostNear)]);
    }

    /// <summary>Why an entity that has this name is in no list: a person hid it; null where that is not so.</summary>
    private async Task<Refusal?> HiddenAsync(string typed, RawBook? raw, CancellationToken cancel)
    {
        var hidden = await HidingAsync(cancel);
        if (hidden.Count == 0 || (raw ?? await graph.ReadRawAsync(book.Id, cancel)) is not { } said)
            return null;
        var entityOf = Resolver.EntityOf(said, await library.DecisionsAsync(book.Id, cancel));
        return entityOf(typed) is { } entity && hidden.FirstOrDefault(one => entityOf(one.Name) == entity) is { } by
            ? Hidden(typed, by)
            : null;
    }

    private Refusal.HiddenName Hidden(string name, NameDecision by) => new(name, book.Title, book.Id.Value, by.Number);

    private async Task<IReadOnlyList<NameDecision>> HidingAsync(CancellationToken cancel) =>
        [
            .. StandingDecisions
                .Of(await library.DecisionsAsync(book.Id, cancel))
                .Where(decision => decision.Kind == DecisionKind.Hide),
        ];

    private static bool Bears(EntityRow entity, string typed) =>
        NameFolding.Key(entity.Name) == NameFolding.Key(typed) || entity.Id == NameFolding.Key(typed);
}
