using Weft.Model;

namespace Weft.Ledger.MySql;

/// <summary>Tokens of programs and keys of forms, in a MySQL or MariaDB database.</summary>
internal sealed class MySqlAccessKeys(MySqlStore store, RowMapping rows) : IAccessKeys
{
    public async Task<IReadOnlyList<ApiToken>> TokensAsync(CancellationToken cancel) =>
        await store.QueryAsync("tokens", rows.ApiToken, cancel);

    public Task<ApiToken?> FindTokenAsync(string hash, CancellationToken cancel) =>
        store.FirstAsync("token", rows.ApiToken, cancel, ("@hash", hash), ("@now", store.NowMs));

    public async Task<bool> TryAddTokenAsync(ApiToken token, string hash, CancellationToken cancel) =>
        await store.ExecuteAsync(
            "add-token",
            cancel,
            ("@name", token.Name),
            ("@hash", hash),
            ("@role", ColumnFormats.Word(token.Role)),
            ("@created", store.Clock.ToServer(token.Created)),
            ("@until", store.Clock.ToServer(token.Until)),
            ("@owner", token.Owner)
        ) > 0;

    public async Task<bool> TryRevokeTokenAsync(string name, CancellationToken cancel) =>
        await store.ExecuteAsync("revoke-token", cancel, ("@name", name)) > 0;

    public async Task<IReadOnlyList<FormKey>> FormKeysAsync(CancellationToken cancel) =>
        await store.QueryAsync("form-keys", RowMapping.FormKey, cancel);

    public Task AddFormKeyAsync(FormKey key, CancellationToken cancel) =>
        store.ExecuteAsync("add-form-key", cancel, ("@name", key.Name), ("@sealed", key.Sealed));
}
