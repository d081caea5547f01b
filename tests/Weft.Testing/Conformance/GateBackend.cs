using Microsoft.Extensions.Time.Testing;
using Weft.Dispatch;
using Weft.Dispatch.Embedded;
using Weft.Runtime;

namespace Weft.Testing.Conformance;

/// <summary>Which guard of a gate a test switches off.</summary>
public enum GateGuard
{
    None,
    PermitKnown,
    GateSeed,
    PermitOverdue,
}

/// <summary>A way to keep limits, and the time it runs on.</summary>
public abstract class GateBackend : IAsyncDisposable
{
    /// <summary>The clock that deadlines and grants are told by.</summary>
    public abstract TimeProvider Time { get; }

    /// <summary>How far its moments may be off, because true time passes too.</summary>
    public abstract TimeSpan Slack { get; }

    /// <summary>The gate as one node sees it; each call another node.</summary>
    public abstract Task<IGate> OpenAsync(GateGuard without = GateGuard.None);

    /// <summary>Lets so much time pass.</summary>
    public abstract Task AdvanceAsync(TimeSpan by);

    /// <summary>All memory lost.</summary>
    public abstract Task WipeAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

public sealed class EmbeddedGateBackend : GateBackend
{
    private readonly FakeTimeProvider _time = new();
    private EmbeddedGate? _gate;

    public override TimeProvider Time => _time;

    public override TimeSpan Slack => TimeSpan.Zero;

    public override Task<IGate> OpenAsync(GateGuard without = GateGuard.None)
    {
        var guards = without switch
        {
            GateGuard.PermitKnown => Guards.Without(Guard.PermitKnown),
            GateGuard.GateSeed => Guards.Without(Guard.GateSeed),
            GateGuard.PermitOverdue => Guards.Without(Guard.PermitOverdue),
            _ => Guards.All,
        };
        return Task.FromResult<IGate>(_gate ??= new EmbeddedGate(_time, guards));
    }

    public override Task AdvanceAsync(TimeSpan by)
    {
        _time.Advance(by);
        return Task.CompletedTask;
    }

    public override Task WipeAsync()
    {
        _gate?.Wipe();
        return Task.CompletedTask;
    }
}
