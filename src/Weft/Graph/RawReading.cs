using System.Runtime.CompilerServices;
using Weft.Model;

namespace Weft.Graph;

/// <summary>A book's raw layer, whole or chapter by chapter.</summary>
public static class RawReading
{
    /// <summary>Chapters that are read at once: some thousands of facts.</summary>
    private const int Slice = 100;

    /// <summary>All of it in one consistent read. Null where there is no such book.</summary>
    public static Task<RawBook?> ReadRawAsync(this IGraphStore graph, BookId book, CancellationToken cancel) =>
        graph.ReadRawAsync(book, 0, int.MaxValue, cancel);

    /// <summary>
    /// By position, a slice at a time, so that a long book does not stand in memory: each slice is consistent, and what is woven between two may be in the
    /// later one. Null where there is no such book.
    /// </summary>
    public static async Task<IAsyncEnumerable<IReadOnlyList<RawChapter>>?> ReadSlicesAsync(
        this IGraphStore graph,
        BookId book,
        CancellationToken cancel
    ) => await graph.ReadRawAsync(book, 0, Slice, cancel) is { } first ? RestAsync(graph, book, first, cancel) : null;

    private static async IAsyncEnumerable<IReadOnlyList<RawChapter>> RestAsync(
        IGraphStore graph,
        BookId book,
        RawBook first,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        for (RawBook? slice = first; slice is not null; )
        {
            yield return slice.Chapters;
            if (slice.Next is not { } next)
                yield break;
            slice = await graph.ReadRawAsync(book, next, Slice, cancel);
        }
    }
}
