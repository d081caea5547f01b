using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Weft.Application;
using Weft.Application.Progress;
using Weft.Application.Shapes;
using Weft.Model;
using Weft.Reasons;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary>
/// <c>/api/events</c>: a job's progress, the fleet or the open jobs as server-sent events. Each event is the whole state, and its id names
/// that state: who comes back with <c>Last-Event-ID</c>, to this node or to another, is sent nothing while that state still stands, and the
/// state as it is now otherwise. So nothing is missed, and no node needs to remember what it sent.
/// </summary>
internal sealed class EventRoutes(WebParts parts, LiveReadings readings) : IResource
{
    /// <summary>A comment goes out every so many readings without news, so that a reader that is gone is noticed.</summary>
    private const int QuietReadings = 15;
    private const int IdLength = 16;

    private static readonly JsonSerializerOptions OneLine = new(ShapeJson.Options) { WriteIndented = false };
    private readonly UseCases _cases = parts.UseCases;

    public void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/events", FollowAsync)
            .WithTags("Events")
            .ForReaders()
            .SaysOther(
                "followEvents",
                "Follows a job (?job=ID), the fleet (?fleet) or the open jobs (?jobs) as server-sent events; resumable by Last-Event-ID",
                200,
                "text/event-stream",
                404,
                503
            );

    private async Task<IResult> FollowAsync(long? job, HttpRequest request, CancellationToken cancel)
    {
        var topics = new[] { "job", "fleet", "jobs" }.Where(request.Query.ContainsKey).ToList();
        if (topics.Count != 1)
            return Answer.Problem(StatusCodes.Status400BadRequest, "events.what");
        if (topics[0] == "job" && job is null)
            return Answer.Problem(StatusCodes.Status400BadRequest, "events.what");
        if (job is { } id && await _cases.Jobs.FindAsync(new(id), cancel) is Result<Job>.Refused(var why))
            return Answer.Refused(why);
        return readings.TryFollow(job is { } followed ? new JobId(followed) : null) is { } follower
            ? new Stream(topics[0], follower, job is { } of ? new JobId(of) : null)
            : Answer.Problem(StatusCodes.Status503ServiceUnavailable, "events.too_many", LiveReadings.MostFollowers);
    }

    /// <param name="Stable">What of it makes a state of its own: times that run on by themselves are left out.</param>
    private sealed record Event(string Name, object Shape, object Stable);

    private sealed record Stream(string Topic, LiveReadings.Follower Follower, JobId? Job) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            using var following = Follower;
            var (request, response, stop) = (httpContext.Request, httpContext.Response, httpContext.RequestAborted);
            response.ContentType = "text/event-stream";
            response.Headers.CacheControl = "no-store";
            // A proxy that holds lines back would hold back all of it.
            response.Headers["X-Accel-Buffering"] = "no";
            var texts = AskedLanguage.Of(request);
            var last = request.Headers["Last-Event-ID"].ToString();
            var keeper = httpContext.RequestServices.GetRequiredService<DoorKeeper>();
            var caller = Caller.Of(httpContext.User);
            await response.WriteAsync("retry: 1000\n\n", stop);
            await response.Body.FlushAsync(stop);
            for (var quiet = 0; ; quiet++)
            {
                var reading = await Follower.NextAsync(stop);
                // Whose sign-in or token has ended is told nothing more.
                if (caller is not null && !await keeper.MayLookAsync(caller))
                    return;
                if (Of(reading, texts) is { } news && IdOf(news) is var id && id != last)
                {
                    last = id;
                    quiet = 0;
                    await response.WriteAsync(
                        $"id: {id}\nevent: {news.Name}\ndata: {JsonSerializer.Serialize(news.Shape, news.Shape.GetType(), OneLine)}\n\n",
                        stop
                    );
                    await response.Body.FlushAsync(stop);
                }
                else if (quiet >= QuietReadings)
                {
                    quiet = 0;
                    await response.WriteAsync(": still here\n\n", stop);
                    await response.Body.FlushAsync(stop);
                }
            }
        }

        /// <summary>Null = this reading began before anybody followed the topic.</summary>
        private Event? Of(LiveReading reading, ReasonTexts texts)
        {
            if (!reading.Trouble.IsNone)
                return Same("trouble", new TroubleShape(reading.Trouble.Say(texts), reading.Trouble.Code));
            if (Job is { } job)
                return reading.Jobs.TryGetValue(job, out var progress) && progress.Jobs.Count > 0 ? Of(progress, texts) : null;
            if (reading.Overview is not { } overview)
                return null;
            var status = WorkersStatusShape.Of(overview, texts);
            return Topic == "jobs" ? Same("jobs", status.Jobs) : new("fleet", status, Still(status));
        }

        private static Event Same(string name, object shape) => new(name, shape, shape);

        private static Event Of(ProgressReading progress, ReasonTexts texts)
        {
            var shape = ProgressShape.Of(progress.Jobs[0], progress.PerMinute, progress.Left, texts);
            return new("job", shape, shape with { PerMinute = null, SecondsLeft = null });
        }

        private static WorkersStatusShape Still(WorkersStatusShape status) =>
            status with
            {
                At = default,
                Providers = status.Providers.ToDictionary(
                    provider => provider.Key,
                    provider =>
                        provider.Value with
                        {
                            ActiveTasks = [.. provider.Value.ActiveTasks.Select(task => task with { Duration = 0 })],
                        }
                ),
            };

        private static string IdOf(Event news) =>
            ETags.Of(Encoding.UTF8.GetBytes(news.Name + JsonSerializer.Serialize(news.Stable, news.Stable.GetType(), OneLine)))[
                1..(IdLength + 1)
            ];
    }
}

/// <summary>Why nothing can be told for now.</summary>
internal sealed record TroubleShape(string Reason, string ReasonCode);
