using System.Globalization;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Reasons;

namespace Weft.Application;

/// <summary>A budget as a person gives it.</summary>
/// <param name="Currency">In which the money is meant; empty = that of the providers' prices.</param>
internal sealed record BudgetWish(Budget Budget, string Currency = "")
{
    public static readonly BudgetWish None = new(Budget.None);
}

/// <summary>Whether a budget can be kept: one in money needs a price, in one currency, of every provider that may be asked.</summary>
internal sealed class BudgetCheck(IProviders providers, Prices prices, TimeProvider time)
{
    /// <summary>Null = it can.</summary>
    public async Task<Refusal?> CheckAsync(IReadOnlyList<string> names, BudgetWish wish, CancellationToken cancel)
    {
        if (wish.Budget.Micros is null)
            return null;
        var asked = (await providers.ProvidersAsync(cancel)).Where(provider =>
            provider.Kind.MakesCalls && names.Contains(provider.Name)
        );
        string? first = null;
        var currency = wish.Currency;
        foreach (var provider in asked.OrderBy(provider => names.ToList().IndexOf(provider.Name)))
        {
            var price = prices.At(provider, time.GetUtcNow());
            if (price == Price.Free)
                return new Refusal.NoPrice(provider.Name, provider.Model);
            if (currency.Length > 0 && price.Currency.Length > 0 && !Same(currency, price.Currency))
                return new Refusal.OtherCurrency(provider.Name, price.Currency, first, currency);
            (first, currency) = (first ?? provider.Name, currency.Length > 0 ? currency : price.Currency);
        }
        return null;
    }

    /// <summary>Whether a job that was paused at its budget could go on with it. Null = it could.</summary>
    public static Refusal? CheckRoom(Job job, Budget raise)
    {
        var tokens = raise.Tokens ?? job.Order.Budget.Tokens;
        if (raise.Tokens <= job.SpentTokens || (NeededTokens(job.Reason) is { } more && job.SpentTokens + more > tokens))
            return new Refusal.BudgetIsSpent(
                job.Id,
                tokens!.Value.ToString(CultureInfo.InvariantCulture),
                job.SpentTokens.ToString(CultureInfo.InvariantCulture),
                IsMoney: false
            );
        var micros = raise.Micros ?? job.Order.Budget.Micros;
        if (raise.Micros <= job.SpentMicros || (NeededMicros(job.Reason) is { } cost && job.SpentMicros + cost > micros))
            return new Refusal.BudgetIsSpent(
                job.Id,
                Prices.Amount(micros!.Value, ""),
                Prices.Amount(job.SpentMicros, ""),
                IsMoney: true
            );
        return null;
    }

    /// <summary>A budget that would let it go on, as people write one: twice what it had, of the kind that was too small.</summary>
    public static string Higher(Job job)
    {
        var needed = Needed(job.Reason).Split(' ');
        return job.Reason.Code == "over_money_budget"
            ? Prices.Amount(2 * Math.Max(job.Order.Budget.Micros ?? 0, NeededMicros(job.Reason) ?? 0), "") + needed[^1]
            : $"{2 * Math.Max(job.Order.Budget.Tokens ?? 0, NeededTokens(job.Reason) ?? 0)}tok";
    }

    /// <summary>Whether a job was paused because its budget did not cover its next call.</summary>
    public static bool IsOver(Reason reason) => reason.Code is "over_budget" or "over_token_budget" or "over_money_budget";

    private static long? NeededTokens(Reason reason) =>
        reason.Code == "over_token_budget" && long.TryParse(Needed(reason), CultureInfo.InvariantCulture, out var tokens)
            ? tokens
            : null;

    private static long? NeededMicros(Reason reason) =>
        reason.Code == "over_money_budget"
        && decimal.TryParse(Needed(reason).Split(' ')[0], CultureInfo.InvariantCulture, out var amount)
            ? (long)(amount * 1_000_000)
            : null;

    private static string Needed(Reason reason) =>
        reason.Arguments.FirstOrDefault(argument => argument.Name == "needed")?.Text ?? "";

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
