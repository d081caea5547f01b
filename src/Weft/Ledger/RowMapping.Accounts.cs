using Weft.Model;
using Weft.Storage;

namespace Weft.Ledger;

/// <summary>Rows about who may come in.</summary>
internal sealed partial class RowMapping
{
    public User User(Row row) =>
        new(row.Text("name"), row.Word<UserRole>("role"), row.Text("password_hash"), At(row, "created_ms"));

    public SignIn SignIn(Row row) =>
        new(
            row.Text("sign_in_hash"),
            row.Text("user_name"),
            row.Word<UserRole>("role"),
            TimeSpan.FromMilliseconds(row.Long("stays_ms")),
            At(row, "until_ms")
        );

    public static (long Count, long LastMs) Tries(Row row) => (row.Long("tries"), row.Long("last_ms"));

    public ApiToken ApiToken(Row row) =>
        new(row.Text("name"), row.Word<UserRole>("role"), At(row, "created_ms"), MaybeAt(row, "until_ms"))
        {
            Owner = row.Text("owner"),
        };

    public AuditEntry AuditEntry(Row row) =>
        new(
            Number: row.Long("entry_id"),
            At: At(row, "at_ms"),
            By: new(row.Word<ActorKind>("by_kind"), row.Text("by_name"), row.Text("by_owner"), row.Text("by_address")),
            Kind: row.Word<AuditKind>("kind"),
            What: Reason(row, "what")
        );

    public static FormKey FormKey(Row row) => new(row.Text("name"), row.Text("sealed"));
}
