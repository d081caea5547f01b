using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Estimates;
using Weft.Application.Shapes;
using Weft.Model;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary><c>/api/estimates</c>: what an order would take; nothing is ordered and nobody asked.</summary>
internal sealed class EstimateRoutes(WebParts parts) : IResource
{
    private readonly UseCases _cases = parts.UseCases;

    public void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/estimates", EstimateAsync)
            .WithTags("Jobs")
            .ForReaders()
            .Says<EstimateShape>(
                "estimateJob",
                "Calls, tokens, money and time of an order, before its first call",
                200,
                404,
                409,
                422
            );

    private async Task<IResult> EstimateAsync(EstimateBody body, CancellationToken cancel)
    {
        if (body.TryRead(out var request) is { } bad)
            return bad;
        var books = new List<Book>();
        foreach (var id in body.Books!.Distinct())
            switch (await _cases.Books.FindAsync(new BookId(id), cancel))
            {
                case Result<Book>.Done(var book):
                    books.Add(book);
                    break;
                case Result<Book>.Refused(var why):
                    return Answer.Refused(why);
            }
        if (body.New)
            switch (await _cases.Continuation.OrderAsync(books[0], null, cancel))
            {
                case Result<JobRequest>.Done(var order):
                    request = order;
                    break;
                case Result<JobRequest>.Refused(var why):
                    return Answer.Refused(why);
            }
        foreach (var book in books)
            if (await _cases.Orders.CheckAsync(book, request, cancel) is { } unkept)
                return Answer.Refused(unkept);
        var pilot = body.Pilot is { } passages ? await _cases.Estimates.PilotAsync(books[0], request, passages, cancel) : null;
        return await _cases.Estimates.EstimateAsync(books, request, cancel) switch
        {
            Result<Estimate>.Done(var estimate) => Answer.Of(texts =>
                EstimateShape.Of(estimate, texts) with
                {
                    PilotChapters = pilot?.ToString(),
                }
            ),
            var refused => Answer.Refused(((Result<Estimate>.Refused)refused).Why),
        };
    }
}

/// <summary>An order as it would be given; each book would be a job of its own.</summary>
/// <param name="Books">1 to 500 of them.</param>
/// <param name="Providers">Names, in order; none: <c>rules</c>.</param>
/// <param name="Chapters">As <c>1-20,25</c>; absent = all.</param>
/// <param name="Order">in_order or side_by_side.</param>
/// <param name="BudgetMoney">In the provider's currency.</param>
/// <param name="Budget">As <c>3USD</c>, <c>20CNY</c> or <c>500ktok</c>; goes before the two numbers.</param>
/// <param name="AnswerTokens">The bound of a model's answer.</param>
/// <param name="Types">Kinds of your own, as a job takes them.</param>
/// <param name="Prompt">Instructions of your own, as a job takes them.</param>
/// <param name="New">What a job with <c>new</c> would read of the one book; then nothing else is given.</param>
/// <param name="Pilot">Names chapters of the first book that hold about so many passages, to be tried first.</param>
internal sealed record EstimateBody(
    IReadOnlyList<long>? Books,
    IReadOnlyList<string>? Providers = null,
    string? Chapters = null,
    string? Order = null,
    long? BudgetTokens = null,
    decimal? BudgetMoney = null,
    int? AnswerTokens = null,
    string? Budget = null,
    int? Pilot = null,
    string? Types = null,
    string? Prompt = null,
    bool New = false
)
{
    private const int MostBooks = 500;
    private const int LeastPassages = 2;
    private const int MostPassages = 1_000;

    /// <summary>Null = good.</summary>
    public IResult? TryRead(out JobRequest request)
    {
        request = null!;
        if (Books is not { Count: > 0 and <= MostBooks })
            return Answer.Bad("books", Books?.Count ?? 0, "api.is.range", 1, MostBooks);
        if (Pilot is < LeastPassages or > MostPassages)
            return Answer.Bad("pilot", Pilot, "api.is.range", LeastPassages, MostPassages);
        if (New && (Books.Count > 1 || this != new EstimateBody(Books) { New = true }))
            return Answer.Bad("new", true, "api.is.alone");
        var order = new JobBody(
            Books[0],
            Providers: Providers,
            Chapters: Chapters,
            Order: Order,
            BudgetTokens: BudgetTokens,
            BudgetMoney: BudgetMoney,
            AnswerTokens: AnswerTokens,
            Budget: Budget,
            Types: Types,
            Prompt: Prompt
        );
        return order.TryRead(null, out request);
    }
}
