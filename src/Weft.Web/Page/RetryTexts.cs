using Weft.Application.Estimates;

namespace Weft.Web.Page;

/// <summary>What another try takes, in the reader's words.</summary>
internal static class RetryTexts
{
    public static string Sum(this Ui ui, RetryEstimate takes)
    {
        var sums = takes is { IsPriced: true, Money.Count: > 0 }
            ? string.Join(" + ", takes.Money.Select(money => Ui.Money(money.Micros, money.Currency)))
            : ui["noPriceKnown"];
        return ui.Say("retrySum", takes.Calls, ui.Short(takes.Tokens), sums, Ui.Count(takes.Calls));
    }
}
