namespace Weft.Application.Estimates;

/// <summary>From which sum on nothing is ordered before somebody said yes to it.</summary>
internal static class SpendingLimits
{
    /// <summary>In other currencies as in the last.</summary>
    private static readonly (string Currency, long Micros)[] AskFrom =
    [
        ("USD", 1_000_000),
        ("EUR", 1_000_000),
        ("GBP", 1_000_000),
        ("CNY", 7_000_000),
        ("JPY", 150_000_000),
        ("", 1_000_000),
    ];

    /// <summary>Null = none of them is.</summary>
    public static Money? FirstDear(IEnumerable<Money> sums) => sums.FirstOrDefault(money => money.Micros >= From(money.Currency));

    public static long From(string currency) => AskFrom.FirstOrDefault(one => one.Currency == currency, AskFrom[^1]).Micros;
}
