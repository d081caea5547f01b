using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Watching;

/// <summary>One moment of all that people look at.</summary>
/// <param name="Nodes">Open sessions, the oldest first.</param>
/// <param name="Jobs">Those that are not over, by id.</param>
/// <param name="Ended">Sessions that ended within <see cref="OverviewReader.LookBack"/>, in that order.</param>
/// <param name="Trouble">Why rings and presence are told by the ledger alone; none where they were asked.</param>
internal sealed record Overview(
    DateTimeOffset At,
    IReadOnlyList<NodeSeen> Nodes,
    IReadOnlyList<ProviderSeen> Providers,
    IReadOnlyList<JobSeen> Jobs,
    IReadOnlyList<Session> Ended,
    Reason Trouble
)
{
    public IEnumerable<Session> TakenOver => Ended.Where(session => session.WasTakenOver);

    /// <summary>Nodes that are alive and cannot open the key of a provider that they were to work for.</summary>
    public IEnumerable<(NodeSeen Node, string Provider)> Locked =>
        Nodes.Where(node => node.Alive).SelectMany(node => node.Session.Locked.Select(provider => (node, provider)));

    public IEnumerable<JobSeen> JobsWithoutWorkers => Jobs.Where(job => job.LacksWorkers);

    /// <summary>What is being read, longest first.</summary>
    public IEnumerable<RunSeen> Active => Providers.SelectMany(provider => provider.Active).OrderByDescending(run => run.For);
}

/// <param name="Alive">Its presence stands.</param>
/// <param name="Busy">Workers that are reading.</param>
internal sealed record NodeSeen(Session Session, bool Alive, int Busy)
{
    /// <summary>Workers over all its providers.</summary>
    public int Workers => Session.Workers * Session.Providers.Count;
}

/// <param name="Nodes">Open sessions that have workers for it.</param>
/// <param name="QueueLength">Jobs on its ring.</param>
/// <param name="Pending">Pending chapters whose turn it has; side by side each of a job's providers has it.</param>
/// <param name="Active">Longest first.</param>
/// <param name="IsWaitedFor">Pending chapters of a running job could go to it or, failed, come to it.</param>
internal sealed record ProviderSeen(
    Provider Provider,
    IReadOnlyList<NodeSeen> Nodes,
    int QueueLength,
    int Pending,
    IReadOnlyList<RunSeen> Active,
    bool IsWaitedFor
)
{
    public int Alive => Nodes.Count(node => node.Alive);

    /// <summary>Of the nodes that are alive.</summary>
    public int Workers => Nodes.Where(node => node.Alive).Sum(node => node.Session.Workers);

    public bool HasLiveWorker => Alive > 0;
}

/// <param name="WithoutWorkers">Pending chapters that no live session has a worker for.</param>
internal sealed record JobSeen(Job Job, string Title, RunCounts Runs, int WithoutWorkers)
{
    public int Done => Runs.DoneIn(Job.State);

    public bool LacksWorkers => WithoutWorkers > 0;
}

/// <param name="Session">Null where its session ended just now.</param>
/// <param name="Title">The book's.</param>
internal sealed record RunSeen(ActiveRun Run, Session? Session, string Title, TimeSpan For)
{
    /// <summary>Longer than any call may last.</summary>
    public static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(5);

    public bool IsStuck => For >= StuckAfter;
}
