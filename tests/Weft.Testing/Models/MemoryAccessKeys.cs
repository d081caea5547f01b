using Weft.Ledger;
using Weft.Model;

namespace Weft.Testing.Models;

/// <summary>The model's tokens of programs and keys of forms.</summary>
internal sealed class MemoryAccessKeys(MemoryState state) : IAccessKeys
{
    private readonly SortedDictionary<string, (ApiToken Token, string Hash)> _tokens = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, FormKey> _keys = new(StringComparer.Ordinal);

    public Task<IReadOnlyList<ApiToken>> TokensAsync(CancellationToken cancel) =>
        MemoryState.Listed(_tokens.Values.Select(row => row.Token));

    public Task<ApiToken?> FindTokenAsync(string hash, CancellationToken cancel) =>
        Task.FromResult(
            _tokens
                .Values.Where(row => row.Hash == hash && !(row.Token.Until <= state.Now))
                .Select(row => row.Token)
                .FirstOrDefault()
        );

    public Task<bool> TryAddTokenAsync(ApiToken token, string hash, CancellationToken cancel) =>
        Task.FromResult(_tokens.TryAdd(token.Name, (token, hash)));

    public Task<bool> TryRevokeTokenAsync(string name, CancellationToken cancel) => Task.FromResult(_tokens.Remove(name));

    public Task<IReadOnlyList<FormKey>> FormKeysAsync(CancellationToken cancel) => MemoryState.Listed(_keys.Values);

    public Task AddFormKeyAsync(FormKey key, CancellationToken cancel)
    {
        _keys.TryAdd(key.Name, key);
        return Task.CompletedTask;
    }
}
