using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Graph.Comparison;
using Weft.Model;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary><c>/api/jobs/A/compare/B</c>: what two jobs on one book found differently.</summary>
internal sealed class ComparisonRoutes(WebParts parts) : IResource
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var compare = routes.MapGroup("/api/jobs/{a:long}/compare/{b:long}").WithTags("Jobs");
        compare
            .MapGet("", ShowAsync)
            .ForReaders()
            .Says<ComparisonPageShape>(
                "compareJobs",
                "What two jobs on one book found differently, in numbers: in all, and chapter by chapter",
                200,
                404,
                409
            );
        compare
            .MapGet("findings", FindingsAsync)
            .ForReaders()
            .Says<Slice<FindingShape>>(
                "listFindings",
                "What one of two jobs found, or both, with quotes; of a kind, of a side, of some chapters",
                200,
                404,
                409
            );
    }

    private async Task<IResult> ShowAsync(long a, long b, int? limit, string? cursor, CancellationToken cancel)
    {
        if (Paging.TryRead(limit, cursor, out var paging) is { } bad)
            return bad;
        return Answer.Of(
            await parts.Comparisons.OfAsync(new(a), new(b), cancel),
            compared =>
            {
                var behind = compared.Chapters.Where(chapter => chapter.Chapter.Position > (paging.After ?? 0));
                var page = paging.Cut(
                    [.. behind.Take(paging.Limit + 1)],
                    chapter => chapter.Chapter.Position,
                    ChapterSidesShape.Of
                );
                return new ComparisonPageShape(compared, page.Items, page.Next);
            }
        );
    }

    private async Task<IResult> FindingsAsync(
        long a,
        long b,
        int? limit,
        string? cursor,
        string? kind,
        string? side,
        string? chapters,
        CancellationToken cancel
    )
    {
        if (Paging.TryRead(limit, cursor, out var paging) is { } bad)
            return bad;
        if (!Words.TryRead<FindingKind>(kind, out var wantedKind))
            return Words.Bad<FindingKind>("kind", kind!);
        if (!Words.TryRead<FindingSide>(side, out var wantedSide))
            return Words.Bad<FindingSide>("side", side!);
        var ranges = chapters is null ? null : ChapterRanges.TryParse(chapters);
        if (chapters is not null && ranges is null)
            return Answer.Bad("chapters", chapters, "api.is.chapters");
        var filter = new FindingFilter(wantedKind, wantedSide, ranges);
        return Answer.Of(
            await parts.Comparisons.OfAsync(new(a), new(b), cancel),
            compared =>
                paging.Cut(
                    [.. filter.Of(compared).Where(row => row.Number > (paging.After ?? 0)).Take(paging.Limit + 1)],
                    row => row.Number,
                    FindingShape.Of
                )
        );
    }
}
