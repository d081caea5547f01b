namespace Weft.Storage.Sqlite;

/// <summary>
/// Brings a file to this build's schema. Its number stands in the file's <c>user_version</c>, which each script sets, so that a start beside a file that is
/// ready costs one read. Each script is one transaction: after a crash the file has it whole or not at all.
/// </summary>
internal static class SqliteMigrations
{
    /// <param name="check">Throws where the file is not the store's, or too new for this build.</param>
    public static void MakeReady(string path, SqliteFileKind kind, Action<SqliteDb> check)
    {
        if (IsReady(path, kind, check))
            return;
        // Another process may be starting too, and the switch to WAL waits for nobody: the turn is taken on a file beside.
        using var turn = SqliteDb.Open(path + "-migrating", kind, forWriting: true);
        turn.Run("BEGIN EXCLUSIVE");
        if (!IsReady(path, kind, check))
            Migrate(path, kind);
        turn.Run("ROLLBACK");
    }

    private static bool IsReady(string path, SqliteFileKind kind, Action<SqliteDb> check)
    {
        using var db = SqliteDb.Open(path, kind, forWriting: true);
        check(db);
        return db.SchemaVersion >= kind.Statements.Migrations[^1].Number;
    }

    private static void Migrate(string path, SqliteFileKind kind)
    {
        using var db = SqliteDb.Open(path, kind, forWriting: true);
        db.Run("PRAGMA journal_mode = WAL");
        var standing = db.SchemaVersion;
        foreach (var migration in kind.Statements.Migrations.Where(migration => migration.Number > standing))
        {
            db.Run("BEGIN IMMEDIATE");
            db.Run(migration.Text);
            db.Run("COMMIT");
        }
    }
}
