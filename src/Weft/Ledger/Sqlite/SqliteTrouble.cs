using Weft.Reasons;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Weft.Ledger.Sqlite;

/// <summary>SQLite's errors in plain words: what passes by itself, and what a person has to do.</summary>
internal static class SqliteTrouble
{
    public static Exception Translate(SqliteException error, string path) =>
        error.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new LedgerUnavailableException(
                StoreReasons.LedgerHeld(path, SqliteDb.BusyTimeout),
                error
            ),
            raw.SQLITE_FULL => new LedgerUnavailableException(
                StoreReasons.LedgerDiskFull(path),
                error
            ),
            raw.SQLITE_IOERR or raw.SQLITE_NOMEM or raw.SQLITE_PROTOCOL => new LedgerUnavailableException(
                StoreReasons.LedgerDiskFails(path, error.Message),
                error
            ),
            raw.SQLITE_CANTOPEN => new LedgerException(
                StoreReasons.LedgerNotOpened(path),
                error
            ),
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => new LedgerException(
                StoreReasons.LedgerReadOnly(path),
                error
            ),
            raw.SQLITE_CORRUPT => new LedgerException(
                StoreReasons.LedgerDamaged(path),
                error
            ),
            raw.SQLITE_NOTADB => new LedgerException(
                StoreReasons.NoLedger(path),
                error
            ),
            _ => new LedgerException(StoreReasons.LedgerRefused(path, error.Message), error),
        };
}
