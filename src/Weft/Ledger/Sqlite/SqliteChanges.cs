using Weft.Storage.Sqlite;

namespace Weft.Ledger.Sqlite;

/// <summary>The number of changes in a SQLite file.</summary>
internal sealed class SqliteChanges(SqliteFile file) : IChanges
{
    public Task<long> ChangeNumberAsync(CancellationToken cancel) =>
        file.ReadAsync(db => db.Number("change-number") ?? 0, cancel);
}

/// <summary>Raised in the transaction of each change that other processes must hear of.</summary>
internal static class ChangeNumber
{
    public static void Raise(SqliteDb db) => db.Execute("raise-change-number");

    /// <summary>Carries a change out, and raises the number if it took place.</summary>
    public static Task<bool> ChangeAsync(this SqliteFile file, Func<SqliteDb, bool> change, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
            {
                var done = change(db);
                if (done)
                    Raise(db);
                return done;
            },
            cancel
        );
}
