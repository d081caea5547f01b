using Weft.Storage.Sqlite;

namespace Weft.Ledger.Sqlite;

/// <summary>
/// The ledger in one SQLite file. Several processes may have it open; each has one connection that writes. Throws
/// <see cref="LedgerUnavailableException"/> for trouble that passes and <see cref="LedgerException"/> for what a person must look at.
/// </summary>
internal sealed class SqliteLedger : ILedger, IAsyncDisposable
{
    private SqliteLedger(SqliteFile file, TimeProvider time)
    {
        File = file;
        Sessions = new SqliteSessions(file, time);
        Jobs = new SqliteJobs(file, time);
        Runs = new SqliteRuns(file, time);
        Providers = new SqliteProviders(file, time);
        Library = new SqliteLibrary(file, time);
        Journal = new SqliteJournal(file, time);
        Overview = new SqliteOverview(file);
        Changes = new SqliteChanges(file);
        Events = new SqliteEvents(file);
        Audit = new SqliteAudit(file, time);
        WebNodes = new SqliteWebNodes(file, time);
        Accounts = new SqliteAccounts(file, time);
        AccessKeys = new SqliteAccessKeys(file, time);
        Webhooks = new SqliteWebhooks(file, time);
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

    internal SqliteFile File { get; }

    /// <summary>Opens the file, makes it where there is none, and brings it to this build's schema.</summary>
    public static Task<SqliteLedger> OpenAsync(string path, TimeProvider time, CancellationToken cancel) =>
        Task.Run(() => new SqliteLedger(LedgerFile.Open(path), time), cancel);

    /// <summary>What was begun is finished first.</summary>
    public ValueTask DisposeAsync() => File.DisposeAsync();
}
