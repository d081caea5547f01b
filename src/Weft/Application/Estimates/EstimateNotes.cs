using Weft.Application.Texts;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Application.Estimates;

/// <summary>What an estimate rests on, and what to know before.</summary>
internal static class EstimateNotes
{
    public static List<Reason> Of(
        IReadOnlyList<Book> books,
        JobRequest request,
        IReadOnlyList<ReaderTally> tallies,
        EstimateScope scope,
        Cost expected,
        PausePoint? pause,
        DateTimeOffset now
    )
    {
        var notes = new List<Reason>();
        var asked = tallies.Where(tally => tally.Share > 0).ToList();
        if (asked.Count == 0)
            notes.Add(EstimateReasons.NoCalls);
        else if (scope.Passages > 0 && scope.There == scope.Passages)
            notes.Add(EstimateReasons.AllThere);
        foreach (var tally in asked.Where(tally => tally.Calls > 0))
            notes.AddRange(Of(tally, now));
        if (pause is { } point)
            notes.Add(
                EstimateReasons.OverBudget(
                    BudgetText.Write(new(request.Budget, asked[0].Price.Currency)),
                    request.Budget.Micros is null
                        ? BudgetText.Write(new(new(expected.Tokens, null)))
                        : Figures.Money(expected.Micros, asked[0].Price.Currency),
                    point.Chapter,
                    point.Title
                )
            );
        if (books.Count > 1 && request.Budget != Budget.None)
            notes.Add(EstimateReasons.SharedBudget(BudgetText.Write(request.Wish), books.Count));
        return notes;
    }

    /// <summary>The price of this hour is in the sums already: said beside it is the one that it is not.</summary>
    private static Reason DearHours(ReaderTally tally)
    {
        static string PerMillion(Price price) => Figures.Money(price.OutputMicros, price.Currency);
        var (name, now) = (tally.Provider.Name, PerMillion(tally.Price));
        return tally.Price == tally.Dearest
            ? EstimateReasons.DearNow(name, now, PerMillion(tally.Cheapest))
            : EstimateReasons.DearLater(name, now, PerMillion(tally.Dearest));
    }

    private static IEnumerable<Reason> Of(ReaderTally tally, DateTimeOffset now)
    {
        var (provider, history) = (tally.Provider, tally.History);
        if (provider.IsPaused(now))
            yield return EstimateReasons.Paused(provider.Name, provider.Pause!.Reason);
        if (tally.Price == Price.Free)
            yield return EstimateReasons.NoPrice(provider.Name, provider.Model);
        else if (tally.Dearest != tally.Cheapest)
            yield return DearHours(tally);
        yield return history.Answers > 0
            ? EstimateReasons.Measured(provider.Name, history.Answers, (long)Math.Ceiling(history.Error * 100))
        : tally.Family.IsKnown
            ? EstimateReasons.Guessed(provider.Name, tally.Family.Name, tally.Family.Margin, AnswerLength.Margin)
        : EstimateReasons.GuessedBlindly(provider.Name, provider.Model, tally.Family.Margin, AnswerLength.Margin);
    }
}
