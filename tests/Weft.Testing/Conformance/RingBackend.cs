using Microsoft.Extensions.Time.Testing;
using Weft.Dispatch;
using Weft.Dispatch.Embedded;
using Weft.Runtime;

namespace Weft.Testing.Conformance;

/// <summary>A way to keep rings, and the time they run on.</summary>
public abstract class RingBackend : IAsyncDisposable
{
    /// <summary>The rings as one node sees them; each call another node.</summary>
    public abstract Task<IRing> OpenAsync();

    /// <summary>The same with a guard off.</summary>
    public abstract Task<IRing> OpenWithoutGenerationAsync();

    /// <summary>Lets so much time pass: by the fake clock, or in truth.</summary>
    public abstract Task AdvanceAsync(TimeSpan by);

    /// <summary>All jobs forgotten, as when the server comes back empty.</summary>
    public abstract Task WipeAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

public sealed class EmbeddedRingBackend : RingBackend
{
    private readonly FakeTimeProvider _time = new();
    private EmbeddedRing? _ring;

    public override Task<IRing> OpenAsync() => Open(Guards.All);

    public override Task<IRing> OpenWithoutGenerationAsync() => Open(Guards.Without(Guard.RingGeneration));

    public override Task AdvanceAsync(TimeSpan by)
    {
        _time.Advance(by);
        return Task.CompletedTask;
    }

    public override Task WipeAsync()
    {
        _ring?.Wipe();
        return Task.CompletedTask;
    }

    private Task<IRing> Open(Guards guards)
    {
        _ring = _ring?.Beside() ?? new EmbeddedRing(_time, new Random(4711), guards);
        return Task.FromResult<IRing>(_ring);
    }
}
