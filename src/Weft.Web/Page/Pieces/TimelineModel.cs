using Weft.Application;
using Weft.Graph;
using Weft.Graph.Timelines;
using Weft.Web.Page.Readings;

namespace Weft.Web.Page.Pieces;

/// <summary>What the timeline's pieces show.</summary>
public sealed class TimelineModel
{
    internal TimelineModel(TimelineReading read, string? open)
    {
        var timeline = read.Timeline ?? new Timeline([], new Dictionary<Model.StoryEventKind, int>(), [], null);
        (Reading, Events, Stage) = (read, timeline.Events, timeline.Stage);
        var at = open is null ? -1 : Events.ToList().FindIndex(one => TimelineReading.KeyOf(one) == open);
        At = at < 0 && Events.Count > 0 ? 0 : at;
    }

    internal TimelineReading Reading { get; }

    internal IReadOnlyList<TimelineEvent> Events { get; }

    internal IReadOnlyList<ResolvedEntity> Stage { get; }

    /// <summary>Place of the open event in the list; -1 where there is none.</summary>
    internal int At { get; }

    internal TimelineEvent? Open => At >= 0 ? Events[At] : null;

    internal TimelineEvent? Before => At > 0 ? Events[At - 1] : null;

    internal TimelineEvent? Behind => At >= 0 && At + 1 < Events.Count ? Events[At + 1] : null;

    internal IReadOnlyList<QuoteLine> Quotes =>
        [
            .. (Open?.Quotes ?? []).Select(quote => new QuoteLine(
                quote.Chapter,
                quote.Position,
                quote.Title,
                "",
                "",
                quote.Quote,
                quote.Offset,
                quote.Provider
            )),
        ];
}
