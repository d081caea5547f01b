using Weft.Ledger;
using Weft.Model;

namespace Weft.Application.Estimates;

/// <summary>What another try of failed chapters would take, of one job or of all that are not cancelled.</summary>
internal sealed class RetryEstimates(ILedger ledger, EstimateQueries estimates)
{
    /// <summary>Those of one job; chapters that have not failed, and jobs whose book was deleted, count for nothing.</summary>
    /// <param name="chapters">Of the failed ones; null = all.</param>
    public async Task<Result<RetryEstimate>> OfJobAsync(JobId id, ChapterRanges? chapters, CancellationToken cancel) =>
        await ledger.Jobs.FindJobAsync(id, cancel) is { } job
            ? Sum([await OfAsync(job, chapters, cancel)])
            : new Refusal.UnknownJob(id);

    /// <summary>Restart all.</summary>
    public async Task<RetryEstimate> OfAllAsync(CancellationToken cancel)
    {
        var parts = new List<RetryEstimate>();
        foreach (var job in await ledger.Jobs.JobsAsync([JobState.Running, JobState.Paused, JobState.Failed], cancel))
            parts.Add(await OfAsync(job, null, cancel));
        return Sum(parts);
    }

    private async Task<RetryEstimate> OfAsync(Job job, ChapterRanges? chapters, CancellationToken cancel)
    {
        var failed = (await ledger.Runs.FailedRunsAsync(job.Id, cancel)).Select(run => run.Id.Position).ToHashSet();
        if (failed.Count == 0 || await ledger.Library.FindBookAsync(job.Order.Book, cancel) is not { } book)
            return RetryEstimate.None;
        // A job keeps the edition that it was ordered for.
        var numbers = (await ledger.Library.UnitsAsync(job.Order.Edition, cancel))
            .Where(unit => failed.Contains(unit.Position) && chapters?.Contains(unit.Unit.Number) != false)
            .Select(unit => unit.Unit.Number)
            .Distinct()
            .ToList();
        if (numbers.Count == 0)
            return RetryEstimate.None;
        var order = job.Order;
        var request = new JobRequest(
            order.Providers,
            new([.. numbers.Select(number => (number, number))]),
            order.Order,
            order.Priority,
            Budget.None,
            null,
            order.Recipe.MaxAnswerTokens
        );
        var estimated = await estimates.EstimateAsync([book with { Edition = order.Edition }], request, cancel);
        return estimated is Result<Estimate>.Done(var estimate)
            ? new(1, numbers.Count, estimate.Expected.Calls, estimate.Expected.Tokens, estimate.Money, IsPriced(estimate))
            : RetryEstimate.None with
            {
                Jobs = 1,
                Chapters = numbers.Count,
                IsPriced = false,
            };
    }

    private static bool IsPriced(Estimate estimate) => estimate.Expected.Calls == 0 || estimate.Money.Count > 0;

    private static RetryEstimate Sum(IReadOnlyList<RetryEstimate> parts) =>
        new(
            parts.Sum(part => part.Jobs),
            parts.Sum(part => part.Chapters),
            parts.Sum(part => part.Calls),
            parts.Sum(part => part.Tokens),
            [
                .. parts
                    .SelectMany(part => part.Money)
                    .GroupBy(money => money.Currency)
                    .Select(same => new Money(same.Key, same.Sum(money => money.Micros), same.Sum(money => money.MostMicros))),
            ],
            parts.All(part => part.IsPriced)
        );
}

/// <param name="Jobs">That have failed chapters.</param>
/// <param name="Calls">Likely, like <paramref name="Tokens"/>; answers that stand are not asked for.</param>
/// <param name="Money">By currency.</param>
/// <param name="IsPriced">The money is all of it; else a price is missing.</param>
internal sealed record RetryEstimate(int Jobs, int Chapters, int Calls, long Tokens, IReadOnlyList<Money> Money, bool IsPriced)
{
    public static readonly RetryEstimate None = new(0, 0, 0, 0, [], true);
}
