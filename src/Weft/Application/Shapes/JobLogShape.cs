using Weft.Application.Texts;

namespace Weft.Application.Shapes;

/// <summary>What happened to a job, over all nodes.</summary>
/// <param name="Events">Of the job, of nodes and of its providers while it was open, the oldest first.</param>
/// <param name="Failures">Chapters that stand as failed.</param>
internal sealed record JobLogShape(
    long Job,
    string State,
    RunCountsShape Runs,
    int Calls,
    long Tokens,
    decimal Money,
    string Currency,
    IReadOnlyList<EventShape> Events,
    IReadOnlyList<FailureShape> Failures
)
{
    public static JobLogShape Of(JobLog log, Phrases phrases)
    {
        var job = JobShape.Of(log.View, phrases.Reasons);
        return new(
            job.Job,
            job.State,
            job.Runs,
            job.Calls,
            job.Tokens,
            job.Money,
            job.Currency,
            [.. log.Events.Select(view => EventShape.Of(view, phrases))],
            [.. log.Failures.Select(failed => FailureShape.Of(failed, phrases.Reasons))]
        );
    }
}
