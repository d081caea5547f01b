using System.Security.Cryptography;
using System.Text;

namespace Weft.Ledger.MySql;

/// <summary>
/// The ledger in MySQL or MariaDB, for many machines. Each transaction is one packet with its COMMIT, but for an import, whose locks nobody waits
/// for. Throws <see cref="LedgerUnavailableException"/> for trouble that passes and <see cref="LedgerException"/> for what a person must look at.
/// </summary>
internal sealed partial class MySqlLedger
    : ILedger,
        ISessions,
        IJobs,
        IRuns,
        IProviders,
        ILibrary,
        IJournal,
        IOverview,
        IAsyncDisposable
{
    public ISessions Sessions => this;
    public IJobs Jobs => this;
    public IRuns Runs => this;
    public IProviders Providers => this;
    public ILibrary Library => this;
    public IJournal Journal => this;
    public IOverview Overview => this;

    /// <summary>Turns of asks and answers come first in their table, those of imports behind them.</summary>
    private const int Turns = 1024;

    private readonly MySqlStore _store;
    private readonly TimeProvider _time;
    private readonly LedgerRows _rows;

    private MySqlLedger(MySqlStore store, TimeProvider time) => (_store, _time, _rows) = (store, time, new(store.Clock.ToCaller));

    /// <summary>Connects, and brings an empty or older schema to this build's; many nodes may do so at once.</summary>
    public static Task<MySqlLedger> OpenAsync(string connectionString, TimeProvider time, CancellationToken cancel) =>
        OpenAsync(connectionString, time, readsClock: true, cancel);

    /// <param name="readsClock">False, for tests: the database is taken to have the caller's clock.</param>
    internal static async Task<MySqlLedger> OpenAsync(
        string connectionString,
        TimeProvider time,
        bool readsClock,
        CancellationToken cancel
    )
    {
        var store = MySqlStore.Of(connectionString, time, readsClock);
        try
        {
            await MySqlSchema.MakeReadyAsync(store, connectionString, cancel);
            return new MySqlLedger(store, time);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    public async Task<long> WishNumberAsync(CancellationToken cancel) => await _store.NumberAsync("wish-number", cancel) ?? 0;

    internal MySqlStore Store => _store;

    private long NowMs => _store.Clock.NowMs;

    private async Task<bool> IsDoneAsync(string name, CancellationToken cancel, params (string Name, object? Value)[] values) =>
        await _store.NumberAsync(name, cancel, values) > 0;

    /// <summary>A key in the width of its column, however long a model's name is.</summary>
    private static string Hashed(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static int TurnOf(string hash, int from = 0) => from + (Convert.ToInt32(hash[..4], 16) % Turns);
}
