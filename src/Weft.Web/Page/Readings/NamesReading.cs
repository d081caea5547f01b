using Weft.Application;
using Weft.Graph;
using Weft.Model;
using Weft.Providers.Rules;

namespace Weft.Web.Page.Readings;

/// <summary>The names of a book, and what people decided about them.</summary>
internal sealed record NamesReading(
    Book Book,
    IReadOnlyList<ResolvedEntity> Entities,
    IReadOnlyList<NameDecision> Decisions,
    IReadOnlyList<ShownSuggestion> Suggestions,
    IReadOnlyList<RefusedName> WithoutEntity,
    DateTimeOffset At
)
{
    /// <summary>Types that an entity can be given.</summary>
    public IReadOnlyList<string> Types =>
        [.. EntityTypes.Default.Union(Entities.Select(entity => entity.Type), StringComparer.Ordinal)];

    public int Spellings => Entities.Sum(entity => 1 + entity.Aliases.Count);

    public static async Task<NamesReading?> ReadAsync(PageUseCases uses, BookId id, CancellationToken cancel)
    {
        if (await uses.Books.FindAsync(id, cancel) is not Result<Book>.Done(var book))
            return null;
        var entities = await uses.Graph.SummaryAsync(book, null, int.MaxValue, 0, cancel) is Result<GraphSummary>.Done(var graph)
            ? graph.Cast
            : [];
        var suggestions = await uses.NameSuggestions.ListAsync(book, cancel)
            is Result<IReadOnlyList<ShownSuggestion>>.Done(var listed)
            ? listed
            : [];
        var decisions = await uses.NameDecisions.ListAsync(book, cancel);
        var without = await uses.Reasons.WithoutEntityAsync(book.Id, book.Edition, cancel);
        return new(book, entities, decisions, suggestions, without, uses.Time.GetUtcNow());
    }
}
