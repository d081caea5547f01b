using Weft.Dispatch;
using Weft.Model;

namespace Weft.Providers;

/// <summary>A chapter to be read.</summary>
/// <param name="Permit">The chapter's one call permit; null for <c>rules</c>.</param>
/// <param name="Local">Runs a piece of local work (reading an answer, parsing, grounding, rules): marked where the run is a suspect.</param>
public sealed record Reading(
    Claim Claim,
    Job Job,
    string Text,
    Profile Profile,
    Provider Provider,
    Permit? Permit,
    LocalWork Local
);

/// <summary>Runs a piece of the chapter's own local work and hands its result on. Pieces of suspects never run at the same time in one session.</summary>
public delegate Task<object> LocalWork(Func<object> work, CancellationToken cancel);

/// <summary>What came of a reading.</summary>
public abstract record ReadingResult
{
    /// <summary>The chapter's facts, and the keys of the journal entries (or versions) they come from.</summary>
    public sealed record Read(ChapterFacts Facts, IReadOnlyList<string> Woven) : ReadingResult;

    /// <summary>Not the chapter's fault: the provider is paused, the permit is gone. No failure is counted.</summary>
    public sealed record Returned(string Reason) : ReadingResult;

    /// <summary>This provider has failed the chapter for good. <paramref name="RetryAfter"/>: earliest sensible retry.</summary>
    public sealed record Failed(string Reason, TimeSpan? RetryAfter) : ReadingResult;

    /// <summary>Nothing to extract.</summary>
    public sealed record Nothing(string Reason) : ReadingResult;

    /// <summary>The job's budget is used up: the job pauses with that reason, the run goes back.</summary>
    public sealed record OverBudget(string Reason) : ReadingResult;

    /// <summary>The ledger has ended the session: drop all.</summary>
    public sealed record SessionEnded : ReadingResult;
}

/// <summary>Reads a chapter. Two of them: rules, and models that speak the chat protocol.</summary>
public interface IExtractor
{
    /// <summary>Never throws for what a provider does or says. Cancelling it drops calls in the air (their rows count as spent).</summary>
    Task<ReadingResult> ReadAsync(Reading reading, CancellationToken cancel);
}
