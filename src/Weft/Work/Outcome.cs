using Weft.Model;
using Weft.Reasons;

namespace Weft.Work;

/// <summary>A chapter's fate in the hands of one claim.</summary>
internal abstract record Outcome
{
    public sealed record Completed(ChapterFacts Facts, IReadOnlyList<string> Woven, bool Superseded) : Outcome;

    /// <summary>Not the chapter's fault: no failure counted.</summary>
    public sealed record Returned(Reason Reason) : Outcome;

    public sealed record Failed(Reason Reason, TimeSpan? RetryAfter) : Outcome;

    /// <summary>Nothing to extract, or no book any more.</summary>
    public sealed record Skipped(Reason Reason) : Outcome;

    /// <summary>The budget is used up: the job pauses, the run goes back.</summary>
    public sealed record PausesJob(Reason Reason) : Outcome;

    /// <summary>It was taken over: the work is dropped, the row is not ours to change.</summary>
    public sealed record Dropped : Outcome;
}
