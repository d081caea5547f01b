using Weft.Model;

namespace Weft.Ledger;

/// <summary>
/// Who may take a run, and where it goes that a provider has failed: the part of a run's states that is decided in C#. The rest stands in the ledgers' statements,
/// MySQL's claim among them, which words <see cref="LowestRung"/> and <see cref="MayTake"/> again: a packet cannot ask.
/// </summary>
internal static class RunTransitions
{
    /// <summary>A provider's place in the job's list is a bit of <see cref="ChapterRun.FailedBy"/>.</summary>
    public const int MostProviders = 30;

    /// <summary>Ways through the job's whole list of providers, the first one included.</summary>
    public const int MostTries = 5;

    public static readonly TimeSpan LongestRetryDelay = TimeSpan.FromDays(1);

    /// <summary>The list's order decides.</summary>
    public static void CheckProviders(IReadOnlyList<string> providers)
    {
        if (providers.Count is 0 or > MostProviders)
            throw new ArgumentException($"A job takes 1 to {MostProviders} providers, not {providers.Count}.");
        if (providers.Distinct(StringComparer.Ordinal).Count() != providers.Count)
            throw new ArgumentException($"A job takes each provider once: {string.Join(", ", providers)}.");
    }

    /// <summary>
    /// In order: provider <paramref name="index"/> may take runs of rungs from the returned one to its own. Those before its own only
    /// while each provider from the rung on to itself is workless: paused, or served by no open session. What a model would have found is not to be
    /// had from <c>rules</c>: it reads what the models have failed, and stands in for those alone that are away.
    /// </summary>
    /// <param name="away">Workless for as long as the job says; nobody is where it says nothing.</param>
    public static int LowestRung(
        IReadOnlyList<string> providers,
        int index,
        Func<string, bool> workless,
        Func<string, bool>? away = null
    )
    {
        var lowest = index;
        var yields = IsRules(providers, index) ? away ?? Nobody : workless;
        while (lowest > 0 && yields(providers[lowest - 1]))
            lowest--;
        return lowest;
    }

    /// <summary>Whether provider <paramref name="index"/> may take a pending run.</summary>
    /// <param name="lowest">As <see cref="LowestRung"/> says.</param>
    /// <param name="away">As there.</param>
    public static bool MayTake(JobOrder order, int index, int lowest, int rung, int failedBy, Func<string, bool>? away = null) =>
        order.Order == ProviderOrder.InOrder
            ? rung >= lowest && rung <= index
            : !HasFailed(failedBy, index) && Needs(order.Providers, index, away) is var others && (failedBy & others) == others;

    /// <summary>In order a run waits for one provider, and a lower one stands in; side by side it waits for all that have not failed it.</summary>
    public static bool HasTurn(JobOrder order, int index, int rung, int failedBy) =>
        order.Order == ProviderOrder.InOrder ? index == rung : MayTake(order, index, 0, rung, failedBy);

    /// <summary>Providers that may take a pending run, if all before them were workless.</summary>
    public static IEnumerable<string> Able(JobOrder order, int rung, int failedBy)
    {
        Func<string, bool> away = order.RulesAfter is null ? Nobody : _ => true;
        return order.Providers.Where(
            (_, index) => MayTake(order, index, LowestRung(order.Providers, index, _ => true, away), rung, failedBy, away)
        );
    }

    /// <summary>
    /// Side by side: the bits of those that must have failed a run before this provider takes it; for <c>rules</c> all others that are not away.
    /// </summary>
    public static int Needs(IReadOnlyList<string> providers, int index, Func<string, bool>? away = null)
    {
        var needs = 0;
        for (var other = 0; IsRules(providers, index) && other < providers.Count; other++)
            if (other != index && !(away ?? Nobody)(providers[other]))
                needs |= 1 << other;
        return needs;
    }

    private static bool Nobody(string provider) => false;

    private static bool IsRules(IReadOnlyList<string> providers, int index) => providers[index] == Provider.RulesName;

    /// <summary>
    /// The rung after a failure; null where no provider is left. In order the ones that have failed the run already, standing in for
    /// others, are passed over. Side by side the rung says nothing and stays.
    /// </summary>
    public static int? NextRung(ProviderOrder order, int providers, int rung, int failedBy)
    {
        for (var next = order == ProviderOrder.InOrder ? rung + 1 : 0; next < providers; next++)
            if (!HasFailed(failedBy, next))
                return order == ProviderOrder.InOrder ? next : rung;
        return null;
    }

    /// <summary>
    /// When a failed run is tried again by itself: after the job's first delay, doubled with each way through the list, at most a day, and not
    /// before <paramref name="earliest"/>. Null = the job wants none, or the tries are used up.
    /// </summary>
    /// <param name="failures">Of the run, the last one included; up to one per provider and way through the list.</param>
    public static TimeSpan? RetryAfter(int failures, int providers, TimeSpan? first, TimeSpan? earliest)
    {
        var tries = (failures + providers - 1) / providers;
        if (first is null || tries >= MostTries)
            return null;
        var delay = TimeSpan.FromTicks(Math.Min(LongestRetryDelay.Ticks, first.Value.Ticks << (tries - 1)));
        return earliest > delay ? earliest : delay;
    }

    /// <summary>The bits with that of the provider which failed the run; one that is no longer on the list counts as the rung's.</summary>
    public static int WithFailure(int failedBy, IReadOnlyList<string> providers, string provider, int rung)
    {
        for (var index = 0; index < providers.Count; index++)
            if (providers[index] == provider)
                return failedBy | (1 << index);
        return failedBy | (1 << rung);
    }

    private static bool HasFailed(int failedBy, int index) => (failedBy & (1 << index)) != 0;
}
