using Microsoft.Extensions.Time.Testing;
using Weft.Ledger.MySql;
using Weft.Testing;
using Weft.Testing.Servers;
using Xunit;

namespace Weft.Tests.Ledger;

/// <summary>An empty database of one test's own, on the server that the whole run shares.</summary>
[Needs("mysql")]
public abstract class MySqlLedgerDatabase : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> _open = [];

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero));

    protected string Database { get; private set; } = "";

    public async ValueTask InitializeAsync() => Database = await MariaDbServer.DatabaseAsync();

    /// <summary>As one more process has it open; by the test's clock, which the database is taken to have.</summary>
    internal async Task<MySqlLedger> OpenAsync(string? connectionString = null) =>
        Kept(await MySqlLedger.OpenAsync(connectionString ?? Database, Time, readsClock: false, Stop));

    /// <summary>The ledger is closed with the test.</summary>
    internal MySqlLedger Kept(MySqlLedger ledger)
    {
        _open.Add(ledger);
        return ledger;
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var ledger in _open)
            await ledger.DisposeAsync();
        if (Database.Length > 0)
            await MariaDbServer.DropAsync(Database);
        GC.SuppressFinalize(this);
    }
}
