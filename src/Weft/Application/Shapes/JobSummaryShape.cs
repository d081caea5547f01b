using System.Text.Json.Serialization;
using Weft.Ledger;

namespace Weft.Application.Shapes;

/// <summary>A job at the end of a run: its numbers, and what came of it.</summary>
internal sealed record JobSummaryShape : JobShape
{
    /// <param name="graph">Full path of the page; null while there is nothing to draw.</param>
    public JobSummaryShape(JobView view, JobSummary summary, string? hash, string? graph)
        : base(view)
    {
        (Hash, Graph) = (hash, graph);
        (Entities, Relations) = (summary.Graph.Entities, summary.Graph.Relations);
        Cast = [.. summary.Graph.Cast.Select(entity => new CastShape(entity.Name, entity.Type, entity.Mentions))];
        Rejections = summary.Rejected;
        Skipped = [.. summary.Skipped.Select(share => new SkippedShape(share.Cause, share.Units, share.Characters))];
    }

    [JsonPropertyOrder(1)]
    public string? Hash { get; }

    [JsonPropertyOrder(1)]
    public int Entities { get; }

    [JsonPropertyOrder(1)]
    public int Relations { get; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<CastShape> Cast { get; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<RejectionCount> Rejections { get; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<SkippedShape> Skipped { get; }

    [JsonPropertyOrder(1)]
    public string? Graph { get; }
}

internal sealed record CastShape(string Name, string Type, int Mentions);

internal sealed record SkippedShape(string Kind, int Units, int Characters);
