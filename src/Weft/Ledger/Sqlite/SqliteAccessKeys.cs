using Weft.Model;
using Weft.Storage.Sqlite;

namespace Weft.Ledger.Sqlite;

/// <summary>Tokens of programs and keys of forms, in a SQLite file.</summary>
internal sealed class SqliteAccessKeys(SqliteFile file, TimeProvider time) : IAccessKeys
{
    private static readonly RowMapping Rows = RowMapping.ByUnixTime;

    public Task<IReadOnlyList<ApiToken>> TokensAsync(CancellationToken cancel) =>
        file.ReadListAsync(db => db.Query("tokens", Rows.ApiToken), cancel);

    public Task<ApiToken?> FindTokenAsync(string hash, CancellationToken cancel) =>
        file.ReadAsync(db => db.First("token", Rows.ApiToken, ("$hash", hash), ("$now", time.NowMs())), cancel);

    public Task<bool> TryAddTokenAsync(ApiToken token, string hash, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
                db.Execute(
                    "add-token",
                    ("$name", token.Name),
                    ("$hash", hash),
                    ("$role", ColumnFormats.Word(token.Role)),
                    ("$created", ColumnFormats.Ms(token.Created)),
                    ("$until", ColumnFormats.Ms(token.Until)),
                    ("$owner", token.Owner)
                ) > 0,
            cancel
        );

    public Task<bool> TryRevokeTokenAsync(string name, CancellationToken cancel) =>
        file.WriteAsync(db => db.Execute("revoke-token", ("$name", name)) > 0, cancel);

    public Task<IReadOnlyList<FormKey>> FormKeysAsync(CancellationToken cancel) =>
        file.ReadListAsync(db => db.Query("form-keys", RowMapping.FormKey), cancel);

    public Task AddFormKeyAsync(FormKey key, CancellationToken cancel) =>
        file.WriteAsync(db => db.Execute("add-form-key", ("$name", key.Name), ("$sealed", key.Sealed)), cancel);
}
