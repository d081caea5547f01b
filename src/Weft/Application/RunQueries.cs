using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

/// <summary>A run with the part of the book that it reads; null where the book was deleted.</summary>
internal sealed record RunView(ChapterRun Run, EditionUnit? Part);

/// <summary>One run with all that was answered and rejected in it.</summary>
/// <param name="Woven">Keys of the answers that stand in the graph; for <c>rules</c> the versions.</param>
/// <param name="Rejected">At most <see cref="RunQueries.MostRejections"/>.</param>
internal sealed record RunDetails(
    RunView View,
    IReadOnlyList<string> Woven,
    IReadOnlyList<Answer> Answers,
    IReadOnlyList<Rejection> Rejected
);

/// <summary>What people ask about the chapters of a job.</summary>
internal sealed class RunQueries(ILedger ledger)
{
    public const int MostRejections = 1000;

    /// <summary>Rows looked through at once while only those of one state are wanted.</summary>
    private const int Slice = 1000;

    /// <summary>A job's runs from a position on, in the order of the book.</summary>
    /// <param name="state">Null = all.</param>
    public async Task<Result<IReadOnlyList<RunView>>> ListAsync(
        JobId id,
        RunState? state,
        int from,
        int atMost,
        CancellationToken cancel
    )
    {
        if (await ledger.Jobs.FindJobAsync(id, cancel) is not { } job)
            return new Refusal.UnknownJob(id);
        var runs = state is null
            ? await ledger.Runs.RunsAsync(id, from, atMost, cancel)
            : await InStateAsync(id, state.Value, from, atMost, cancel);
        var parts = runs.Count == 0 ? [] : await PartsAsync(job, cancel);
        return new Result<IReadOnlyList<RunView>>.Done([
            .. runs.Select(run => new RunView(run, parts.GetValueOrDefault(run.Id.Position))),
        ]);
    }

    public async Task<Result<RunDetails>> DetailsAsync(RunId id, CancellationToken cancel)
    {
        if (await ledger.Jobs.FindJobAsync(id.Job, cancel) is not { } job)
            return new Refusal.UnknownJob(id.Job);
        if (await ledger.Runs.FindRunAsync(id, cancel) is not { } run)
            return new Refusal.UnknownRun(id);
        var rejected = await ledger.Runs.RejectionsAsync(id.Job, id.Position, MostRejections, cancel);
        return new RunDetails(
            new(run, (await PartsAsync(job, cancel)).GetValueOrDefault(id.Position)),
            await ledger.Runs.WovenAsync(id, cancel),
            await ledger.Journal.AnswersOfRunAsync(id, cancel),
            [.. rejected.TakeWhile(row => row.Position == id.Position).Select(row => row.Rejection)]
        );
    }

    private async Task<IReadOnlyList<ChapterRun>> InStateAsync(
        JobId job,
        RunState state,
        int from,
        int atMost,
        CancellationToken cancel
    )
    {
        var found = new List<ChapterRun>();
        while (true)
        {
            var slice = await ledger.Runs.RunsAsync(job, from, Slice, cancel);
            found.AddRange(slice.Where(run => run.State == state).Take(atMost - found.Count));
            if (found.Count == atMost || slice.Count < Slice)
                return found;
            from = slice[^1].Id.Position + 1;
        }
    }

    private async Task<Dictionary<int, EditionUnit>> PartsAsync(Job job, CancellationToken cancel) =>
        (await ledger.Library.UnitsAsync(job.Order.Edition, cancel)).ToDictionary(part => part.Position);
}
