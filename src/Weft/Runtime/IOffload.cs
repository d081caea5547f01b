namespace Weft.Runtime;

/// <summary>Runs work of the processor elsewhere than on the caller's thread; in a simulation, on its one thread when the time comes.</summary>
public interface IOffload
{
    Task<T> RunAsync<T>(Func<T> work);
}

/// <summary>Work goes to the thread pool.</summary>
internal sealed class ThreadPoolOffload : IOffload
{
    public Task<T> RunAsync<T>(Func<T> work) => Task.Run(work);
}

internal static class OffloadedWork
{
    /// <summary>Work that has no result.</summary>
    public static Task RunAsync(this IOffload offload, Action work) =>
        offload.RunAsync(() =>
        {
            work();
            return true;
        });
}
