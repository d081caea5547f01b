using System.Security.Cryptography;
using System.Text;

namespace Weft.Ledger.MySql;

/// <summary>Rows that are locked in the place of keys that have no row yet: whoever writes under a key takes its turn first.</summary>
internal static class MySqlTurns
{
    /// <summary>Turns of asks and answers come first in their table, those of imports behind them.</summary>
    private const int Turns = 1024;

    /// <summary>A key in the width of its column, however long a model's name is.</summary>
    public static string Hashed(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public static int Of(string hash) => Convert.ToInt32(hash[..4], 16) % Turns;

    public static int OfImport(string hash) => Turns + Of(hash);
}
