using System.Globalization;
using System.Text.RegularExpressions;
using Weft.Model;
using Weft.Providers;

namespace Weft.Application;

/// <summary>Budgets as people write them: <c>20CNY</c>, <c>3 USD</c>, <c>$3</c>, <c>¥20</c>, <c>20元</c>, <c>500ktok</c>, <c>2Mtok</c>.</summary>
internal static partial class BudgetText
{
    private const decimal Most = 999_999_999_999m;
    private const decimal LeastMoney = 0.000001m;

    /// <summary>Null = it is none. Nothing is none, and an amount without a unit neither: nobody could tell money from tokens.</summary>
    public static BudgetWish? TryParse(string text)
    {
        var plain = Narrow(text).Replace(",", "", StringComparison.Ordinal).Trim();
        if (Tokens().Match(plain) is { Success: true } tokens && Amount(tokens) is { } count)
        {
            var times = tokens.Groups["times"].Value.ToUpperInvariant() switch
            {
                "K" or "千" => 1_000m,
                "M" => 1_000_000m,
                "万" => 10_000m,
                _ => 1m,
            };
            return count * times is >= 1 and <= Most ? new(new Budget((long)(count * times), null)) : null;
        }
        if (Money().Match(plain) is { Success: true } money && Amount(money) is { } sum)
        {
            var unit = money.Groups["before"].Value + money.Groups["behind"].Value;
            return sum >= LeastMoney && CurrencyOf(unit) is { } currency
                ? new(new Budget(null, (long)(sum * 1_000_000)), currency)
                : null;
        }
        return null;
    }

    /// <summary>One budget out of all that was said of it; what is written as text goes before the bare numbers. Null = one is no budget.</summary>
    /// <param name="money">In the currency of the providers' prices.</param>
    /// <param name="wrong">The text that is none; empty where all are good.</param>
    public static BudgetWish? Combine(long? tokens, decimal? money, IEnumerable<string> texts, out string wrong)
    {
        wrong = "";
        var wish = new BudgetWish(new(tokens, money is { } amount ? (long)(amount * 1_000_000) : null));
        foreach (var text in texts)
        {
            if (TryParse(text) is not { } one)
            {
                wrong = text;
                return null;
            }
            var (had, has) = (wish.Budget, one.Budget);
            wish = new(
                new(has.Tokens ?? had.Tokens, has.Micros ?? had.Micros),
                one.Currency.Length > 0 ? one.Currency : wish.Currency
            );
        }
        return wish;
    }

    /// <summary>As <see cref="TryParse"/> reads it.</summary>
    public static string Write(BudgetWish wish)
    {
        var tokens = wish.Budget.Tokens is { } count ? count.ToString(CultureInfo.InvariantCulture) + " tok" : "";
        var money = wish.Budget.Micros is { } micros ? Prices.Amount(micros, wish.Currency) : "";
        return string.Join(", ", new[] { money, tokens }.Where(part => part.Length > 0));
    }

    /// <summary>Full-width forms as the others.</summary>
    private static string Narrow(string text) =>
        string.Create(
            text.Length,
            text,
            (narrow, wide) =>
            {
                for (var at = 0; at < wide.Length; at++)
                    narrow[at] = wide[at] switch
                    {
                        >= '！' and <= '～' => (char)(wide[at] - '！' + '!'),
                        '￥' => '¥',
                        '\u3000' => ' ',
                        var other => other,
                    };
            }
        );

    /// <summary>Null = none that is known by this sign.</summary>
    private static string? CurrencyOf(string unit) =>
        unit.ToUpperInvariant() switch
        {
            "$" => "USD",
            "¥" or "元" or "块" or "RMB" or "人民币" => "CNY",
            "€" => "EUR",
            "£" => "GBP",
            "美元" => "USD",
            "欧元" => "EUR",
            { Length: 3 } code when code.All(char.IsAsciiLetterUpper) => code,
            _ => null,
        };

    private static decimal? Amount(Match match) =>
        decimal.TryParse(match.Groups["n"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
        && amount <= Most / 1_000_000
            ? amount
            : null;

    [GeneratedRegex(@"^(?<n>\d+(\.\d+)?)\s*(?<times>[kKmM千万])?\s*(tok|toks|token|tokens|词元)$", RegexOptions.IgnoreCase)]
    private static partial Regex Tokens();

    [GeneratedRegex(@"^(?<before>[$¥€£])?\s*(?<n>\d+(\.\d+)?)\s*(?<behind>\p{L}+|[$¥€£])?$")]
    private static partial Regex Money();
}
