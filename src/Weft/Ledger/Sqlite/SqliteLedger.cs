namespace Weft.Ledger.Sqlite;

/// <summary>
/// The ledger in one SQLite file. Several processes may have it open; each has one connection that writes. Throws
/// <see cref="LedgerUnavailableException"/> for trouble that passes and <see cref="LedgerException"/> for what a person must look at.
/// </summary>
internal sealed partial class SqliteLedger
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

    private static readonly LedgerRows Rows = new(DateTimeOffset.FromUnixTimeMilliseconds);

    private readonly SqliteStore _store;
    private readonly TimeProvider _time;

    private SqliteLedger(SqliteStore store, TimeProvider time) => (_store, _time) = (store, time);

    /// <summary>Opens the file, makes it where there is none, and brings it to this build's schema.</summary>
    public static Task<SqliteLedger> OpenAsync(string path, TimeProvider time, CancellationToken cancel) =>
        Task.Run(() => new SqliteLedger(SqliteStore.Open(path), time), cancel);

    /// <summary>What was begun is finished first.</summary>
    public ValueTask DisposeAsync() => _store.DisposeAsync();

    public Task<long> WishNumberAsync(CancellationToken cancel) => _store.ReadAsync(db => db.Number("wish-number") ?? 0, cancel);

    internal SqliteStore Store => _store;

    private long NowMs => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private static void Wish(SqliteDb db) => db.Execute("wish");

    private async Task<IReadOnlyList<T>> ReadListAsync<T>(Func<SqliteDb, List<T>> work, CancellationToken cancel) =>
        await _store.ReadAsync(work, cancel);
}
