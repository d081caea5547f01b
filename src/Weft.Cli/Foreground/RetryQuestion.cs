using Weft.Application.Estimates;
using Weft.Application.Texts;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;

namespace Weft.Cli.Foreground;

/// <summary>Shows what another try of failed chapters will take, and asks to go on where it is dear.</summary>
/// <param name="yes">Said beforehand.</param>
internal sealed class RetryQuestion(OpenStores stores, bool yes, bool json)
{
    private readonly Shell _shell = stores.Shell;

    /// <summary>False = it is not to be tried, and why was said.</summary>
    /// <exception cref="UserError">Nobody can be asked, and it is dear.</exception>
    public bool MayGoOn(RetryEstimate estimate)
    {
        if (estimate.Calls == 0)
            return true;
        var phrases = _shell.Phrases;
        var sums = estimate.Money.Select(money => Figures.Money(money.Micros, money.Currency)).ToList();
        if (!json)
            _shell.Out.WriteLine(
                phrases.Say(
                    "estimate.retry",
                    estimate.Chapters,
                    estimate.Jobs,
                    estimate.Calls,
                    estimate.Tokens,
                    sums.Count == 0 || !estimate.IsPriced ? phrases["estimate.retryUnpriced"] : string.Join(" + ", sums)
                )
            );
        return yes || SpendingLimits.FirstDear(estimate.Money) is not { } dear || new DearQuestion(_shell, json).Ask(dear, sums);
    }
}
