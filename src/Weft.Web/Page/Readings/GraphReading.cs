using Weft.Application;
using Weft.Books;
using Weft.Graph;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Web.Page.Readings;

/// <summary>A book's graph as a reader at some chapter knows it.</summary>
/// <param name="Graph">Null while nothing is woven.</param>
/// <param name="Whole">The same of the whole book, counts alone.</param>
/// <param name="Entity">The open card; null where none is.</param>
/// <param name="Tie">The open tie; null where none is.</param>
/// <param name="Why">Why the open card's entity is one; null where nobody asked.</param>
/// <param name="Refused">Why the card or the tie cannot be shown.</param>
internal sealed record GraphReading(
    Book Book,
    IReadOnlyList<EditionUnit> Parts,
    GraphSummary? Graph,
    GraphSummary? Whole,
    EntityDetails? Entity,
    ExplainedEntity? Why,
    TieDetails? Tie,
    Refusal? Refused,
    DateTimeOffset At
)
{
    /// <summary>Of a card; a tie shows all of its.</summary>
    private const int MostQuotes = 20;

    public static async Task<GraphReading?> ReadAsync(
        PageUseCases uses,
        BookId id,
        int? upTo,
        string? entity,
        string? tie,
        bool why,
        CancellationToken cancel
    )
    {
        if (await uses.Books.FindAsync(id, cancel) is not Result<Book>.Done(var book))
            return null;
        var graph = await SummaryAsync(uses, book, upTo, int.MaxValue, cancel);
        var whole = upTo is null ? graph : await SummaryAsync(uses, book, null, 0, cancel);
        Refusal? refused = null;
        EntityDetails? card = null;
        TieDetails? bound = null;
        ExplainedEntity? explained = null;
        if (tie?.Split('~') is [var one, var other])
            (bound, refused) = Open(await uses.Entities.TieAsync(book, one, other, upTo, cancel));
        else if (entity is not null && graph is not null)
            (card, refused) = Open(await uses.Graph.EntityAsync(book, entity, upTo, int.MaxValue, MostQuotes, cancel));
        if (why && card is not null)
            (explained, _) = Open(await uses.Reasons.WhyAsync(book, card.Entity.Id, upTo, cancel));
        var parts = await uses.Books.PartsAsync(book, cancel);
        return new(book, parts, graph, whole, card, explained, bound, refused, uses.Time.GetUtcNow());
    }

    /// <summary>The place in the book of the chapter with that number.</summary>
    public int PositionOf(int chapter) =>
        (
            Parts.FirstOrDefault(part => part.Unit.Number == chapter && part.Unit.Kind == UnitKind.Chapter)
            ?? Parts.FirstOrDefault(part => part.Unit.Number == chapter)
        )?.Position
        ?? 1;

    public string TitleOf(int chapter) =>
        Parts.FirstOrDefault(part => part.Unit.Number == chapter && part.Unit.Kind == UnitKind.Chapter)?.Unit.Title ?? "";

    private static async Task<GraphSummary?> SummaryAsync(
        PageUseCases uses,
        Book book,
        int? upTo,
        int most,
        CancellationToken cancel
    ) => await uses.Graph.SummaryAsync(book, upTo, most, most, cancel) is Result<GraphSummary>.Done(var summary) ? summary : null;

    private static (T?, Refusal?) Open<T>(Result<T> result)
        where T : class => result is Result<T>.Done(var value) ? (value, null) : (null, ((Result<T>.Refused)result).Why);
}
