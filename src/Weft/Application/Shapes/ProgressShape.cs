using System.Text.Json.Nodes;
using Weft.Application.Progress;
using Weft.Application.Texts;
using Weft.Reasons;

namespace Weft.Application.Shapes;

/// <summary>How far a job is.</summary>
/// <param name="PerMinute">Chapters, over the last half minute; null where nobody can tell yet.</param>
/// <param name="SecondsLeft">At that pace; null where nobody can tell.</param>
/// <param name="Waiting">Its providers that are paused.</param>
internal sealed record ProgressShape(
    long Job,
    string Title,
    string State,
    string Reason,
    string ReasonCode,
    JsonObject ReasonArgs,
    RunCountsShape Runs,
    long Tokens,
    decimal Money,
    string Currency,
    int Entities,
    int Relations,
    bool NeedsPerson,
    IReadOnlyList<WaitingProviderShape> Waiting,
    double? PerMinute,
    long? SecondsLeft
)
{
    public static ProgressShape Of(JobProgress row, double? perMinute, TimeSpan? left, ReasonTexts texts) =>
        new(
            row.Job.Id.Value,
            row.Title,
            Glossary.Word(row.Job.State),
            row.Job.Reason.Say(texts),
            row.Job.Reason.Code,
            ReasonJson.ToNode(row.Job.Reason),
            new(row.Runs.Pending, row.Runs.Processing, row.Runs.Completed, row.Runs.Failed, row.Runs.Skipped),
            row.Tokens,
            Figures.Amount(row.Micros),
            row.Currency,
            row.Entities,
            row.Relations,
            row.NeedsPerson,
            [.. row.Waiting.Select(provider => WaitingProviderShape.Of(provider, texts))],
            perMinute is { } pace ? Math.Round(pace, 1) : null,
            left is { } span ? (long)span.TotalSeconds : null
        );
}

internal sealed record WaitingProviderShape(string Name, DateTimeOffset? PausedUntil, string Reason)
{
    public static WaitingProviderShape Of(Model.Provider provider, ReasonTexts texts) =>
        new(provider.Name, provider.Pause?.Until, provider.Pause?.Reason.Say(texts) ?? "");
}
