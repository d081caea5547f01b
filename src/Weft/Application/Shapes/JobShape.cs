using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Weft.Application.Texts;
using Weft.Reasons;

namespace Weft.Application.Shapes;

/// <summary>A job with its numbers. What is derived from it adds its own behind these.</summary>
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
    long Tokens,
    decimal Money,
    string Currency,
    long Rejected,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt
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
            view.Tokens,
            Figures.Amount(view.Spending.Micros),
            view.Currency,
            view.Rejected,
            view.Job.CreatedAt,
            view.Job.StartedAt,
            view.Job.EndedAt
        ) { }
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
