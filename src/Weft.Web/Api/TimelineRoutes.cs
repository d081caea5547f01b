using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Model;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary>What a timeline is asked for in an address.</summary>
/// <param name="Kinds">Words of kinds, with commas between.</param>
/// <param name="Name">Events of this entity alone: its id, name or a part of the name.</param>
/// <param name="Chapters">Events of these chapters alone.</param>
/// <param name="Up_to">Only what a reader knows after this chapter.</param>
internal sealed record TimelineQuery(string? Kinds, string? Name, string? Chapters, int? Up_to, int? Limit, string? Cursor);

/// <summary><c>/api/books/ID/graph/timeline</c>: what happens in a book, chapter by chapter.</summary>
internal sealed class TimelineRoutes(WebParts parts) : IResource
{
    private const int UsualEvents = 200;
    private const int LongestName = 500;

    public void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/books/{book:long}/graph/timeline", ShowAsync)
            .WithTags("Graph")
            .ForReaders()
            .Says<TimelineShape>(
                "showTimeline",
                "Events by chapter (battle, death, birth, marriage, oath, journey, other), each with people, place and sentence, and who is on stage",
                200,
                404
            );

    private async Task<IResult> ShowAsync(long book, [AsParameters] TimelineQuery query, CancellationToken cancel)
    {
        if (Paging.TryRead(query.Limit ?? UsualEvents, query.Cursor, out var paging) is { } bad)
            return bad;
        var words = (query.Kinds ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (words.FirstOrDefault(word => !Words.TryRead<StoryEventKind>(word, out _)) is { } wrong)
            return Words.Bad<StoryEventKind>("kinds", wrong);
        if (query.Name is { } name && (string.IsNullOrWhiteSpace(name) || name.Length > LongestName))
            return Answer.Bad("name", name.Length > LongestName ? name[..40] : name, "api.is.text", LongestName);
        var ranges = query.Chapters is null ? null : ChapterRanges.TryParse(query.Chapters);
        if (query.Chapters is not null && ranges is null)
            return Answer.Bad("chapters", query.Chapters, "api.is.chapters");
        if (query.Up_to < 0)
            return Answer.Bad("up_to", query.Up_to, "api.is.range", 0, int.MaxValue);
        var kinds = words.Select(word => Words.TryRead<StoryEventKind>(word, out var kind) ? kind!.Value : default);
        var filter = new TimelineFilter([.. kinds], query.Name, ranges, query.Up_to);
        var before = (int)(paging.After ?? 0);
        return await parts.UseCases.WithBookAsync(
            book,
            async found =>
                Answer.Of(
                    await parts.UseCases.Timelines.OfAsync(found, filter, cancel),
                    timeline =>
                    {
                        var page = timeline.Events.Skip(before).Take(paging.Limit).Select(TimelineEventShape.Of).ToList();
                        var behind = before + page.Count;
                        var next = behind < timeline.Events.Count ? behind.ToString(CultureInfo.InvariantCulture) : null;
                        return TimelineShape.Of(found, timeline, page, next);
                    }
                ),
            cancel
        );
    }
}
