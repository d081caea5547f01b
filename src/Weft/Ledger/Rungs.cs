using Weft.Model;

namespace Weft.Ledger;

/// <summary>Which of a job's providers may take a run, and where a run goes that one of them has failed.</summary>
internal static class Rungs
{
    /// <summary>
    /// In order: provider <paramref name="index"/> may take runs of rungs from the returned one to its own. Those before its own only
    /// while each provider from the rung on to itself is workless: paused, or served by no open session.
    /// </summary>
    public static int LowestFor(IReadOnlyList<string> providers, int index, Func<string, bool> workless)
    {
        var lowest = index;
        while (lowest > 0 && workless(providers[lowest - 1]))
            lowest--;
        return lowest;
    }

    /// <summary>
    /// The rung after a failure; null where no provider is left. In order the ones that have failed the run already, standing in for
    /// others, are passed over. Side by side the rung says nothing and stays.
    /// </summary>
    public static int? Next(ProviderOrder order, int providers, int rung, int failedBy)
    {
        for (var next = order == ProviderOrder.InOrder ? rung + 1 : 0; next < providers; next++)
            if ((failedBy & (1 << next)) == 0)
                return order == ProviderOrder.InOrder ? next : rung;
        return null;
    }

    /// <summary>The list's order decides; a provider's place is a bit of <see cref="ChapterRun.FailedBy"/>.</summary>
    public static void Check(IReadOnlyList<string> providers)
    {
        if (providers.Count is 0 or > MostProviders)
            throw new ArgumentException($"A job takes 1 to {MostProviders} providers, not {providers.Count}.");
        if (providers.Distinct(StringComparer.Ordinal).Count() != providers.Count)
            throw new ArgumentException($"A job takes each provider once: {string.Join(", ", providers)}.");
    }

    public const int MostProviders = 30;
}
