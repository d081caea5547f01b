using Weft.Model;
using Weft.Reasons;

namespace Weft.Application.Estimates;

/// <summary>What an order will take, before its first call.</summary>
/// <param name="Chapters">That will be read; what holds no story is left out.</param>
/// <param name="Passages">Into which they are cut.</param>
/// <param name="AnswersThere">Passages whose answers stand in the journal: nobody is asked for them.</param>
/// <param name="Readers">Those that make calls, each as if it read all, in the order's order.</param>
/// <param name="Expected">What comes of it when all goes as ordered: by the first of them, or by all side by side.</param>
/// <param name="Waiting">Chapters of other running jobs that wait for one of these providers.</param>
/// <param name="PausesAt">Where the budget will be spent; null where it covers all, or where there is none.</param>
/// <param name="Notes">What it rests on, and what to know before.</param>
internal sealed record Estimate(
    int Books,
    int Chapters,
    long Characters,
    int Passages,
    int AnswersThere,
    IReadOnlyList<ReaderEstimate> Readers,
    Cost Expected,
    int Waiting,
    PausePoint? PausesAt,
    IReadOnlyList<Reason> Notes
)
{
    /// <summary>Money of the readers that are expected to read, by currency; none where a price is missing.</summary>
    public IReadOnlyList<Money> Money { get; init; } = [];
}

/// <param name="Price">At the moment of the estimate; <see cref="Model.Price.Free"/> = none is known.</param>
/// <param name="Share">Of the chapters that it is expected to read, 0 to 1.</param>
/// <param name="AtOnce">Calls in the air.</param>
/// <param name="PerCall">How long one takes.</param>
/// <param name="Measured">Answers of this model behind these numbers; 0 = they are a guess.</param>
internal sealed record ReaderEstimate(
    string Provider,
    string Model,
    Price Price,
    double Share,
    Cost Cost,
    int AtOnce,
    TimeSpan PerCall,
    int Measured
);

/// <summary>Money in millionths.</summary>
/// <param name="AnswerTokens">Likely.</param>
/// <param name="MostTokens">Prompts on the high side, and every answer as long as its bound.</param>
internal sealed record Cost(
    int Calls,
    long PromptTokens,
    long AnswerTokens,
    long MostTokens,
    long Micros,
    long MostMicros,
    TimeSpan Time
)
{
    public static readonly Cost None = new(0, 0, 0, 0, 0, 0, TimeSpan.Zero);

    public long Tokens => PromptTokens + AnswerTokens;
}

/// <summary>A sum of one currency, in millionths: what is likely, and what it can come to.</summary>
internal sealed record Money(string Currency, long Micros, long MostMicros);

/// <summary>The chapter at which the budget will be spent.</summary>
internal sealed record PausePoint(string Title, int Chapter);
