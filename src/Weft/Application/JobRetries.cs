using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Application;

/// <summary>Gives chapters that have ended another try; what it would take, <see cref="Estimates.RetryEstimates"/> tells before.</summary>
internal sealed class JobRetries(ILedger ledger, AuditLog audit)
{
    /// <summary>What the wish means of one job.</summary>
    public async Task<Result<RetriedJob>> RetryAsync(JobId id, RetryWish wish, CancellationToken cancel)
    {
        if (await ledger.Jobs.FindJobAsync(id, cancel) is not { } job)
            return new Refusal.UnknownJob(id);
        if (wish.Check(job) is { } refusal)
            return refusal;
        var opened = await OpenAsync(job, wish, cancel);
        if (opened == 0)
            return wish.ReadBy is { } provider ? new Refusal.NothingReadBy(id, provider)
                : wish.Again ? new Refusal.NothingEnded(id)
                : new Refusal.NothingToRetry(id);
        await audit.NoteAsync(
            AuditKind.JobRetried,
            wish.Again ? AuditReasons.JobAskedAgain(id.Value, opened) : AuditReasons.JobRetried(id.Value, opened)
        );
        return new RetriedJob(id, opened);
    }

    /// <summary>Restart all: the failed chapters of every job that is not cancelled. Jobs that have none are left out.</summary>
    public async Task<IReadOnlyList<RetriedJob>> RetryAllAsync(CancellationToken cancel)
    {
        var retried = new List<RetriedJob>();
        foreach (var job in await ledger.Jobs.JobsAsync([JobState.Running, JobState.Paused, JobState.Failed], cancel))
        {
            var opened = await OpenAsync(job, RetryWish.Failed, cancel);
            if (opened > 0)
                retried.Add(new(job.Id, opened));
        }
        if (retried.Count > 0)
            await audit.NoteAsync(
                AuditKind.JobsRetried,
                AuditReasons.JobsRetried(retried.Count, retried.Sum(job => job.Chapters))
            );
        return retried;
    }

    /// <summary>How many chapters were opened.</summary>
    private async Task<int> OpenAsync(Job job, RetryWish wish, CancellationToken cancel)
    {
        if (wish.Chapters is null)
            return await OpenAsync(job.Id, wish, null, cancel);
        var opened = 0;
        foreach (var unit in await ledger.Library.UnitsAsync(job.Order.Edition, cancel))
            if (wish.Chapters.Contains(unit.Unit.Number))
                opened += await OpenAsync(job.Id, wish, unit.Position, cancel);
        return opened;
    }

    private Task<int> OpenAsync(JobId job, RetryWish wish, int? position, CancellationToken cancel) =>
        wish.Again ? ledger.Jobs.AskAgainAsync(job, wish.ReadBy, position, cancel)
        : wish.ReadBy is { } provider ? ledger.Jobs.ReadAnewAsync(job, provider, position, cancel)
        : ledger.Jobs.RetryAsync(job, position, cancel);
}
