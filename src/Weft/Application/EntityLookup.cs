using Weft.Application.Texts;
using Weft.Graph;
using Weft.Model;

namespace Weft.Application;

/// <summary>Names of a book's graph as a person types them.</summary>
internal sealed class EntityLookup(IGraphStore graph, Book book)
{
    private const int MostNear = 3;

    /// <summary>The entity that has that name, or the best that holds it.</summary>
    public async Task<Result<EntityRow>> FindAsync(string typed, int? upTo, CancellationToken cancel)
    {
        var found = await graph.SearchAsync(book.Id, typed, upTo, 1, cancel);
        return found.Count > 0 ? found[0] : new Refusal.UnknownName(typed, book.Title, []);
    }

    /// <summary>Null = some chapter mentions all of the names. A slip in one would make a decision about nothing.</summary>
    public async Task<Refusal?> CheckAsync(IReadOnlyList<string> names, CancellationToken cancel)
    {
        if (await graph.ReadRawAsync(book.Id, cancel) is not { } raw)
            return new Refusal.NoGraph(book.Title);
        var keys = names.Select(NameFolding.Key).ToHashSet(StringComparer.Ordinal);
        var written = raw.Chapters.SelectMany(chapter => chapter.Facts.Mentions).Select(mention => mention.Name).ToHashSet();
        keys.ExceptWith(written.Select(NameFolding.Key));
        if (names.FirstOrDefault(name => keys.Contains(NameFolding.Key(name))) is not { } unknown)
            return null;
        var near = await graph.SearchAsync(book.Id, unknown, null, MostNear, cancel);
        var candidates = near.Select(entity => entity.Name).Concat(Nearest.To(unknown, written) is { } meant ? [meant] : []);
        return new Refusal.UnknownName(unknown, book.Title, [.. candidates.Distinct().Take(MostNear)]);
    }
}
