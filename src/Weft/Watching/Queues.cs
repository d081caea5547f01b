using Weft.Ledger;
using Weft.Model;

namespace Weft.Watching;

/// <summary>What waits for whom: pending chapters by the providers that may take them.</summary>
internal sealed class Queues
{
    private readonly Dictionary<string, (int Jobs, int Chapters)> _turns = new(StringComparer.Ordinal);
    private readonly HashSet<string> _waitedFor = new(StringComparer.Ordinal);
    private readonly Dictionary<JobId, int> _without = [];

    public Queues(IReadOnlyList<Job> jobs, IReadOnlyList<WaitingRuns> waiting, IReadOnlyList<NodeSeen> nodes)
    {
        var served = nodes.Where(node => node.Alive).SelectMany(node => node.Session.Providers).ToHashSet(StringComparer.Ordinal);
        var orders = jobs.ToDictionary(job => job.Id, job => job.Order);
        foreach (var runs in waiting.GroupBy(waits => waits.Job))
        {
            if (!orders.TryGetValue(runs.Key, out var order))
                continue;
            foreach (var provider in runs.SelectMany(waits => Turn(order, waits)).Distinct())
                Add(provider, 1, 0);
            foreach (var waits in runs)
                Take(order, waits, served);
        }
    }

    /// <summary>Running jobs with pending chapters whose turn that provider has.</summary>
    public int Jobs(string provider) => _turns.GetValueOrDefault(provider).Jobs;

    public int Pending(string provider) => _turns.GetValueOrDefault(provider).Chapters;

    public bool IsWaitedFor(string provider) => _waitedFor.Contains(provider);

    public int WithoutWorkers(JobId job) => _without.GetValueOrDefault(job);

    private void Take(JobOrder order, WaitingRuns runs, HashSet<string> served)
    {
        foreach (var provider in Turn(order, runs))
            Add(provider, 0, runs.Count);
        var able = Able(order, runs).ToList();
        _waitedFor.UnionWith(able);
        if (!able.Any(served.Contains))
            _without[runs.Job] = _without.GetValueOrDefault(runs.Job) + runs.Count;
    }

    private static IEnumerable<string> Turn(JobOrder order, WaitingRuns runs) =>
        order.Providers.Where((_, index) => RunTransitions.HasTurn(order, index, runs.Rung, runs.FailedBy));

    private static IEnumerable<string> Able(JobOrder order, WaitingRuns runs) =>
        RunTransitions.Able(order, runs.Rung, runs.FailedBy);

    private void Add(string provider, int jobs, int chapters)
    {
        var sofar = _turns.GetValueOrDefault(provider);
        _turns[provider] = (sofar.Jobs + jobs, sofar.Chapters + chapters);
    }
}
