using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Weft.Storage.Sqlite;

/// <summary>What SQLite's error codes come to for a store.</summary>
internal enum SqliteFault
{
    /// <summary>Another program has held the file for longer than the busy timeout.</summary>
    Held,
    DiskFull,

    /// <summary>Reading or writing failed, memory was short, or the log's lock was lost in a race.</summary>
    DiskTrouble,
    CannotOpen,
    ReadOnly,
    Damaged,

    /// <summary>It is no SQLite file at all.</summary>
    NoDatabase,

    /// <summary>A statement was refused: a mistake of the program's.</summary>
    Refused,
}

internal static class SqliteFaults
{
    public static SqliteFault Of(SqliteException error) =>
        error.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => SqliteFault.Held,
            raw.SQLITE_FULL => SqliteFault.DiskFull,
            raw.SQLITE_IOERR or raw.SQLITE_NOMEM or raw.SQLITE_PROTOCOL => SqliteFault.DiskTrouble,
            raw.SQLITE_CANTOPEN => SqliteFault.CannotOpen,
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => SqliteFault.ReadOnly,
            raw.SQLITE_CORRUPT => SqliteFault.Damaged,
            raw.SQLITE_NOTADB => SqliteFault.NoDatabase,
            _ => SqliteFault.Refused,
        };
}
