using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Weft.Application.Texts;
using Weft.Model;
using Weft.Providers;
using Weft.Reasons;

namespace Weft.Application.Shapes;

/// <summary>A job with its numbers. What is derived from it adds its own behind these.</summary>
/// <param name="Unanswered">Of its calls: refused, given up or lost.</param>
/// <param name="RulesAfter">How long its models have to be paused until rules stand in, as <c>10m</c>; null = never.</param>
/// <param name="ThinkingTokens">What of the tokens went on the models' thinking, where they tell it.</param>
/// <param name="ThinkingMoney">What of the money.</param>
internal record JobShape(
    long Job,
    long Book,
    string Title,
    string State,
    string Reason,
    string ReasonCode,
    JsonObject ReasonArgs,
    IReadOnlyList<string> Providers,
    string Order,
    string Priority,
    RunCountsShape Runs,
    int Calls,
    int Unanswered,
    long Tokens,
    decimal Money,
    long ThinkingTokens,
    decimal ThinkingMoney,
    string Currency,
    long Rejected,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    PurseShape Purse,
    string? RulesAfter,
    IReadOnlyList<WaitShape> WaitsFor,
    bool BookDeleted
)
{
    /// <param name="texts">The asker's language.</param>
    public static JobShape Of(JobView view, ReasonTexts texts) => new(view, texts);

    protected JobShape(JobView view, ReasonTexts texts)
        : this(
            view.Job.Id.Value,
            view.Job.Order.Book.Value,
            view.Title,
            Glossary.Word(view.Job.State),
            view.Job.Reason.Say(texts),
            view.Job.Reason.Code,
            ReasonJson.ToNode(view.Job.Reason),
            view.Job.Order.Providers,
            Glossary.Word(view.Job.Order.Order),
            Glossary.Word(view.Job.Order.Priority),
            new(view.Runs.Pending, view.Runs.Processing, view.Runs.Completed, view.Runs.Failed, view.Runs.Skipped),
            view.Spending.Calls,
            view.Spending.Unanswered,
            view.Tokens,
            Figures.Amount(view.Spending.Micros),
            view.Spending.Thinking.Tokens,
            Figures.Amount(view.Spending.Thinking.Micros),
            view.Currency,
            view.Rejected,
            view.Job.CreatedAt,
            view.Job.StartedAt,
            view.Job.EndedAt,
            PurseShape.Of(view.Purse),
            view.Job.Order.RulesAfter is { } after ? CallTimes.Write(after) : null,
            [.. view.Paused.Select(provider => WaitShape.Of(provider, texts))],
            view.Book is null
        ) { }
}

/// <summary>What the jobs of one order may spend together, and what is gone of it. Money is in the job's currency.</summary>
/// <param name="First">The order's first job, which names it.</param>
/// <param name="BudgetTokens">Null = no bound.</param>
/// <param name="SpentTokens">Of calls that are not under way any more; a call that was lost counts as what it had reserved.</param>
/// <param name="ReservedTokens">Of calls that are under way; it may turn out less.</param>
internal sealed record PurseShape(
    long First,
    IReadOnlyList<long> Jobs,
    long? BudgetTokens,
    decimal? BudgetMoney,
    long SpentTokens,
    decimal SpentMoney,
    long ReservedTokens,
    decimal ReservedMoney
)
{
    public static PurseShape Of(Purse purse) =>
        new(
            purse.First.Value,
            [.. purse.Jobs.Select(job => job.Value)],
            purse.Use.Budget.Tokens,
            purse.Use.Budget.Micros is { } micros ? Figures.Amount(micros) : null,
            purse.Use.SettledTokens,
            Figures.Amount(purse.Use.SettledMicros),
            purse.Use.ReservedTokens,
            Figures.Amount(purse.Use.ReservedMicros)
        );
}

