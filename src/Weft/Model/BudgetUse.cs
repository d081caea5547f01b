namespace Weft.Model;

/// <summary>How much of the budget of an order's jobs is gone at one moment.</summary>
/// <param name="SettledTokens">Of calls that are not in the air any more: what was counted, and what was reserved by calls that were lost.</param>
/// <param name="SettledMicros">The same in money.</param>
/// <param name="ReservedTokens">Of calls in the air; it may turn out less.</param>
/// <param name="ReservedMicros">The same in money.</param>
public sealed record BudgetUse(Budget Budget, long SettledTokens, long SettledMicros, long ReservedTokens, long ReservedMicros)
{
    /// <summary>What becomes of a call that the budget does not cover while others are in the air.</summary>
    public CallOpening Judge(Call call) =>
        LacksTokens(call) || LacksMoney(call) ? new CallOpening.OverBudget(this) : new CallOpening.AwaitsBudget();

    /// <summary>No answer in the air could make room for it.</summary>
    public bool LacksTokens(Call call) => SettledTokens + call.Tokens > Budget.Tokens;

    private bool LacksMoney(Call call) => SettledMicros + call.Micros > Budget.Micros;
}
