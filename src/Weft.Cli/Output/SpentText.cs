using Weft.Application.Texts;
using Weft.Model;

namespace Weft.Cli.Output;

/// <summary>What calls have cost, as a person reads it.</summary>
internal static class SpentText
{
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
