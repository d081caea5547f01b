using Weft.Chaos;
using Weft.Testing;

namespace Weft.Rig;

/// <summary>A real node as a process of its own.</summary>
internal sealed class RigNode(string name, WeftProcess process, RigLedger ledger) : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public string Name => name;
    public int ProcessId => process.Id;
    public string Output => process.Output;

    /// <summary>Killed, or told to leave: it is not counted on any more.</summary>
    public bool IsGone { get; private set; }

    /// <summary>It ended by itself.</summary>
    public bool HasEnded => process.EndsWithin(TimeSpan.Zero);

    public bool IsStopped { get; private set; }

    /// <summary>Its open session.</summary>
    public async Task<long> SessionAsync()
    {
        long? session = null;
        await Until.TrueAsync(
            async () => (session = await ledger.SessionOfAsync(process.Id)) is not null,
            Limit,
            () => $"node {name} has an open session:\n{process.Output}"
        );
        return session!.Value;
    }

    /// <summary>Waits until it has that many runs in hand.</summary>
    public async Task HoldsAsync(int runs)
    {
        var session = await SessionAsync();
        await Until.TrueAsync(
            async () => (await ledger.HeldByAsync(session)).Count >= runs,
            Limit,
            () => $"node {name} has {runs} runs in hand:\n{process.Output}"
        );
    }

    public async Task KillAsync()
    {
        IsGone = true;
        await process.KillAsync();
    }

    public void Stop()
    {
        IsStopped = true;
        process.Signal(ProcessSignal.Stop);
    }

    public void Continue()
    {
        IsStopped = false;
        process.Signal(ProcessSignal.Continue);
    }

    /// <summary>Tells it to leave, as a supervisor does.</summary>
    public void Terminate()
    {
        IsGone = true;
        process.Signal(ProcessSignal.Terminate);
    }

    public Task<int> EndsAsync() => process.EndsAsync();

    public async ValueTask DisposeAsync() => await process.DisposeAsync();
}
