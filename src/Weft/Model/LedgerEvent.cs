using Weft.Reasons;

namespace Weft.Model;

/// <summary>What happened to a session, a job or a provider.</summary>
public enum EventKind
{
    /// <summary>A session began.</summary>
    Opened,

    /// <summary>A session ended in order.</summary>
    Left,

    /// <summary>A session died, and its chapters went back.</summary>
    TakenOver,

    /// <summary>A job was ordered.</summary>
    Created,
    Started,

    /// <summary>A job or a provider.</summary>
    Paused,

    /// <summary>A job or a provider.</summary>
    Resumed,
    Cancelled,

    /// <summary>Failed chapters of a job were put back.</summary>
    Retried,
    Completed,
    Failed,
}

/// <summary>Something that happened to one session, one job or one provider, written with the change itself.</summary>
/// <param name="Number">Rises from event to event; numbers may be left out.</param>
/// <param name="Chapters">How many went back or were put back; 0 where that says nothing.</param>
/// <param name="Reason">Why, as the row had it at that moment.</param>
public sealed record LedgerEvent(
    long Number,
    DateTimeOffset At,
    EventKind Kind,
    SessionId? Session,
    JobId? Job,
    string Provider,
    int Chapters,
    Reason Reason
);
