using Weft.Ledger;
using Weft.Model;

namespace Weft.Application.Estimates;

/// <summary>What another try would take: of one job, or of the failed chapters of all that are not cancelled.</summary>
internal sealed class RetryEstimates(ILedger ledger, EstimateQueries estimates)
{
    /// <summary>Chapters that the wish does not mean, and jobs whose book was deleted, count for nothing.</summary>
    public async Task<Result<RetryEstimate>> OfJobAsync(JobId id, RetryWish wish, CancellationToken cancel)
    {
        if (await ledger.Jobs.FindJobAsync(id, cancel) is not { } job)
            return new Refusal.UnknownJob(id);
        return wish.Check(job) is { } refusal ? refusal : await OfAsync(job, wish, cancel);
    }

    /// <summary>Restart all.</summary>
    public async Task<RetryEstimate> OfAllAsync(CancellationToken cancel)
    {
        var parts = new List<RetryEstimate>();
        foreach (var job in await ledger.Jobs.JobsAsync([JobState.Running, JobState.Paused, JobState.Failed], cancel))
            parts.Add(await OfAsync(job, RetryWish.Failed, cancel));
        return Sum(parts);
    }

    /// <summary>The chapters that the wish means.</summary>
    public async Task<Result<ChapterRanges>> ChaptersAsync(Job job, RetryWish wish, CancellationToken cancel) =>
        wish.Check(job) is { } refusal ? refusal : Ranges((await MeantAsync(job, wish, cancel)).Select(meant => meant.Number));

    private async Task<RetryEstimate> OfAsync(Job job, RetryWish wish, CancellationToken cancel)
    {
        if (await ledger.Library.FindBookAsync(job.Order.Book, cancel) is not { } book)
            return RetryEstimate.None;
        // A job keeps the edition that it was ordered for.
        book = book with
        {
            Edition = job.Order.Edition,
        };
        var parts = new List<RetryEstimate>();
        foreach (
            var alike in (await MeantAsync(job, wish, cancel)).GroupBy(meant => wish.RoundsOf(meant.Run), meant => meant.Number)
        )
            parts.Add(await OfAsync(job, book, [.. alike.Distinct()], alike.Key, cancel));
        return parts.Count == 0 ? RetryEstimate.None : Sum(parts) with { Jobs = 1 };
    }

    private async Task<List<(ChapterRun Run, int Number)>> MeantAsync(Job job, RetryWish wish, CancellationToken cancel)
    {
        var runs = wish.IsPlain
            ? await ledger.Runs.FailedRunsAsync(job.Id, cancel)
            : await ledger.Runs.RunsAsync(job.Id, 0, int.MaxValue, cancel);
        var numbers = runs.Any(wish.Takes)
            ? (await ledger.Library.UnitsAsync(job.Order.Edition, cancel)).ToDictionary(
                unit => unit.Position,
                unit => unit.Unit.Number
            )
            : [];
        return
        [
            .. from run in runs
            where wish.Takes(run)
            let number = numbers[run.Id.Position]
            where wish.Chapters?.Contains(number) != false
            select (run, number),
        ];
    }

    private static ChapterRanges Ranges(IEnumerable<int> numbers) =>
        new([.. numbers.Distinct().Select(number => (number, number))]);

    /// <param name="numbers">Chapters whose answers count in the same rounds.</param>
    private async Task<RetryEstimate> OfAsync(
        Job job,
        Book book,
        List<int> numbers,
        CountedRounds rounds,
        CancellationToken cancel
    )
    {
        var order = job.Order;
        var request = new JobRequest(order.Providers, Ranges(numbers), order.Order, order.Priority, Budget.None, null, null)
        {
            Standing = job.Id,
            Like = order.Recipe.AskedAnew(job.Id, rounds.From),
            Rounds = rounds,
        };
        return await estimates.EstimateAsync([book], request, cancel) is Result<Estimate>.Done(var estimate)
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

/// <param name="Jobs">That have such chapters.</param>
/// <param name="Calls">Likely, like <paramref name="Tokens"/>; answers that stand are not asked for.</param>
/// <param name="Money">By currency.</param>
/// <param name="IsPriced">The money is all of it; else a price is missing.</param>
internal sealed record RetryEstimate(int Jobs, int Chapters, int Calls, long Tokens, IReadOnlyList<Money> Money, bool IsPriced)
{
    public static readonly RetryEstimate None = new(0, 0, 0, 0, [], true);
}
