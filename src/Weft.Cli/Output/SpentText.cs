using Weft.Application;
using Weft.Application.Texts;
using Weft.Model;

namespace Weft.Cli.Output;

/// <summary>What calls have cost, as a person reads it.</summary>
internal static class SpentText
{
    /// <summary>What was paid for the answers of these jobs, to be put behind their number; empty where no price was known.</summary>
    public static string Paid(IEnumerable<JobView> jobs, Phrases phrases)
    {
        var sums = jobs.GroupBy(view => view.Currency, view => view.Spending.Micros)
            .Where(sum => sum.Sum() > 0)
            .Select(sum => Figures.Money(sum.Sum(), sum.Key));
        return string.Join(" + ", sums) is { Length: > 0 } cost ? phrases.Say("book.delete.cost", cost) : "";
    }

    /// <summary>What of the spending went on thinking, behind the whole of it; nothing where nobody told of any.</summary>
    public static string Thinking(Thinking thinking, string currency, Phrases phrases) =>
        thinking.Tokens == 0
            ? ""
            : phrases.Say(
                "progress.thinking",
                thinking.Tokens,
                thinking.Micros > 0 ? phrases.Say("progress.money", Figures.Money(thinking.Micros, currency)) : ""
            );
}
