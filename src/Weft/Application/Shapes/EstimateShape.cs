using System.Text.Json.Nodes;
using Weft.Application.Estimates;
using Weft.Application.Texts;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Application.Shapes;

/// <summary>What an order would take.</summary>
/// <param name="Calls">That are expected; each reader has its own, as if it read all.</param>
/// <param name="MostTokens">Prompts on the high side, and every answer as long as its bound.</param>
/// <param name="Money">By currency; empty where a price is missing.</param>
/// <param name="Waiting">Chapters of other running jobs that wait for one of these providers.</param>
internal sealed record EstimateShape(
    int Books,
    int Chapters,
    long Characters,
    int Passages,
    int AnswersThere,
    int Calls,
    long PromptTokens,
    long AnswerTokens,
    long MostTokens,
    double Seconds,
    IReadOnlyList<MoneyShape> Money,
    int Waiting,
    PauseShape? PausesAt,
    IReadOnlyList<ReaderEstimateShape> Readers,
    IReadOnlyList<EstimateNoteShape> Notes
)
{
    /// <summary>As <c>3,21,44</c>; null where none were asked for.</summary>
    public string? PilotChapters { get; init; }

    public static EstimateShape Of(Estimate estimate, ReasonTexts texts) =>
        new(
            estimate.Books,
            estimate.Chapters,
            estimate.Characters,
            estimate.Passages,
            estimate.AnswersThere,
            estimate.Expected.Calls,
            estimate.Expected.PromptTokens,
            estimate.Expected.AnswerTokens,
            estimate.Expected.MostTokens,
            Math.Round(estimate.Expected.Time.TotalSeconds),
            [.. estimate.Money.Select(MoneyShape.Of)],
            estimate.Waiting,
            estimate.PausesAt is { } pause ? new(pause.Title, pause.Chapter) : null,
            [.. estimate.Readers.Select(ReaderEstimateShape.Of)],
            [.. estimate.Notes.Select(note => new EstimateNoteShape(note.Say(texts), note.Code, ReasonJson.ToNode(note)))]
        );
}

/// <summary>What another try of failed chapters would take.</summary>
/// <param name="Jobs">That have failed chapters.</param>
/// <param name="Calls">Likely; answers that stand are not asked for.</param>
/// <param name="IsPriced">False: a price is missing, and the money is not all.</param>
internal sealed record RetryEstimateShape(
    int Jobs,
    int Chapters,
    int Calls,
    long Tokens,
    IReadOnlyList<MoneyShape> Money,
    bool IsPriced
)
{
    public static RetryEstimateShape Of(RetryEstimate estimate) =>
        new(
            estimate.Jobs,
            estimate.Chapters,
            estimate.Calls,
            estimate.Tokens,
            [.. estimate.Money.Select(MoneyShape.Of)],
            estimate.IsPriced
        );
}

internal sealed record MoneyShape(string Currency, decimal Likely, decimal Most)
{
    public static MoneyShape Of(Money money) =>
        new(money.Currency, Figures.Amount(money.Micros), Figures.Amount(money.MostMicros));
}

internal sealed record PauseShape(string Title, int Chapter);

/// <param name="Share">Of the chapters that it is expected to read, 0 to 1.</param>
/// <param name="Likely">Null = no price is known.</param>
/// <param name="Measured">Answers behind these numbers; 0 = they are a guess.</param>
internal sealed record ReaderEstimateShape(
    string Provider,
    string Model,
    double Share,
    int Calls,
    long PromptTokens,
    long AnswerTokens,
    long MostTokens,
    decimal? Likely,
    decimal? Most,
    string Currency,
    double Seconds,
    double SecondsPerCall,
    int AtOnce,
    int Measured
)
{
    public static ReaderEstimateShape Of(ReaderEstimate reader)
    {
        var priced = reader.Price != Price.Free;
        return new(
            reader.Provider,
            reader.Model,
            Math.Round(reader.Share, 3),
            reader.Cost.Calls,
            reader.Cost.PromptTokens,
            reader.Cost.AnswerTokens,
            reader.Cost.MostTokens,
            priced ? Figures.Amount(reader.Cost.Micros) : null,
            priced ? Figures.Amount(reader.Cost.MostMicros) : null,
            reader.Price.Currency,
            Math.Round(reader.Cost.Time.TotalSeconds),
            Math.Round(reader.PerCall.TotalSeconds, 1),
            reader.AtOnce,
            reader.Measured
        );
    }
}

internal sealed record EstimateNoteShape(string Note, string Code, JsonObject Args);
