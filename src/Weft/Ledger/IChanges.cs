namespace Weft.Ledger;

/// <summary>How a process that works sees that something was ordered or changed beside it.</summary>
public interface IChanges
{
    /// <summary>
    /// Rises when a job is created, started, paused, resumed, cancelled or retried, when a provider, what was found out about it or its pause changes, when a book gets a new edition
    /// or is deleted, and when a person's word is added.
    /// </summary>
    Task<long> ChangeNumberAsync(CancellationToken cancel);
}
