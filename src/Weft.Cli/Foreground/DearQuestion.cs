using Weft.Application.Estimates;
using Weft.Application.Texts;
using Weft.Cli.Terminal;

namespace Weft.Cli.Foreground;

/// <summary>Asks a person whether a sum may be spent; a script has to have said so.</summary>
internal sealed class DearQuestion(Shell shell, bool json)
{
    private Phrases Phrases => shell.Phrases;

    public bool CanAsk => !json && shell is { InIsTerminal: true, OutIsTerminal: true };

    /// <exception cref="UserError">Nobody can be asked.</exception>
    public bool Ask(Money dear, IEnumerable<string> sums)
    {
        if (CanAsk)
            return IsAnsweredYes(Phrases.Say("estimate.ask", string.Join(" + ", sums)));
        throw TooDear(dear, "estimate.retryNeedsYes");
    }

    /// <param name="phrase">What a script may say instead of an answer.</param>
    public UserError TooDear(Money dear, string phrase) =>
        new(
            Phrases.Say(
                phrase,
                Figures.Money(dear.Micros, dear.Currency),
                Figures.Money(SpendingLimits.From(dear.Currency), dear.Currency)
            ),
            ExitCode.Usage
        );

    public bool IsAnsweredYes(string question)
    {
        shell.Prompting.Write(question);
        shell.Prompting.Flush();
        if (shell.In.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes" or "是" or "好")
            return true;
        if (!json)
            shell.Out.WriteLine(Phrases["estimate.notStarted"]);
        return false;
    }
}
