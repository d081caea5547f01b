using Microsoft.Data.Sqlite;
using Weft.Reasons;
using Weft.Storage.Sqlite;

namespace Weft.Ledger.Sqlite;

/// <summary>What is wrong with a ledger's file in plain words: what passes by itself, and what a person has to do.</summary>
internal static class LedgerTrouble
{
    public static Exception Of(SqliteFault fault, string path, SqliteException error) =>
        fault switch
        {
            SqliteFault.Held => new LedgerUnavailableException(StoreReasons.LedgerHeld(path, LedgerFile.BusyTimeout), error),
            SqliteFault.DiskFull => new LedgerUnavailableException(StoreReasons.LedgerDiskFull(path), error),
            SqliteFault.DiskTrouble => new LedgerUnavailableException(StoreReasons.LedgerDiskFails(path, error.Message), error),
            SqliteFault.CannotOpen => new LedgerException(StoreReasons.LedgerNotOpened(path), error),
            SqliteFault.ReadOnly => new LedgerException(StoreReasons.LedgerReadOnly(path), error),
            SqliteFault.Damaged => new LedgerException(StoreReasons.LedgerDamaged(path), error),
            SqliteFault.NoDatabase => new LedgerException(StoreReasons.NoLedger(path), error),
            _ => new LedgerException(StoreReasons.LedgerRefused(path, error.Message), error),
        };
}
