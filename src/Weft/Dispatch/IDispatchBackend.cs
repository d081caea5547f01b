using Weft.Reasons.Findings;
using Weft.Runtime;

namespace Weft.Dispatch;

/// <summary>
/// One way to keep rings, presence and permits: which setting means it, what it can do, how it is opened. All there are stand in
/// <see cref="DispatchBackends"/>.
/// </summary>
internal interface IDispatchBackend
{
    /// <summary>Whether the value of <c>WEFT_DISPATCH</c> means this one. Nothing is opened.</summary>
    bool Takes(string setting);

    /// <summary>All processes that name it see the same. Else it is one process's own, and has no mailboxes and no board.</summary>
    bool IsShared { get; }

    /// <exception cref="DispatchException">It cannot be used as it is.</exception>
    /// <exception cref="DispatchUnavailableException">It does not answer.</exception>
    Task<OpenDispatch> OpenAsync(string setting, RuntimeContext runtime);

    /// <summary>Looks how it is set and how it fares, and changes nothing.</summary>
    /// <exception cref="DispatchException">It cannot be used as it is.</exception>
    /// <exception cref="DispatchUnavailableException">It does not answer.</exception>
    Task<IReadOnlyList<Finding>> ExamineAsync(string setting, TimeProvider time);
}

/// <summary>What a node shares work through, and what closes it; without a fleet there are no mailboxes and no board.</summary>
internal sealed record OpenDispatch(
    IRing Ring,
    IFleet Fleet,
    IGate Gate,
    IMailbox? Mailbox = null,
    IBoard? Board = null,
    IAsyncDisposable? Held = null
);
