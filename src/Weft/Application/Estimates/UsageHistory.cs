using Weft.Ledger;
using Weft.Providers.Chat;

namespace Weft.Application.Estimates;

/// <summary>What the last answers of a model say about the next.</summary>
/// <param name="Answers">So many; 0 = nothing is known.</param>
/// <param name="Prompt">Prompt tokens that were counted, per token that had been reserved.</param>
/// <param name="Answer">Answer tokens per character of a passage.</param>
/// <param name="Cached">Share of the prompts' tokens that came from the provider's cache.</param>
/// <param name="Error">How far single prompts are off after that correction: mean absolute, as a share.</param>
internal sealed record UsageHistory(int Answers, double Prompt, double Answer, double Cached, TimeSpan PerCall, double Error)
{
    public static readonly UsageHistory None = new(0, 1, 0, 0, TimeSpan.Zero, 0);

    /// <summary>So many answers are looked at.</summary>
    public const int Looked = 200;

    /// <summary>One alone says little.</summary>
    private const int Least = 2;

    /// <param name="language">Of the book: scripts differ in their tokens.</param>
    public static UsageHistory Of(IEnumerable<AnswerUsage> uses, string model, string language)
    {
        var known = uses.Where(use => use.Model == model)
            .Select(use => (Use: use, Asked: AnswerContext.Read(use.Context)))
            .Where(one => one.Asked is { Estimated: > 0, Characters: > 0 } asked && asked.Language == language)
            .Select(one => (one.Use, Asked: one.Asked!.Value))
            .ToList();
        if (known.Count < Least)
            return None;
        var prompt = (double)known.Sum(one => one.Use.PromptTokens) / known.Sum(one => one.Asked.Estimated);
        return new(
            known.Count,
            prompt,
            (double)known.Sum(one => one.Use.AnswerTokens) / known.Sum(one => (long)one.Asked.Characters),
            (double)known.Sum(one => one.Use.CachedTokens) / known.Sum(one => one.Use.PromptTokens),
            TimeSpan.FromSeconds(known.Average(one => one.Use.Took.TotalSeconds)),
            known.Average(one => Math.Abs(one.Asked.Estimated * prompt - one.Use.PromptTokens) / one.Use.PromptTokens)
        );
    }
}
