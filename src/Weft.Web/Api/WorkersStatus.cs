using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application.Shapes;
using Weft.Model;
using Weft.Watching;

namespace Weft.Web.Api;

/// <summary><c>GET /api/kg/workers/status</c>. The names are those of the system that this one follows, and stay; more may be added.</summary>
internal sealed class WorkersStatus(OverviewReader reader) : IResource
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(
            "/api/kg/workers/status",
            async (CancellationToken cancel) => Results.Json(Of(await reader.ReadAsync(cancel)), ShapeJson.Options)
        );

    public static object Of(Overview overview) =>
        new
        {
            At = overview.At,
            Trouble = overview.Trouble,
            Providers = overview.Providers.ToDictionary(one => one.Provider.Name, one => Of(one, overview.At)),
            Nodes = overview.Nodes.Select(Of),
            Jobs = overview.Jobs.Select(Of),
            Takeovers = overview.TakenOver.Select(OfEnded),
        };

    private static object Of(ProviderSeen one, DateTimeOffset now) =>
        new
        {
            Processes = one.Nodes.Count,
            one.Alive,
            Pids = one.Nodes.Select(node => node.Session.ProcessId),
            one.Workers,
            one.QueueLength,
            PendingChapters = one.Pending,
            WaitedFor = one.IsWaitedFor,
            one.HasLiveWorker,
            Paused = one.Provider.IsPaused(now),
            PausedUntil = one.Provider.IsPaused(now) ? one.Provider.Pause?.Until : null,
            PauseReason = one.Provider.IsPaused(now) ? one.Provider.Pause?.Reason : null,
            ActiveTasks = one.Active.Select(Of),
        };

    private static object Of(RunSeen run) =>
        new
        {
            TaskId = run.Run.Run.Job.Value,
            TaskName = run.Title,
            Pid = run.Session?.ProcessId,
            StartTime = run.Run.Since,
            Duration = Math.Round(run.For.TotalSeconds, 1),
            NodeName = run.Session?.Node,
            run.Run.Chapter,
            ChapterTitle = run.Run.Title,
            Position = run.Run.Run.Position,
            run.Run.Attempt,
            Session = run.Run.Session.Value,
            Stuck = run.IsStuck,
        };

    private static object Of(NodeSeen node) =>
        new
        {
            NodeName = node.Session.Node,
            Session = node.Session.Id.Value,
            node.Session.Role,
            Pid = node.Session.ProcessId,
            node.Session.Providers,
            node.Workers,
            node.Busy,
            StartTime = node.Session.StartedAt,
            node.Alive,
        };

    private static object Of(JobSeen job) =>
        new
        {
            TaskId = job.Job.Id.Value,
            TaskName = job.Title,
            State = job.Job.State.ToString().ToLowerInvariant(),
            job.Job.Reason,
            job.Job.Order.Providers,
            Chapters = job.Runs.Total,
            job.Done,
            job.Runs.Failed,
            job.Runs.Processing,
            job.Runs.Pending,
            WithoutWorkers = job.WithoutWorkers,
        };

    private static object OfEnded(Session session) =>
        new
        {
            NodeName = session.Node,
            Session = session.Id.Value,
            Pid = session.ProcessId,
            session.EndedAt,
            Reason = session.EndReason,
        };
}
