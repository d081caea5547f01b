using System.Collections.Concurrent;
using Weft.Application;
using Weft.Model;

namespace Weft.Web.Page.Live;

/// <summary>A book's cloth: who is spoken of where.</summary>
/// <param name="Rows">The names most spoken of, most first; of each, the chapters that name it with how often.</param>
internal sealed record ClothPattern(
    int Chapters,
    int Entities,
    int Relations,
    IReadOnlyList<IReadOnlyList<(int Chapter, int Count)>> Rows
)
{
    public static ClothPattern Bare(int chapters) => new(chapters, 0, 0, []);
}

/// <summary>Cloths, woven once for a state of the book and shown to all who look on.</summary>
internal sealed class Cloths(PageUseCases uses)
{
    /// <summary>As many as there are dyes, and one.</summary>
    private const int Rows = 9;
    private readonly ConcurrentDictionary<BookId, (string State, ClothPattern Cloth)> _known = new();

    /// <summary>As it was woven last, perhaps of an older state; null where it never was.</summary>
    public (string State, ClothPattern Cloth)? Known(Book book) => _known.TryGetValue(book.Id, out var known) ? known : null;

    /// <param name="state">What the cloth depends on; as long as it is the same, so is the cloth.</param>
    public async Task<ClothPattern> OfAsync(Book book, string state, CancellationToken cancel)
    {
        if (_known.TryGetValue(book.Id, out var known) && known.State == state)
            return known.Cloth;
        var cloth = await uses.Graph.SummaryAsync(book, null, Rows, 0, cancel) is Result<GraphSummary>.Done(var graph)
            ? Of(book, graph)
            : ClothPattern.Bare(book.Chapters);
        _known[book.Id] = (state, cloth);
        return cloth;
    }

    public static ClothPattern Of(Book book, GraphSummary graph) =>
        new(
            book.Chapters,
            graph.Entities,
            graph.Relations,
            [
                .. graph
                    .Cast.Take(Rows)
                    .Select(entity =>
                        (IReadOnlyList<(int, int)>)[.. entity.Chapters.Zip(entity.Counts).Where(cell => cell.First > 0)]
                    ),
            ]
        );
}
