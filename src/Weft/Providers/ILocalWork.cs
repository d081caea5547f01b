namespace Weft.Providers;

/// <summary>
/// Runs pieces of one chapter's own work and hands on what they made. A chapter that may be deadly is marked in the ledger around each, so
/// that a process that dies of it is not taken for one that died while it waited; such pieces never run at the same time in one session.
/// </summary>
public interface ILocalWork
{
    /// <summary>Work of the processor, off the caller's thread.</summary>
    Task<T> RunAsync<T>(Func<T> work);

    /// <summary>Work that waits for this process's own disk.</summary>
    Task<T> RunAsync<T>(Func<Task<T>> work);
}
