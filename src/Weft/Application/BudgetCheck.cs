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

    /// <summary>Whether a job that was paused at its order's budget could go on with it. Null = it could.</summary>
    /// <param name="use">Of its order. What calls in the air have reserved may come back.</param>
    public static Refusal? CheckRoom(Job job, BudgetUse use, BudgetWish raise)
    {
        var tokens = raise.Budget.Tokens ?? use.Budget.Tokens;
        var needed = NeededTokens(job.Reason) ?? 0;
        if (raise.Budget.Tokens <= use.SettledTokens || (needed > 0 && use.SettledTokens + needed > tokens))
            return new Refusal.BudgetIsSpent(
                job.Id,
                tokens!.Value.ToString(CultureInfo.InvariantCulture),
                use.SettledTokens.ToString(CultureInfo.InvariantCulture),
                needed.ToString(CultureInfo.InvariantCulture),
                Higher(job, use),
                IsMoney: false
            );
        var micros = raise.Budget.Micros ?? use.Budget.Micros;
        var cost = NeededMicros(job.Reason) ?? 0;
        if (!(raise.Budget.Micros <= use.SettledMicros) && !(cost > 0 && use.SettledMicros + cost > micros))
            return null;
        var currency = raise.Currency.Length > 0 ? raise.Currency : CurrencyOf(job.Reason);
        return new Refusal.BudgetIsSpent(
            job.Id,
            Prices.Amount(micros!.Value, currency),
            Prices.Amount(use.SettledMicros, currency),
            Prices.Amount(cost, currency),
            Higher(job, use),
            IsMoney: true
        );
    }

    /// <summary>A budget that would let it go on, as people write one: twice what there was, and room for the next call, of the kind that was too small.</summary>
    public static string Higher(Job job, BudgetUse use) =>
        job.Reason.Code == "over_token_budget"
            ? $"{Math.Max(2 * (use.Budget.Tokens ?? 0), use.SettledTokens + (NeededTokens(job.Reason) ?? 0))}tok"
            : Prices.Amount(Math.Max(2 * (use.Budget.Micros ?? 0), use.SettledMicros + (NeededMicros(job.Reason) ?? 0)), "")
                + CurrencyOf(job.Reason);

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

    /// <summary>Empty where the reason tells of no money.</summary>
    private static string CurrencyOf(Reason reason) => reason.Code == "over_money_budget" ? Needed(reason).Split(' ')[^1] : "";

    private static string Needed(Reason reason) =>
        reason.Arguments.FirstOrDefault(argument => argument.Name == "needed")?.Text ?? "";

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
