using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Model;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary>What the log of events is asked for in an address.</summary>
/// <param name="Kind">Words of kinds, with commas between.</param>
/// <param name="Before">Numbers below this one: <c>next</c> of the answer before.</param>
/// <param name="Since">How long ago (<c>2h</c>), or a date.</param>
/// <param name="Until">The same; without the moment itself.</param>
internal sealed record EventLogQuery(
    string? Kind,
    long? Job,
    string? Provider,
    string? Node,
    long? Session,
    long? Before,
    string? Since,
    string? Until,
    int? Limit
);

/// <summary><c>/api/events/log</c>: what happened to sessions, jobs and providers in the last 30 days.</summary>
internal sealed class EventLogRoutes(WebParts parts) : IResource
{
    private readonly EventQueries _events = parts.UseCases.Events;

    public void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/events/log", ListAsync)
            .WithTags("Events")
            .ForReaders()
            .Says<Slice<EventShape>>(
                "listEvents",
                "What happened to sessions, jobs and providers, the newest first; pages go on with ?before="
            );

    private async Task<IResult> ListAsync([AsParameters] EventLogQuery query, CancellationToken cancel)
    {
        if (Paging.TryRead(query.Limit, null, out var paging) is { } bad)
            return bad;
        var words = (query.Kind ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (words.FirstOrDefault(word => !Words.TryRead<EventKind>(word, out _)) is { } wrong)
            return Words.Bad<EventKind>("kind", wrong);
        if (Moments.TryRead("since", query.Since, parts.Time, out var since) is { } badSince)
            return badSince;
        if (Moments.TryRead("until", query.Until, parts.Time, out var until) is { } badUntil)
            return badUntil;
        var filter = new EventFilter
        {
            Kinds = EventQueries.KindsOf(words),
            Job = query.Job is { } job ? new(job) : null,
            Provider = NullIfEmpty(query.Provider),
            Node = NullIfEmpty(query.Node),
            Session = query.Session is { } session ? new(session) : null,
            Before = query.Before,
            From = since,
            Until = until,
        };
        var views = await _events.ListAsync(filter, paging.Limit + 1, cancel);
        return Answer.Of(texts =>
            paging.Cut(views, view => view.Event.Number, view => EventShape.Of(view, Phrases.For(texts.Language)))
        );
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <summary>Moments of an address.</summary>
internal static class Moments
{
    /// <summary>Null = good; nothing said is null.</summary>
    public static IResult? TryRead(string name, string? text, TimeProvider time, out DateTimeOffset? moment)
    {
        moment = null;
        if (string.IsNullOrEmpty(text))
            return null;
        moment = MomentParser.TryParse(text, time);
        return moment is null ? Answer.Bad(name, text, "api.is.moment") : null;
    }
}
