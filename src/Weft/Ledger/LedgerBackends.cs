using Weft.Ledger.MySql;
using Weft.Ledger.Sqlite;

namespace Weft.Ledger;

/// <summary>Every way to keep the ledger.</summary>
internal static class LedgerBackends
{
    /// <summary>Where nothing is said.</summary>
    public const string Default = SqliteBackend.Setting;

    /// <summary>The first that takes a setting is meant by it.</summary>
    public static readonly IReadOnlyList<ILedgerBackend> All = [new SqliteBackend(), new MySqlBackend()];

    /// <summary>Null where the setting means none of them.</summary>
    public static ILedgerBackend? Find(string setting) => All.FirstOrDefault(backend => backend.Takes(setting));

    /// <summary>As above, for a setting that was checked.</summary>
    public static ILedgerBackend Of(string setting) =>
        Find(setting) ?? throw new LedgerException("WEFT_LEDGER names no ledger that this build can open.");
}
