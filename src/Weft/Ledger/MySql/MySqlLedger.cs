namespace Weft.Ledger.MySql;

/// <summary>
/// The ledger in MySQL or MariaDB, for many machines. Each transaction is one packet with its COMMIT, but for an import, whose locks nobody waits
/// for. Throws <see cref="LedgerUnavailableException"/> for trouble that passes and <see cref="LedgerException"/> for what a person must look at.
/// </summary>
internal sealed class MySqlLedger : ILedger, IAsyncDisposable
{
    private MySqlLedger(MySqlStore store, TimeProvider time)
    {
        var rows = new RowMapping(store.Clock.ToCaller);
        Store = store;
        Sessions = new MySqlSessions(store, rows);
        Jobs = new MySqlJobs(store, rows);
        Runs = new MySqlRuns(store, rows);
        Providers = new MySqlProviders(store, time, rows);
        Library = new MySqlLibrary(store, rows);
        Journal = new MySqlJournal(store, time, rows);
        Overview = new MySqlOverview(store, rows);
        Changes = new MySqlChanges(store);
        Events = new MySqlEvents(store, rows);
        Audit = new MySqlAudit(store, rows);
        WebNodes = new MySqlWebNodes(store);
        Accounts = new MySqlAccounts(store, rows);
        AccessKeys = new MySqlAccessKeys(store, rows);
        Webhooks = new MySqlWebhooks(store, rows);
    }

    public ISessions Sessions { get; }
    public IJobs Jobs { get; }
    public IRuns Runs { get; }
    public IProviders Providers { get; }
    public ILibrary Library { get; }
    public IJournal Journal { get; }
    public IOverview Overview { get; }
    public IChanges Changes { get; }
    public IEvents Events { get; }
    public IAudit Audit { get; }
    public IWebNodes WebNodes { get; }
    public IAccounts Accounts { get; }
    public IAccessKeys AccessKeys { get; }
    public IWebhooks Webhooks { get; }

    internal MySqlStore Store { get; }

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
            await MySqlSchema.MakeReadyAsync(store, cancel);
            return new MySqlLedger(store, time);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
