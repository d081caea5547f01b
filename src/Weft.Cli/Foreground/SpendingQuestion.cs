using Weft.Application;
using Weft.Application.Estimates;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Model;

namespace Weft.Cli.Foreground;

/// <summary>Shows what an order will take before its first call, and asks to go on where a person is there.</summary>
/// <param name="yes">Said beforehand.</param>
internal sealed class SpendingQuestion(OpenStores stores, bool yes, bool json)
{
    /// <summary>From such a sum on a script has to say yes, or give a budget; in other currencies as in the last.</summary>
    private static readonly (string Currency, long Micros)[] AskFrom =
    [
        ("USD", 1_000_000),
        ("EUR", 1_000_000),
        ("GBP", 1_000_000),
        ("CNY", 7_000_000),
        ("JPY", 150_000_000),
        ("", 1_000_000),
    ];

    private readonly Shell _shell = stores.Shell;

    private bool CanAsk => !json && _shell is { InIsTerminal: true, OutIsTerminal: true };

    /// <summary>False = a person said no, and nothing was ordered.</summary>
    /// <exception cref="UserError">Nobody can be asked, and it is dear.</exception>
    public async Task<bool> MayStartAsync(IReadOnlyList<Book> books, JobRequest request, CancellationToken cancel)
    {
        if (books.Count == 0 || request.Providers.All(name => name == Provider.RulesName))
            return true;
        var estimate = (await stores.Estimates.EstimateAsync(books, request, cancel)).OrThrow(stores);
        if (!json)
            EstimateText.Write(_shell, estimate);
        if (yes || estimate.Expected.Calls == 0)
            return true;
        if (CanAsk)
            return Ask(estimate);
        if (request.Budget == Budget.None && estimate.Money.FirstOrDefault(IsDear) is { } dear)
            throw new UserError(
                _shell.Phrases.Say(
                    "estimate.needsYes",
                    Figures.Money(dear.Micros, dear.Currency),
                    Figures.Money(From(dear.Currency), dear.Currency)
                ),
                ExitCode.Usage
            );
        return true;
    }

    private static bool IsDear(Money money) => money.Micros >= From(money.Currency);

    private static long From(string currency) => AskFrom.FirstOrDefault(one => one.Currency == currency, AskFrom[^1]).Micros;

    private bool Ask(Estimate estimate)
    {
        var sums = string.Join(" + ", estimate.Money.Select(money => Figures.Money(money.Micros, money.Currency)));
        _shell.Prompting.Write(
            sums.Length > 0
                ? _shell.Phrases.Say("estimate.ask", sums)
                : _shell.Phrases.Say("estimate.askCalls", estimate.Expected.Calls)
        );
        _shell.Prompting.Flush();
        if (_shell.In.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes" or "是" or "好")
            return true;
        _shell.Out.WriteLine(_shell.Phrases["estimate.notStarted"]);
        return false;
    }
}
