using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Weft.Runtime;

/// <summary>
/// What this process tells of its work: counters and traces under the name <c>Weft</c>. Nobody need listen; without a listener each costs
/// a look at a list that is empty. Nothing here decides anything.
/// </summary>
internal static class Telemetry
{
    public const string Name = "Weft";

    private static readonly Meter Meter = new(Name);

    public static readonly ActivitySource Source = new(Name);

    public static readonly Counter<long> Claims = Counts("weft.claims", "Chapters claimed.");
    public static readonly Counter<long> Completions = Counts("weft.completions", "Chapters completed.");
    public static readonly Counter<long> Failures = Counts("weft.failures", "Chapters that a provider failed for good.");
    public static readonly Counter<long> Takeovers = Counts("weft.takeovers", "Dead sessions that this node took over.");
    public static readonly Counter<long> Fenced = Counts(
        "weft.fenced.writes",
        "Writes refused because the run was not ours any more."
    );
    public static readonly Counter<long> Strays = Counts("weft.strays", "Runs claimed without our knowledge, given back.");
    public static readonly Counter<long> LoopRestarts = Counts("weft.loop.restarts", "Loops that failed and were started again.");
    public static readonly Counter<long> Pauses = Counts("weft.pauses", "Times this node paused a provider.");
    public static readonly Counter<long> Calls = Counts("weft.calls", "Calls sent, by what came of them.");
    public static readonly Counter<long> Tokens = Counts("weft.tokens", "Tokens used, as the provider counted.");
    public static readonly Counter<double> Money = Meter.CreateCounter<double>(
        "weft.money",
        null,
        "Money spent, in the currency's unit."
    );

    /// <summary>From the first sign of a death that this node saw until the dead session's runs were given back.</summary>
    public static readonly Histogram<double> TakeoverTime = Seconds(
        "weft.takeover.duration",
        "From the first sign of a death to its runs given back.",
        [0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 3, 4, 5, 10]
    );

    public static readonly Histogram<double> ChapterTime = Seconds(
        "weft.chapter.duration",
        "From a chapter's claim to its completion.",
        [0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600]
    );

    public static readonly Histogram<double> CallTime = Seconds(
        "weft.call.duration",
        "From sending a call to its answer.",
        [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 40, 80, 160, 300]
    );

    /// <summary>Counters without a tag show from the start, not from their first count on.</summary>
    public static void ShowZeros()
    {
        foreach (var counter in new[] { Takeovers, Fenced, Strays, LoopRestarts })
            counter.Add(0);
    }

    /// <summary>The same for those that are told apart by provider.</summary>
    public static void ShowZeros(string provider)
    {
        var tag = Of(provider);
        foreach (var counter in new[] { Claims, Completions, Failures, Pauses })
            counter.Add(0, tag);
        Calls.Add(0, tag, new("outcome", CallOutcome.Answered));
        Tokens.Add(0, tag, new("kind", "prompt"));
    }

    public static KeyValuePair<string, object?> Of(string provider) => new("provider", provider);

    /// <summary>The span of a whole chapter, from the moment its claim was asked for, with the claim as its first part.</summary>
    public static Activity? Chapter(DateTimeOffset askedAt, long job, int position, int attempt, long session, string provider)
    {
        if (!Source.HasListeners())
            return null;
        KeyValuePair<string, object?>[] tags =
        [
            new("weft.job", job),
            new("weft.chapter", position),
            new("weft.attempt", attempt),
            new("weft.session", session),
            new("weft.provider", provider),
        ];
        var chapter = Source.StartActivity(ActivityKind.Internal, default, tags, null, askedAt, "chapter");
        Source.StartActivity(ActivityKind.Internal, chapter?.Context ?? default, null, null, askedAt, "claim")?.Dispose();
        return chapter;
    }

    /// <summary>A part of the chapter that is being worked on.</summary>
    public static Activity? Part(string name) => Source.StartActivity(name);

    private static Counter<long> Counts(string name, string what) => Meter.CreateCounter<long>(name, null, what);

    private static Histogram<double> Seconds(string name, string what, double[] bounds) =>
        Meter.CreateHistogram(name, "s", what, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds });
}

/// <summary>What came of a call, as counters call it.</summary>
internal static class CallOutcome
{
    public const string Answered = "answered";
    public const string Refused = "refused";
    public const string NotTaken = "not_taken";
    public const string Lost = "lost";
}
