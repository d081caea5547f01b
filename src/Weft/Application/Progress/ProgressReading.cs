using Weft.Model;

namespace Weft.Application.Progress;

/// <summary>A job at one moment, as the ledger and the graph tell it.</summary>
/// <param name="Waiting">Its providers that are paused, with their words.</param>
internal sealed record JobProgress(
    Job Job,
    string Title,
    RunCounts Runs,
    long Tokens,
    long Micros,
    string Currency,
    int Entities,
    int Relations,
    IReadOnlyList<Provider> Waiting
)
{
    /// <summary>What of its tokens and money went on thinking.</summary>
    public Thinking Thinking { get; init; }

    /// <summary>Nothing more happens to it by itself: it ended, or a person must act.</summary>
    public bool IsOver => Job.State is not (JobState.Created or JobState.Running) || NeedsPerson;

    public bool IsPreparing => Job.State == JobState.Created;

    public int Done => Runs.DoneIn(Job.State);

    /// <summary>
    /// Nothing is being read, and every provider that may take a waiting chapter is paused until a person resumes it, or has a key that nobody can open.
    /// </summary>
    public bool NeedsPerson { get; init; }

    /// <summary>Its providers whose key some node cannot open, while none works for them.</summary>
    public IReadOnlyList<Provider> Locked { get; init; } = [];
}

/// <summary>All followed jobs at one moment.</summary>
/// <param name="PerMinute">Chapters per minute over the last half minute; null where nobody can tell yet.</param>
/// <param name="Left">At that pace; null where nobody can tell.</param>
internal sealed record ProgressReading(IReadOnlyList<JobProgress> Jobs, double? PerMinute, TimeSpan? Left, TimeSpan Since)
{
    public int Done => Jobs.Sum(job => job.Done);
    public int Total => Jobs.Sum(job => job.Runs.Total);
    public int Failed => Jobs.Sum(job => job.Runs.Failed);
    public int Entities => Jobs.Sum(job => job.Entities);
    public int Relations => Jobs.Sum(job => job.Relations);
    public long Tokens => Jobs.Sum(job => job.Tokens);
    public long Micros => Jobs.Sum(job => job.Micros);
    public string Currency => Jobs.Select(job => job.Currency).FirstOrDefault(currency => currency.Length > 0) ?? "";

    /// <summary>Some book is still being read for the first time: nobody can tell how much there is.</summary>
    public bool IsPreparing => Jobs.Any(job => job.IsPreparing);
    public bool IsOver => Jobs.All(job => job.IsOver);
}
