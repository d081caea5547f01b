namespace Weft.Ledger;

/// <summary>When a failed run is tried again by itself.</summary>
internal static class RetryDelay
{
    /// <summary>Ways through the job's whole list of providers, the first one included.</summary>
    public const int MostTries = 5;

    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>
    /// The job's first delay, doubled with each way through the list, at most a day, and not before <paramref name="earliest"/>. Null
    /// = the job wants none, or the tries are used up.
    /// </summary>
    /// <param name="failures">Of the run, the last one included; up to one per provider and way through the list.</param>
    public static TimeSpan? After(int failures, int providers, TimeSpan? first, TimeSpan? earliest)
    {
        var tries = (failures + providers - 1) / providers;
        if (first is null || tries >= MostTries)
            return null;
        var delay = TimeSpan.FromTicks(Math.Min(Longest.Ticks, first.Value.Ticks << (tries - 1)));
        return earliest > delay ? earliest : delay;
    }
}
