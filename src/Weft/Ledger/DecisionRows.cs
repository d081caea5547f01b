using Weft.Model;

namespace Weft.Ledger;

/// <summary>Decisions on the way into a ledger.</summary>
internal static class DecisionRows
{
    /// <param name="last">The number of the last of them.</param>
    /// <param name="now">When those are said that bring no time of their own.</param>
    public static IReadOnlyList<NameDecision> Numbered(IReadOnlyList<NewDecision> decisions, int last, DateTimeOffset now) =>
        [
            .. decisions.Select(
                (decision, at) =>
                    new NameDecision(last - decisions.Count + 1 + at, decision.Kind, decision.Name, decision.Other)
                    {
                        By = decision.By,
                        // As the column keeps it.
                        At = DateTimeOffset.FromUnixTimeMilliseconds((decision.At ?? now).ToUnixTimeMilliseconds()),
                        Undoes = decision.Undoes,
                    }
            ),
        ];
}
