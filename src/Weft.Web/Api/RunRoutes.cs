using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Model;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary><c>/api/jobs/ID/runs</c>: a job's chapters, each with its attempts, answers and rejections.</summary>
internal sealed class RunRoutes(WebParts parts) : IResource
{
    private readonly UseCases _cases = parts.UseCases;

    public void Map(IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup("/api/jobs/{job:long}/runs").WithTags("Runs");
        runs.MapGet("", ListAsync)
            .ForReaders()
            .Says<Slice<RunShape>>("listRuns", "Chapters of a job by position; of a state", 200, 404);
        runs.MapGet("{position:int}", ShowAsync)
            .ForReaders()
            .Says<RunDetailsShape>(
                "showRun",
                "One chapter of a job: its attempts, every answer, what was rejected and why",
                200,
                404
            );
    }

    private async Task<IResult> ListAsync(long job, int? limit, string? cursor, string? state, CancellationToken cancel)
    {
        if (Paging.TryRead(limit, cursor, out var paging) is { } bad)
            return bad;
        if (!Words.TryRead<RunState>(state, out var wanted))
            return Words.Bad<RunState>("state", state!);
        var from = (int)Math.Min(int.MaxValue, (paging.After ?? 0) + 1);
        return Answer.Of(
            await _cases.Runs.ListAsync(new JobId(job), wanted, from, paging.Limit + 1, cancel),
            (runs, texts) => paging.Cut(runs, view => view.Run.Id.Position, view => RunShape.Of(view, texts))
        );
    }

    private async Task<IResult> ShowAsync(long job, int position, CancellationToken cancel) =>
        Answer.Of(
            await _cases.Runs.DetailsAsync(new RunId(new(job), position), cancel),
            (details, texts) => new RunDetailsShape(details, texts)
        );
}
