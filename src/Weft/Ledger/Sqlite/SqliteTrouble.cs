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
                $"Another program has held the ledger {path} for more than {SqliteDb.BusyTimeout.TotalSeconds:0} s. End it, or wait.",
                error
            ),
            raw.SQLITE_FULL => new LedgerUnavailableException(
                $"The disk that holds the ledger {path} is full. Nothing is lost; free some space and work goes on.",
                error
            ),
            raw.SQLITE_IOERR or raw.SQLITE_NOMEM or raw.SQLITE_PROTOCOL => new LedgerUnavailableException(
                $"The ledger {path} cannot be read or written just now ({error.Message}). Look at the disk if this stays.",
                error
            ),
            raw.SQLITE_CANTOPEN => new LedgerException(
                $"The ledger {path} cannot be opened. Look whether its folder is there and may be written to.",
                error
            ),
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => new LedgerException(
                $"The ledger {path} may not be written to. Give this user the right to write the file and its folder, or set WEFT_DATA to another folder.",
                error
            ),
            raw.SQLITE_CORRUPT => new LedgerException(
                $"The ledger {path} is damaged. Put a backup in its place, or save what can be saved with: sqlite3 '{path}' .recover",
                error
            ),
            raw.SQLITE_NOTADB => new LedgerException(
                $"{path} is no ledger of Weft. Move it away, or set WEFT_DATA to another folder.",
                error
            ),
            _ => new LedgerException($"The ledger {path} refused a statement ({error.Message}). Please report this.", error),
        };
}
