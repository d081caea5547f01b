using Weft.Cli.Stores;
using Weft.Graph;
using Weft.Model;

namespace Weft.Cli.Work;

/// <summary>What came of a job: the cast, what binds it, and what was left out and why.</summary>
/// <param name="Cast">Entities with most mentions.</param>
/// <param name="Ties">Heaviest relations, ends by display name.</param>
/// <param name="Rejected">How often for each reason, most first.</param>
/// <param name="Skipped">Units and characters for each kind of unit or reason.</param>
/// <param name="GraphFile">Full path of the page; null while there is nothing to draw.</param>
internal sealed record BookSummary(
    int Entities,
    int Relations,
    IReadOnlyList<ResolvedEntity> Cast,
    IReadOnlyList<Tie> Ties,
    IReadOnlyList<(string Reason, int Count)> Rejected,
    IReadOnlyList<(string Kind, int Units, int Characters)> Skipped,
    string? GraphFile
)
{
    private const int MostRejections = 100_000;

    public static async Task<BookSummary> ReadAsync(Workplace place, Job job, int cast, int ties, CancellationToken cancel)
    {
        var resolved = await place.Graph.ReadResolvedAsync(job.Order.Book, cancel) ?? new ResolvedBook([], [], []);
        var names = resolved.Entities.ToDictionary(entity => entity.Id, entity => entity.Name);
        var rejections = await place.Ledger.Runs.RejectionsAsync(job.Id, MostRejections, cancel);
        return new(
            resolved.Entities.Count,
            resolved.Relations.Count,
            [.. resolved.Entities.Take(cast)],
            [
                .. resolved
                    .Relations.OrderByDescending(tie => tie.Weight)
                    .Take(ties)
                    .Select(tie => new Tie(
                        names.GetValueOrDefault(tie.Source, tie.Source),
                        names.GetValueOrDefault(tie.Target, tie.Target),
                        tie
                    )),
            ],
            [
                .. rejections
                    .GroupBy(one => one.Rejection.Reason)
                    .Select(group => (group.Key, group.Count()))
                    .OrderByDescending(one => one.Item2),
            ],
            await SkippedAsync(place, job, cancel),
            resolved.Entities.Count == 0 ? null : await GraphFiles.WritePageAsync(place, job.Order.Book, cancel)
        );
    }

    /// <summary>Skipped runs by the kind of their unit; a story's unit that was skipped goes by the reason of its run.</summary>
    private static async Task<IReadOnlyList<(string, int, int)>> SkippedAsync(Workplace place, Job job, CancellationToken cancel)
    {
        var units = (await place.Ledger.Library.UnitsAsync(job.Order.Edition, cancel)).ToDictionary(
            one => one.Position,
            one => one.Unit
        );
        var skipped = (await JobView.RunsAsync(place, job.Id, cancel)).Where(run => run.State == RunState.Skipped);
        return
        [
            .. skipped
                .GroupBy(run =>
                    units.TryGetValue(run.Id.Position, out var unit) && Weft.Work.JobStarter.SkipReason(unit) is not null
                        ? Showing.Figures.Word(unit.Kind)
                        : run.Reason
                )
                .Select(group => (group.Key, group.Count(), group.Sum(run => run.Characters)))
                .OrderByDescending(one => one.Item3),
        ];
    }
}

/// <summary>A relation with the display names of its ends.</summary>
internal sealed record Tie(string Source, string Target, ResolvedRelation Relation);
