using Weft.Dispatch;
using Weft.Dispatch.Embedded;
using Weft.Model;

namespace Weft.Testing.Conformance;

/// <summary>A way to know who is there.</summary>
public abstract class FleetBackend : IAsyncDisposable
{
    /// <summary>The fleet as one node sees it; each call another node.</summary>
    public abstract Task<IFleet> OpenAsync();

    /// <summary>The process behind that node is killed: nobody leaves, its connections just end.</summary>
    public abstract Task KillAsync(IFleet node, SessionId session);

    /// <summary>The server comes back empty.</summary>
    public abstract Task WipeAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

public sealed class EmbeddedFleetBackend : FleetBackend
{
    private readonly EmbeddedFleet _fleet = new();

    public override Task<IFleet> OpenAsync() => Task.FromResult<IFleet>(_fleet);

    public override Task KillAsync(IFleet node, SessionId session)
    {
        _fleet.Drop(session);
        return Task.CompletedTask;
    }

    public override Task WipeAsync()
    {
        _fleet.Wipe();
        return Task.CompletedTask;
    }
}
