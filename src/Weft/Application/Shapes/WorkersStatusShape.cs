using System.Text.Json.Nodes;
using Weft.Application.Texts;
using Weft.Model;
using Weft.Reasons;
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
    /// <param name="texts">The asker's language.</param>
    public static WorkersStatusShape Of(Overview overview, ReasonTexts texts) =>
        new(
            overview.At,
            overview.Trouble.Say(texts),
            overview.Providers.ToDictionary(
                seen => seen.Provider.Name,
                seen => WorkersOfProviderShape.Of(seen, overview.At, texts)
            ),
            [.. overview.Nodes.Select(NodeShape.Of)],
            [.. overview.Jobs.Select(seen => OpenJobShape.Of(seen, texts))],
            [.. overview.TakenOver.Select(session => TakeoverShape.Of(session, texts))]
        );
}

/// <param name="Processes">Open sessions that have workers for it, dead ones too.</param>
/// <param name="Calls">At once, as told; null = nothing is told.</param>
/// <param name="CallsNow">At once, as found out: where nothing is told, or while it bears fewer; null = as told.</param>
/// <param name="PausedUntil">Null also where it is paused until a person resumes it.</param>
internal sealed record WorkersOfProviderShape(
    int Processes,
    int Alive,
    IReadOnlyList<int> Pids,
    int Workers,
    int QueueLength,
    int PendingChapters,
    int? Calls,
    int? CallsNow,
    bool WaitedFor,
    bool HasLiveWorker,
    bool Paused,
    DateTimeOffset? PausedUntil,
    string? PauseReason,
    string? PauseReasonCode,
    JsonObject? PauseReasonArgs,
    IReadOnlyList<ActiveTaskShape> ActiveTasks
)
{
    public static WorkersOfProviderShape Of(ProviderSeen seen, DateTimeOffset now, ReasonTexts texts)
    {
        var pause = seen.Provider.IsPaused(now) ? seen.Provider.Pause : null;
        return new(
            seen.Nodes.Count,
            seen.Alive,
            [.. seen.Nodes.Select(node => node.Session.ProcessId)],
            seen.Workers,
            seen.QueueLength,
            seen.Pending,
            seen.Provider.Limits.Calls,
            seen.Provider.CallsNow,
            seen.IsWaitedFor,
            seen.HasLiveWorker,
            pause is not null,
            pause?.Until,
            pause?.Reason.Say(texts),
            pause?.Reason.Code,
            pause is null ? null : ReasonJson.ToNode(pause.Reason),
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

/// <param name="LockedProviders">Those that it was to work for and whose key it cannot open: it was started with another <c>WEFT_KEY</c>.</param>
internal sealed record NodeShape(
    string NodeName,
    long Session,
    string Role,
    int Pid,
    IReadOnlyList<string> Providers,
    IReadOnlyList<string> LockedProviders,
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
            seen.Session.Locked,
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
    string ReasonCode,
    JsonObject ReasonArgs,
    IReadOnlyList<string> Providers,
    int Chapters,
    int Done,
    int Failed,
    int Processing,
    int Pending,
    int WithoutWorkers
)
{
    public static OpenJobShape Of(JobSeen seen, ReasonTexts texts) =>
        new(
            seen.Job.Id.Value,
            seen.Title,
            Glossary.Word(seen.Job.State),
            seen.Job.Reason.Say(texts),
            seen.Job.Reason.Code,
            ReasonJson.ToNode(seen.Job.Reason),
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
internal sealed record TakeoverShape(
    string NodeName,
    long Session,
    int Pid,
    DateTimeOffset? EndedAt,
    string Reason,
    string ReasonCode,
    JsonObject ReasonArgs
)
{
    public static TakeoverShape Of(Session session, ReasonTexts texts) =>
        new(
            session.Node,
            session.Id.Value,
            session.ProcessId,
            session.EndedAt,
            session.EndReason.Say(texts),
            session.EndReason.Code,
            ReasonJson.ToNode(session.EndReason)
        );
}
