using Weft.Ledger;

namespace Weft.Testing.Models;

/// <summary>The number of changes in the model.</summary>
internal sealed class MemoryChanges(MemoryState state) : IChanges
{
    public Task<long> ChangeNumberAsync(CancellationToken cancel) => Task.FromResult(state.ChangeNumber);
}
