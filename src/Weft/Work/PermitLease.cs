using Weft.Dispatch;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>The permits of one turn. Those that were handed to no chapter go back to the gate when the turn is over.</summary>
/// <param name="atMost">So many chapters may be taken on them; a provider that asks nobody has none and needs none.</param>
internal sealed class PermitLease(IGate gate, List<Permit> permits, int atMost, RuntimeContext runtime) : IAsyncDisposable
{
    public int AtMost => atMost;

    /// <summary>For one chapter, which gives it back; null where none are needed.</summary>
    public Permit? HandOver()
    {
        if (permits.Count == 0)
            return null;
        var permit = permits[^1];
        permits.RemoveAt(permits.Count - 1);
        return permit;
    }

    public async ValueTask DisposeAsync()
    {
        if (permits.Count > 0)
            await runtime.UntilDoneAsync(token => gate.ReleaseAsync(permits, token), CancellationToken.None);
    }
}
