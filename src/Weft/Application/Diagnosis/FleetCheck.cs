using Weft.Model;
using Weft.Providers;
using Weft.Reasons.Findings;
using Weft.Watching;

namespace Weft.Application.Diagnosis;

/// <summary>Who is at work, who is missed, and what the nodes have unlike each other.</summary>
/// <param name="graph">Which graph this machine has; empty where that is not known.</param>
internal sealed class FleetCheck(DoctorParts parts, DoctorStores stores, string graph)
{
    private static readonly TimeSpan PageAnnounced = TimeSpan.FromMinutes(2);

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancel)
    {
        var overview = await stores.Overview.ReadAsync(cancel);
        var findings = new List<Finding>();
        if (!overview.Trouble.IsNone)
            findings.Add(new("fleet_unseen", ("cause", overview.Trouble)));
        findings.AddRange(AtWork(overview));
        findings.AddRange(Waiting(overview));
        if (!parts.IsFleet)
            return findings;
        if (
            overview.Nodes.Any(node => node.Alive)
            && (await stores.Ledger.WebNodes.WebNodesAsync(PageAnnounced, cancel)).Count == 0
        )
            findings.Add(new("no_page"));
        var alive = overview.Nodes.Where(node => node.Alive).Select(node => node.Session).ToList();
        foreach (var card in await stores.Cards(alive, cancel))
            findings.AddRange(Unlike(card));
        return findings;
    }

    private static IEnumerable<Finding> AtWork(Overview overview)
    {
        var alive = overview.Nodes.Where(node => node.Alive).Select(node => node.Session.Node).Distinct().Order().ToList();
        var waiting = overview.Jobs.Count(job => job.Job.State is JobState.Created or JobState.Running);
        if (alive.Count > 0)
            yield return new("fleet_ok", ("nodes", alive.Count), ("names", string.Join(", ", alive)));
        else if (waiting > 0)
            yield return new("fleet_nobody_waited", ("jobs", waiting));
        else
            yield return new("fleet_nobody");
        foreach (var node in overview.Nodes.Where(node => !node.Alive))
            yield return new("node_silent", ("session", node.Session.Id.Value), ("node", node.Session.Node));
    }

    private static IEnumerable<Finding> Waiting(Overview overview)
    {
        // Nobody at all was said already.
        if (overview.Nodes.Any(node => node.Alive))
            foreach (var job in overview.JobsWithoutWorkers)
                yield return new(
                    "job_waits_workers",
                    ("job", job.Job.Id.Value),
                    ("chapters", job.WithoutWorkers),
                    ("providers", string.Join(", ", job.Job.Order.Providers))
                );
        foreach (var (node, provider) in overview.Locked)
            yield return new("node_key_locked", ("node", node.Session.Node), ("provider", provider));
    }

    private IEnumerable<Finding> Unlike(NodeCardSeen seen)
    {
        var (node, card) = (seen.Node, seen.Card);
        if (card.SecretMark.Length > 0 && parts.Seal is { } seal && card.SecretMark != SecretMark.Of(seal()))
            yield return new("node_other_secret", ("node", node));
        if (card.Graph.Length > 0 && graph.Length > 0 && card.Graph != graph)
            yield return new("node_other_graph", ("node", node), ("theirs", card.Graph), ("ours", graph));
        if (card.Build != parts.Build || card.Schema != parts.Schema)
            yield return new(
                "node_other_build",
                ("node", node),
                ("theirs", card.Build),
                ("schema", card.Schema),
                ("ours", parts.Build),
                ("known", parts.Schema)
            );
        foreach (var finding in ClockFindings.Of(node, seen.At, parts.Time.GetUtcNow(), TimeSpan.Zero))
            yield return finding;
    }
}
