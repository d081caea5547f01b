using Weft.Providers;
using Weft.Runtime;

namespace Weft.Testing;

/// <summary>Work is done where it stands, on the caller's thread.</summary>
public sealed class OnTheSpot : IOffload, ILocalWork
{
    public static OnTheSpot Instance { get; } = new();

    public Task<T> RunAsync<T>(Func<T> work) => Task.FromResult(work());

    public Task<T> RunAsync<T>(Func<Task<T>> work) => work();
}
