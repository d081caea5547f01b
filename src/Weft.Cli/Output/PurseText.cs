using Weft.Application.Texts;
using Weft.Model;

namespace Weft.Cli.Output;

/// <summary>What an order may spend and what is gone of it, as a person reads it: spent and reserved never in one number.</summary>
internal static class PurseText
{
    /// <summary>Null where there is nothing to say: one job without a budget, and nothing under way.</summary>
    public static string? Of(Purse purse, string currency, Phrases phrases)
    {
        var use = purse.Use;
        if (!purse.IsShared && use.Budget == Budget.None && use.ReservedTokens == 0)
            return null;
        var parts = new List<string>();
        if (use.Budget.Tokens is { } tokens)
            parts.Add(phrases.Say("purse.tokensOf", use.SettledTokens, tokens));
        if (use.Budget.Micros is { } micros)
            parts.Add(phrases.Say("purse.moneyOf", Figures.Money(use.SettledMicros, ""), Figures.Money(micros, currency)));
        if (parts.Count == 0)
            parts.Add(phrases.Say("purse.none", use.SettledTokens, Figures.Money(use.SettledMicros, currency)));
        if (use.ReservedTokens > 0)
            parts.Add(phrases.Say("purse.reserved", use.ReservedTokens, Figures.Money(use.ReservedMicros, currency)));
        return string.Join(phrases["purse.and"], parts);
    }

    /// <summary>The order's number with its jobs; empty where a job was ordered alone.</summary>
    public static string Order(Purse purse, Phrases phrases) =>
        purse.IsShared ? phrases.Say("purse.order", Jobs(purse, phrases)) : "";

    public static string Jobs(Purse purse, Phrases phrases) => phrases.Say("purse.jobs", purse.First, JobsOf(purse, phrases));

    /// <summary>Many are told by the first and the last.</summary>
    private static string JobsOf(Purse purse, Phrases phrases) =>
        purse.Jobs.Count > 6
            ? phrases.Say("purse.manyJobs", purse.Jobs[0], purse.Jobs[^1], purse.Jobs.Count)
            : string.Join(phrases["purse.comma"], purse.Jobs);
}
