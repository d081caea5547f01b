using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

/// <summary>How many chapters a provider completed in each of the last sixty minutes, the oldest first.</summary>
internal sealed record ProviderPace(string Provider, IReadOnlyList<int> PerMinute);

/// <summary>Chapters completed in the hour before a moment, as they stand in the ledger.</summary>
internal sealed record LastHour(DateTimeOffset Until, IReadOnlyList<CompletedMinute> Completed)
{
    public const int Minutes = 60;

    public DateTimeOffset Since => Until - TimeSpan.FromMinutes(Minutes);

    /// <summary>The same of runs that were read already.</summary>
    public static LastHour Of(IEnumerable<ChapterRun> runs, DateTimeOffset until)
    {
        var since = until - TimeSpan.FromMinutes(Minutes);
        return new(
            until,
            [
                .. runs.Where(run => run.State == RunState.Completed && run.ChangedAt >= since)
                    .Select(run => new CompletedMinute(run.Provider, (int)(run.ChangedAt!.Value - since).TotalMinutes, 1)),
            ]
        );
    }

    /// <summary>The busiest provider first.</summary>
    public IReadOnlyList<ProviderPace> ByProvider() =>
        [
            .. Completed
                .GroupBy(one => one.Provider, PaceOf)
                .OrderByDescending(pace => pace.PerMinute.Sum())
                .ThenBy(pace => pace.Provider, StringComparer.Ordinal),
        ];

    private static ProviderPace PaceOf(string provider, IEnumerable<CompletedMinute> completed)
    {
        var minutes = new int[Minutes];
        // What was completed between this clock's now and the ledger's answer belongs to the last minute.
        foreach (var one in completed)
            minutes[Math.Clamp(one.Minute, 0, Minutes - 1)] += one.Chapters;
        return new(provider, minutes);
    }
}

/// <summary>How fast work goes, for a curve. Dear: ask once in several seconds.</summary>
internal sealed class PaceQueries(IOverview overview, TimeProvider time)
{
    /// <summary>Sixty whole minutes, of which the last ends now.</summary>
    public async Task<LastHour> LastHourAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return new(now, await overview.CompletedAsync(now - TimeSpan.FromMinutes(LastHour.Minutes), cancel));
    }
}
