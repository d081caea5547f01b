using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Weft.Application.Texts;
using Weft.Ledger;
using Weft.Reasons;

namespace Weft.Application.Shapes;

/// <summary>A job at the end of a run: its numbers, and what came of it.</summary>
internal sealed record JobSummaryShape : JobShape
{
    /// <param name="graph">Full path of the page; null while there is nothing to draw.</param>
    public JobSummaryShape(JobView view, JobSummary summary, string? hash, string? graph, ReasonTexts texts)
        : base(view, texts)
    {
        (Hash, Graph) = (hash, graph);
        (Entities, Relations) = (summary.Graph.Entities, summary.Graph.Relations);
        Cast = [.. summary.Graph.Cast.Select(entity => new CastShape(entity.Name, entity.Type, entity.Mentions))];
        Rejections = [.. summary.Rejected.Select(count => RejectionShape.Of(count, texts))];
        Skipped = [.. summary.Skipped.Select(share => SkippedShape.Of(share, texts))];
        WithoutEntity = [.. summary.WithoutEntity.Select(name => RefusedNameShape.Of(name, texts))];
        Readers = [.. summary.Readers.Select(share => ReaderShape.Of(share, texts))];
        Warnings = [.. summary.Warnings.Select(warning => warning.Say(texts))];
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
    public IReadOnlyList<RejectionShape> Rejections { get; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<SkippedShape> Skipped { get; }

    /// <summary>Names that stand often and became no entity.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<RefusedNameShape> WithoutEntity { get; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<ReaderShape> Readers { get; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<string> Warnings { get; }

    [JsonPropertyOrder(1)]
    public string? Graph { get; }
}

internal sealed record CastShape(string Name, string Type, int Mentions);

internal sealed record RejectionShape(string Reason, int Count, string ReasonCode, JsonObject ReasonArgs)
{
    public static RejectionShape Of(RejectionCount count, ReasonTexts texts) =>
        new(count.Reason.Say(texts), count.Count, count.Reason.Code, ReasonJson.ToNode(count.Reason));
}

/// <param name="Kind">The kind of the units; of a story's units the reason why they were skipped.</param>
internal sealed record SkippedShape(string Kind, int Units, int Characters)
{
    public static SkippedShape Of(SkippedShare share, ReasonTexts texts) =>
        new(share.Kind is { } kind ? Glossary.Word(kind) : share.Reason.Say(texts), share.Units, share.Characters);
}
