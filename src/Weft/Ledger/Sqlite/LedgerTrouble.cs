using Microsoft.Data.Sqlite;
using Weft.Storage.Sqlite;

namespace Weft.Ledger.Sqlite;

/// <summary>What is wrong with a ledger's file in plain words: what passes by itself, and what a person has to do.</summary>
internal static class LedgerTrouble
{
    public static Exception Of(SqliteFault fault, string path, SqliteException error) =>
        fault switch
        {
            SqliteFault.Held => new LedgerUnavailableException(
                $"Another program has held the ledger {path} for more than {LedgerFile.BusyTimeout.TotalSeconds:0} s. End it, or wait.",
                error
            ),
            SqliteFault.DiskFull => new LedgerUnavailableException(
                $"The disk that holds the ledger {path} is full. Nothing is lost; free some space and work goes on.",
                error
            ),
            SqliteFault.DiskTrouble => new LedgerUnavailableException(
                $"The ledger {path} cannot be read or written just now ({error.Message}). Look at the disk if this stays.",
                error
            ),
            SqliteFault.CannotOpen => new LedgerException(
                $"The ledger {path} cannot be opened. Look whether its folder is there and may be written to.",
                error
            ),
            SqliteFault.ReadOnly => new LedgerException(
                $"The ledger {path} may not be written to. Give this user the right to write the file and its folder, or set WEFT_DATA to another folder.",
                error
            ),
            SqliteFault.Damaged => new LedgerException(
                $"The ledger {path} is damaged. Put a backup in its place, or save what can be saved with: sqlite3 '{path}' .recover",
                error
            ),
            SqliteFault.NoDatabase => new LedgerException(
                $"{path} is no ledger of Weft. Move it away, or set WEFT_DATA to another folder.",
                error
            ),
            _ => new LedgerException($"The ledger {path} refused a statement ({error.Message}). Please report this.", error),
        };
}
