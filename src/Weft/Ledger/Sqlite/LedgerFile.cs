using Microsoft.Data.Sqlite;
using Weft.Reasons;
using Weft.Reasons.Findings;
using Weft.Storage;
using Weft.Storage.Sqlite;

namespace Weft.Ledger.Sqlite;

/// <summary>A ledger's file and its schema. A migration only adds; so a build works with a file one release ahead of it, and refuses others.</summary>
internal static class LedgerFile
{
    /// <summary>Rises by one with each release that changes the schema; the last migration's number.</summary>
    public const int Schema = 17;

    private const long ApplicationId = 0x57454654;

    private const long LargeLog = 256L * 1024 * 1024;

    /// <summary>SQLite's own back-off is unfair: one writer may keep another waiting for seconds.</summary>
    public static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(30);

    public static readonly SqliteFileKind Kind = new()
    {
        Writer = "weft-ledger",
        Statements = new NamedStatements("Weft.Ledger.Sqlite."),
        BusyTimeout = BusyTimeout,
        Error = LedgerTrouble.Of,
        Closed = () => new ObjectDisposedException(nameof(SqliteLedger)),
    };

    public static SqliteFile Open(string path)
    {
        StoreFolder.Make(path, (folder, cause) => new LedgerException(StoreReasons.FolderNotMade(folder, cause.Message), cause));
        return SqliteFile.Open(path, Kind, db => Check(path, db));
    }

    /// <summary>Looks at the file as it stands, and neither makes nor changes it.</summary>
    public static LedgerExamination Examine(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (!File.Exists(path))
            return new([new("ledger_none", ("folder", folder))], false);
        try
        {
            using var db = SqliteDb.Open(path, Kind, forWriting: false);
            Check(path, db);
            var schema = db.SchemaVersion;
            return new(
                [
                    new("sqlite_ok", ("size", Measures.Size(new FileInfo(path).Length)), ("folder", folder)),
                    .. SchemaFindings.Of(schema, Schema),
                    .. Log(path),
                ],
                schema >= Schema
            );
        }
        catch (SqliteException error)
        {
            throw Kind.Translate(error, path);
        }
    }

    private static IEnumerable<Finding> Log(string path)
    {
        var log = new FileInfo(path + "-wal");
        if (log.Exists && log.Length > LargeLog)
            yield return new("sqlite_log_large", ("file", path), ("size", Measures.Size(log.Length)));
    }

    private static void Check(string path, SqliteDb db)
    {
        var schema = db.SchemaVersion;
        if (db.Pragma("application_id") != ApplicationId && db.Number("schema-strangers") > 0)
            throw new LedgerException(StoreReasons.LedgerOfOthers(path));
        if (schema > Schema + 1)
            throw new LedgerException(StoreReasons.LedgerTooNew(path, schema, Schema));
    }
}
