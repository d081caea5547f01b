using Weft.Model;

namespace Weft.Application;

/// <summary>Which chapters of a job get another try: by itself, those that failed.</summary>
/// <param name="Chapters">Under these numbers alone; null = all.</param>
/// <param name="ReadBy">Instead: completed ones that this provider read.</param>
/// <param name="Again">Completed ones too, and earlier answers serve no more.</param>
internal sealed record RetryWish(ChapterRanges? Chapters = null, string? ReadBy = null, bool Again = false)
{
    public static readonly RetryWish Failed = new();

    /// <summary>Only failed chapters are meant.</summary>
    public bool IsPlain => ReadBy is null && !Again;

    /// <summary>Why none of the job's chapters can be meant; null = some may be.</summary>
    public Refusal? Check(Job job) =>
        job.State == JobState.Cancelled ? new Refusal.RetryOfCancelled(job.Id)
        : ReadBy is { } provider && !job.Order.Providers.Contains(provider)
            ? ProviderRegistry.Unknown(provider, [.. job.Order.Providers])
        : null;

    public bool Takes(ChapterRun run) =>
        run.State switch
        {
            RunState.Failed => ReadBy is null,
            RunState.Completed => ReadBy is null ? Again : run.Provider == ReadBy,
            _ => false,
        };

    /// <summary>Whose answers would serve the run in its next try.</summary>
    public CountedRounds RoundsOf(ChapterRun run) => Again ? new(run.Round + 1, run.Round + 1) : new(run.AskedFrom, run.Round);
}
