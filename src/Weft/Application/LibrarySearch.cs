using System.Globalization;
using Weft.Application.Texts;
using Weft.Graph;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

/// <summary>An entity and the book that it stands in.</summary>
internal sealed record EntityFound(Book Book, EntityRow Entity);

/// <summary>What a few letters lead to.</summary>
/// <param name="Books">By title or number.</param>
/// <param name="Job">The one of that number; null where the text is no number or there is no such job.</param>
/// <param name="Entities">By name or alias, in the books that were looked into.</param>
/// <param name="Searched">Woven books that were looked into: those imported last.</param>
/// <param name="Woven">Woven books in all.</param>
internal sealed record LibraryFound(
    IReadOnlyList<Book> Books,
    Job? Job,
    IReadOnlyList<EntityFound> Entities,
    int Searched,
    int Woven
);

/// <summary>Finds books, jobs and entities of the whole library by what somebody remembers of them.</summary>
internal sealed class LibrarySearch(ILedger ledger, IGraphStore graph)
{
    /// <summary>Each is read whole at its first search: more would make a person wait.</summary>
    public const int MostBooks = 20;
    public const int MostHits = 8;

    /// <summary>One letter of an alphabet says nothing; one Chinese character is a name.</summary>
    public static bool IsEnough(string text) => text.Length > 1 || (text.Length == 1 && NameFolding.IsWide(text[0]));

    public async Task<LibraryFound> FindAsync(string text, CancellationToken cancel)
    {
        var sought = text.Trim();
        var all = await ledger.Library.BooksAsync(cancel);
        var number = long.TryParse(sought, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0;
        var books = all.Where(book => sought.Length > 0 && (book.Id.Value == number || TitleFolding.Holds(book.Title, sought)))
            .Take(MostHits)
            .ToList();
        var job = number > 0 ? await ledger.Jobs.FindJobAsync(new(number), cancel) : null;
        var woven = (await graph.BooksAsync(cancel)).ToHashSet();
        var candidates = all.Where(book => woven.Contains(book.Id)).OrderByDescending(book => book.Id.Value).ToList();
        if (!IsEnough(sought))
            return new(books, job, [], 0, candidates.Count);
        var found = new List<EntityFound>();
        var searched = candidates.Take(MostBooks).ToList();
        foreach (var book in searched)
            found.AddRange(
                (await graph.SearchAsync(book.Id, sought, null, MostHits, cancel)).Select(entity => new EntityFound(book, entity))
            );
        return new(
            books,
            job,
            [.. found.OrderByDescending(hit => Weight(hit, sought)).ThenByDescending(hit => hit.Entity.Mentions).Take(MostHits)],
            searched.Count,
            candidates.Count
        );
    }

    /// <summary>The very name first, then names that begin so.</summary>
    private static int Weight(EntityFound hit, string sought) =>
        hit.Entity.Name.Equals(sought, StringComparison.OrdinalIgnoreCase) ? 2
        : hit.Entity.Name.StartsWith(sought, StringComparison.OrdinalIgnoreCase) ? 1
        : 0;
}
