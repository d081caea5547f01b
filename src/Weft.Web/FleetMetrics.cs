using System.Diagnostics.Metrics;
using Weft.Runtime;
using Weft.Watching;

namespace Weft.Web;

/// <summary>What stands in the ledger, as gauges. Every node shows the whole fleet's: take the largest of them, not their sum.</summary>
internal sealed class FleetMetrics : IDisposable
{
    private readonly OverviewReader _reader;
    private readonly Meter _meter = new(Telemetry.Name);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;

    public FleetMetrics(OverviewReader reader, TimeProvider time)
    {
        (_reader, _time) = (reader, time);
        PerProvider("weft.pending.chapters", "Pending chapters whose turn the provider has.", seen => seen.Pending);
        PerProvider("weft.queue.length", "Jobs on the provider's ring.", seen => seen.QueueLength);
        PerProvider("weft.processing.chapters", "Chapters being read.", seen => seen.Active.Count);
        PerProvider(
            "weft.stuck.chapters",
            "Chapters read for five minutes or more.",
            seen => seen.Active.Count(run => run.IsStuck)
        );
        PerProvider("weft.workers", "Workers of live nodes.", seen => seen.Workers);
        PerProvider("weft.provider.paused", "1 while the provider is paused.", IsPaused);
        Whole("weft.nodes", "Sessions that are alive.", overview => overview.Nodes.Count(node => node.Alive));
        Whole("weft.jobs.open", "Jobs that are not over.", overview => overview.Jobs.Count);
        Whole(
            "weft.jobs.without.workers",
            "Jobs with chapters that no live node has a worker for.",
            overview => overview.JobsWithoutWorkers.Count()
        );
        Whole(
            "weft.reading.age",
            "Seconds since these gauges were read from the ledger; large while it does not answer.",
            overview => (long)(_time.GetUtcNow() - overview.At).TotalSeconds,
            "s"
        );
    }

    /// <summary>Reads what the gauges show. While the ledger is away they show what was read last, and its age.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        try
        {
            foreach (var seen in (await _reader.ReadAsync(cancel)).Providers)
                if (_known.Add(seen.Provider.Name))
                    Telemetry.ShowZeros(seen.Provider.Name);
        }
        catch (TransientException)
        {
            // Told by the age.
        }
    }

    public void Dispose() => _meter.Dispose();

    private int IsPaused(ProviderSeen seen) => seen.Provider.IsPaused(_time.GetUtcNow()) ? 1 : 0;

    private void PerProvider(string name, string what, Func<ProviderSeen, int> value) =>
        _meter.CreateObservableGauge(
            name,
            () =>
                _reader.Last is { } overview
                    ? overview.Providers.Select(seen => new Measurement<long>(value(seen), Telemetry.Of(seen.Provider.Name)))
                    : [],
            null,
            what
        );

    private void Whole(string name, string what, Func<Overview, long> value, string? unit = null) =>
        _meter.CreateObservableGauge(
            name,
            () => _reader.Last is { } overview ? [new Measurement<long>(value(overview))] : Array.Empty<Measurement<long>>(),
            unit,
            what
        );
}
