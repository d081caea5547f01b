using Weft.Application.Texts;
using Weft.Model;
using Weft.Watching;

namespace Weft.Application.Shapes;

/// <summary>Who works on what. The names are those of the system that this one follows, and stay; more may be added.</summary>
/// <param name="Trouble">Why rings and presence are told by the ledger alone; empty where they were asked.</param>
/// <param name="Providers">By name.</param>
internal sealed record WorkersStatusShape(
    DateTimeOffset At,
    string Trouble,
    IReadOnlyDictionary<string, WorkersOfProviderShape> Providers,
    IReadOnlyList<NodeShape> Nodes,
    IReadOnlyList<OpenJobShape> Jobs,
    IReadOnlyList<TakeoverShape> Takeovers
)
{
    public static WorkersStatusShape Of(Overview overview) =>
        new(
            overview.At,
            overview.Trouble,
            overview.Providers.ToDictionary(seen => seen.Provider.Name, seen => WorkersOfProviderShape.Of(seen, overview.At)),
            [.. overview.Nodes.Select(NodeShape.Of)],
            [.. overview.Jobs.Select(OpenJobShape.Of)],
            [.. overview.TakenOver.Select(TakeoverShape.Of)]
        );
}

/// <param name="Processes">Open sessions that have workers for it, dead ones too.</param>
/// <param name="PausedUntil">Null also where it is paused until a person resumes it.</param>
internal sealed record WorkersOfProviderShape(
    int Processes,
    int Alive,
    IReadOnlyList<int> Pids,
    int Workers,
    int QueueLength,
    int PendingChapters,
    bool WaitedFor,
    bool HasLiveWorker,
    bool Paused,
    DateTimeOffset? PausedUntil,
    string? PauseReason,
    IReadOnlyList<ActiveTaskShape> ActiveTasks
)
{
    public static WorkersOfProviderShape Of(ProviderSeen seen, DateTimeOffset now)
    {
        var pause = seen.Provider.IsPaused(now) ? seen.Provider.Pause : null;
        return new(
            seen.Nodes.Count,
            seen.Alive,
            [.. seen.Nodes.Select(node => node.Session.ProcessId)],
            seen.Workers,
            seen.QueueLength,
            seen.Pending,
            seen.IsWaitedFor,
            seen.HasLiveWorker,
            pause is not null,
            pause?.Until,
            pause?.Reason,
            [.. seen.Active.Select(ActiveTaskShape.Of)]
        );
    }
}

/// <summary>A chapter that is being read.</summary>
/// <param name="Duration">In seconds.</param>
internal sealed record ActiveTaskShape(
    long TaskId,
    string TaskName,
    int? Pid,
    DateTimeOffset StartTime,
    double Duration,
    string? NodeName,
    int Chapter,
    string ChapterTitle,
    int Position,
    int Attempt,
    long Session,
    bool Stuck
)
{
    public static ActiveTaskShape Of(RunSeen seen) =>
        new(
            seen.Run.Run.Job.Value,
            seen.Title,
            seen.Session?.ProcessId,
            seen.Run.Since,
            Math.Round(seen.For.TotalSeconds, 1),
            seen.Session?.Node,
            seen.Run.Chapter,
            seen.Run.Title,
            seen.Run.Run.Position,
            seen.Run.Attempt,
            seen.Run.Session.Value,
            seen.IsStuck
        );
}

internal sealed record NodeShape(
    string NodeName,
    long Session,
    string Role,
    int Pid,
    IReadOnlyList<string> Providers,
    int Workers,
    int Busy,
    DateTimeOffset StartTime,
    bool Alive
)
{
    public static NodeShape Of(NodeSeen seen) =>
        new(
            seen.Session.Node,
            seen.Session.Id.Value,
            seen.Session.Role,
            seen.Session.ProcessId,
            seen.Session.Providers,
            seen.Workers,
            seen.Busy,
            seen.Session.StartedAt,
            seen.Alive
        );
}

/// <summary>A job that is not over.</summary>
/// <param name="WithoutWorkers">Pending chapters that no live node has a worker for.</param>
internal sealed record OpenJobShape(
    long TaskId,
    string TaskName,
    string State,
    string Reason,
    IReadOnlyList<string> Providers,
    int Chapters,
    int Done,
    int Failed,
    int Processing,
    int Pending,
    int WithoutWorkers
)
{
    public static OpenJobShape Of(JobSeen seen) =>
        new(
            seen.Job.Id.Value,
            seen.Title,
            Glossary.Word(seen.Job.State),
            seen.Job.Reason,
            seen.Job.Order.Providers,
            seen.Runs.Total,
            seen.Done,
            seen.Runs.Failed,
            seen.Runs.Processing,
            seen.Runs.Pending,
            seen.WithoutWorkers
        );
}

/// <summary>A session whose work others took over.</summary>
internal sealed record TakeoverShape(string NodeName, long Session, int Pid, DateTimeOffset? EndedAt, string Reason)
{
    public static TakeoverShape Of(Session session) =>
        new(session.Node, session.Id.Value, session.ProcessId, session.EndedAt, session.EndReason);
}
