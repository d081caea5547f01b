using Weft.Model;
using Weft.Reasons.Findings;

namespace Weft.Application.Diagnosis;

/// <summary>Whether the graph is that of this ledger.</summary>
internal static class GraphBooksCheck
{
    private const int Named = 5;

    public static async Task<IReadOnlyList<Finding>> LookAsync(
        DoctorParts parts,
        DoctorStores stores,
        bool isReady,
        CancellationToken cancel
    )
    {
        var inGraph = (isReady ? await parts.GraphBooks(cancel) : []).ToHashSet();
        var books = (await stores.Ledger.Library.BooksAsync(cancel)).Select(book => book.Id).ToHashSet();
        var ended = await stores.Ledger.Jobs.JobsAsync([JobState.Completed], cancel);
        var woven = ended.Select(job => job.Order.Book).Where(books.Contains).ToHashSet();
        return
        [
            .. Of("graph_lacks_books", woven.Where(book => !inGraph.Contains(book))),
            .. Of("graph_strange_books", inGraph.Where(book => !books.Contains(book))),
        ];
    }

    private static IEnumerable<Finding> Of(string code, IEnumerable<BookId> books)
    {
        var all = books.OrderBy(book => book.Value).ToList();
        if (all.Count > 0)
            yield return new(
                code,
                ("count", all.Count),
                ("books", string.Join(", ", all.Take(Named)) + (all.Count > Named ? ", …" : ""))
            );
    }
}
