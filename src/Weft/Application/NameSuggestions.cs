using Weft.Graph;
using Weft.Graph.Resolution;
using Weft.Graph.Suggestions;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

/// <summary>One of the two that a suggestion is about.</summary>
internal sealed record SuggestedName(string Name, int Mentions, int First, int Last, IReadOnlyList<EntityQuote> Quotes);

/// <summary>A suggestion with what a person needs to decide it.</summary>
/// <param name="Other">Of a split: the name that would be an entity of its own.</param>
internal sealed record ShownSuggestion(Suggestion Suggestion, SuggestedName Name, SuggestedName Other);

/// <summary>
/// Likely merges and splits of a book's names, for people to decide one by one. Taking one is a decision like any other, and so is refusing it: the
/// opposite one, so that it does not come back and nothing else joins or parts the two.
/// </summary>
internal sealed class NameSuggestions(ILibrary library, IGraphStore graph, NameDecisions decisions, SuggestionMemory memory)
{
    private const int QuotesOfEach = 1;

    /// <summary>The likeliest first. Refused while nothing is woven.</summary>
    public async Task<Result<IReadOnlyList<ShownSuggestion>>> ListAsync(Book book, CancellationToken cancel)
    {
        if (await graph.FindStateAsync(book.Id, cancel) is not { } state)
            return new Refusal.NoGraph(book.Title);
        var said = await library.DecisionsAsync(book.Id, cancel);
        var stamp = $"{state.Resolved}/{said.Count}";
        if (memory.Find(book.Id, stamp) is { } known)
            return new Result<IReadOnlyList<ShownSuggestion>>.Done(known);
        var resolved = await graph.ReadResolvedAsync(book.Id, cancel) ?? ResolvedBook.Empty;
        var raw = new RawSums();
        await foreach (
            var slice in await graph.ReadSlicesAsync(book.Id, cancel) ?? AsyncEnumerable.Empty<IReadOnlyList<RawChapter>>()
        )
        foreach (var chapter in slice)
            raw.Add(chapter);
        var names = new KnownNames(resolved);
        var shown = new List<ShownSuggestion>();
        foreach (var one in await Task.Run(() => Suggester.Make(resolved, raw, said), cancel))
            shown.Add(
                new(
                    one,
                    await SideAsync(book, names, raw, one.Name, cancel),
                    await SideAsync(book, names, raw, one.Other, cancel)
                )
            );
        memory.Keep(book.Id, stamp, shown);
        return shown;
    }

    /// <summary>It is as suggested.</summary>
    public Task<Result<NameDecision>> TakeAsync(Book book, int number, CancellationToken cancel) =>
        DecideAsync(book, number, one => one.Kind, cancel);

    /// <summary>It is not: nobody suggests it again.</summary>
    public Task<Result<NameDecision>> RefuseAsync(Book book, int number, CancellationToken cancel) =>
        DecideAsync(book, number, one => one.Refusing, cancel);

    private async Task<Result<NameDecision>> DecideAsync(
        Book book,
        int number,
        Func<Suggestion, DecisionKind> kind,
        CancellationToken cancel
    )
    {
        var listed = await ListAsync(book, cancel);
        if (listed is Result<IReadOnlyList<ShownSuggestion>>.Refused(var why))
            return why;
        var all = ((Result<IReadOnlyList<ShownSuggestion>>.Done)listed).Value;
        return all.FirstOrDefault(shown => shown.Suggestion.Number == number)?.Suggestion is { } one
            ? await decisions.AddAsync(book, kind(one), one.Name, one.Other, cancel)
            : new Refusal.NoSuggestion(number, book.Title, book.Id.Value);
    }

    private async Task<SuggestedName> SideAsync(Book book, KnownNames known, RawSums raw, string name, CancellationToken cancel)
    {
        var said = raw.NumberOf(name) is >= 0 and var number ? raw.Names[number] : null;
        var (chapters, counts) = said?.Counts.InOrder() ?? ([], []);
        var entity = known.Find(name);
        var key = NameFolding.Key(name);
        var page = entity is null ? null : await graph.FindEntityAsync(book.Id, entity.Id, null, 30, cancel);
        var quotes = page?.Quotes ?? [];
        return new(
            name,
            counts.Sum(),
            chapters.FirstOrDefault(),
            chapters.LastOrDefault(),
            [.. quotes.Where(quote => NameFolding.Key(quote.Name) == key).Concat(quotes).Take(QuotesOfEach)]
        );
    }
}