/// <summary>A job that goes on, with those of its order that go on with it.</summary>
internal sealed record ResumedJobShape : JobShape
{
    public ResumedJobShape(JobView view, ResumedJobs resumed, ReasonTexts texts)
        : base(view, texts) => Resumed = [.. resumed.All.Select(job => job.Value)];

    [JsonPropertyOrder(1)]
    public IReadOnlyList<long> Resumed { get; }
}

/// <summary>A provider of a job that is paused.</summary>
/// <param name="Until">Null = until a person resumes it.</param>
/// <param name="Reason">The provider's words.</param>
internal sealed record WaitShape(string Provider, DateTimeOffset? Until, string Reason, string ReasonCode, JsonObject ReasonArgs)
{
    public static WaitShape Of(Provider provider, ReasonTexts texts) =>
        new(
            provider.Name,
            provider.Pause!.Until,
            provider.Pause.Reason.Say(texts),
            provider.Pause.Reason.Code,
            ReasonJson.ToNode(provider.Pause.Reason)
        );
}

/// <summary>A job that was just cancelled: also what is lost with it.</summary>
internal sealed record CancelledJobShape : JobShape
{
    public CancelledJobShape(JobView view, CallsUnderWay lost, ReasonTexts texts)
        : base(view, texts) => (LostCalls, LostTokens) = (lost.Calls, lost.MostTokens);

    /// <summary>Calls that were under way.</summary>
    [JsonPropertyOrder(1)]
    public int LostCalls { get; }

    /// <summary>What they can have come to, and count as.</summary>
    [JsonPropertyOrder(1)]
    public long LostTokens { get; }
}

internal sealed record RunCountsShape(int Pending, int Processing, int Completed, int Failed, int Skipped);

/// <summary>One job: also its graph's hash and what failed.</summary>
internal sealed record JobDetailsShape : JobShape
{
    public JobDetailsShape(
        JobView view,
        string? hash,
        IReadOnlyList<FailedChapter> failures,
        IReadOnlyList<ReaderShare> readers,
        ReasonTexts texts
    )
        : base(view, texts)
    {
        (Hash, Failures) = (hash, [.. failures.Select(failed => FailureShape.Of(failed, texts))]);
        Readers = [.. readers.Select(reader => ReaderShape.Of(reader, texts))];
        Recipe = RecipeShape.Of(view.Job.Order.Recipe);
    }

    /// <summary>Null while the resolved layer is behind.</summary>
    [JsonPropertyOrder(1)]
    public string? Hash { get; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<FailureShape> Failures { get; }

    /// <summary>What it asks for, as it was ordered.</summary>
    [JsonPropertyOrder(1)]
    public RecipeShape Recipe { get; }

    /// <summary>Completed chapters by who read them, most first.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<ReaderShape> Readers { get; }
}

/// <param name="Reason">Why another provider had failed these chapters; empty where none had.</param>
internal sealed record ReaderShape(string Provider, int Chapters, string Reason, string ReasonCode, JsonObject ReasonArgs)
{
    public static ReaderShape Of(ReaderShare share, ReasonTexts texts) =>
        new(share.Provider, share.Chapters, share.Why.Say(texts), share.Why.Code, ReasonJson.ToNode(share.Why));
}

internal sealed record FailureShape(
    int Chapter,
    string Title,
    string Provider,
    string Reason,
    string ReasonCode,
    JsonObject ReasonArgs,
    DateTimeOffset? RetryAt
)
{
    public static FailureShape Of(FailedChapter failed, ReasonTexts texts) =>
        new(
            failed.Unit.Unit.Number,
            failed.Unit.Unit.Title,
            failed.Run.Provider,
            failed.Run.Reason.Say(texts),
            failed.Run.Reason.Code,
            ReasonJson.ToNode(failed.Run.Reason),
            failed.Run.RetryAt
        );
}

/// <summary>How many chapters of a job will be tried again.</summary>
internal sealed record RetriedJobShape(long Job, int Chapters)
{
    public static RetriedJobShape Of(RetriedJob retried) => new(retried.Job.Value, retried.Chapters);
}
