using Weft.Model;
using Weft.Reasons;

namespace Weft.Providers;

/// <summary>A chapter to be read.</summary>
/// <param name="Permits">The chapter's call permits; null for <c>rules</c>.</param>
public sealed record Reading(Claim Claim, Job Job, string Text, Profile Profile, Provider Provider, ICallPermits? Permits);

/// <summary>What came of a reading.</summary>
public abstract record ReadingResult
{
    /// <summary>The chapter's facts, and the keys of the journal entries (or versions) they come from.</summary>
    public sealed record Read(ChapterFacts Facts, IReadOnlyList<string> Woven) : ReadingResult;

    /// <summary>The reading is over without facts.</summary>
    public abstract record Stopped : ReadingResult;

    /// <summary>Not the chapter's fault: the provider is paused, the permit is gone. No failure is counted.</summary>
    public sealed record Returned(Reason Reason) : Stopped;

    /// <summary>This provider has failed the chapter for good. <paramref name="RetryAfter"/>: earliest sensible retry.</summary>
    public sealed record Failed(Reason Reason, TimeSpan? RetryAfter) : Stopped;

    /// <summary>Nothing to extract.</summary>
    public sealed record Nothing(Reason Reason) : Stopped;

    /// <summary>The job's budget is used up: the job pauses with that reason, the run goes back.</summary>
    public sealed record OverBudget(Reason Reason) : Stopped;

    /// <summary>The ledger has ended the session: drop all.</summary>
    public sealed record SessionEnded : Stopped;
}

/// <summary>Reads a chapter. Two of them: rules, and models that speak the chat protocol.</summary>
public interface IExtractor
{
    /// <summary>Never throws for what a provider does or says. Cancelling it drops calls in the air (their rows count as spent).</summary>
    /// <param name="local">Every piece of the reading's own work (reading an answer, parsing, grounding, rules) goes through it.</param>
    Task<ReadingResult> ReadAsync(Reading reading, ILocalWork local, CancellationToken cancel);
}
