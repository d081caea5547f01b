namespace Weft.Ledger.Sqlite;

/// <summary>
/// The ledger in one SQLite file. Several processes may have it open; each has one connection that writes. Throws
/// <see cref="LedgerUnavailableException"/> for trouble that passes and <see cref="LedgerException"/> for what a person must look at.
/// </summary>
internal sealed class SqliteLedger : ILedger, IAsyncDisposable
{
    private SqliteLedger(SqliteStore store, TimeProvider time)
    {
        Store = store;
        Sessions = new SqliteSessions(store, time);
        Jobs = new SqliteJobs(store, time);
        Runs = new SqliteRuns(store, time);
        Providers = new SqliteProviders(store, time);
        Library = new SqliteLibrary(store, time);
        Journal = new SqliteJournal(store, time);
        Overview = new SqliteOverview(store);
        Changes = new SqliteChanges(store);
    }

    public ISessions Sessions { get; }
    public IJobs Jobs { get; }
    public IRuns Runs { get; }
    public IProviders Providers { get; }
    public ILibrary Library { get; }
    public IJournal Journal { get; }
    public IOverview Overview { get; }
    public IChanges Changes { get; }

    internal SqliteStore Store { get; }

    /// <summary>Opens the file, makes it where there is none, and brings it to this build's schema.</summary>
    public static Task<SqliteLedger> OpenAsync(string path, TimeProvider time, CancellationToken cancel) =>
        Task.Run(() => new SqliteLedger(SqliteStore.Open(path), time), cancel);

    /// <summary>What was begun is finished first.</summary>
    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
