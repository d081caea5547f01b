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
