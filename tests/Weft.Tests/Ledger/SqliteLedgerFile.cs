using Microsoft.Extensions.Time.Testing;
using Weft.Ledger.Sqlite;
using Weft.Model;
using Weft.Testing;
using Xunit;

namespace Weft.Tests.Ledger;

/// <summary>A ledger file of one test's own.</summary>
public abstract class SqliteLedgerFile : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<IAsyncDisposable> _open = [];

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero));

    protected string Folder => _folder.Path;

    protected string LedgerPath => _folder.File("ledger.db");

    internal async Task<SqliteLedger> OpenAsync(string? path = null)
    {
        var ledger = await SqliteLedger.OpenAsync(path ?? LedgerPath, Time, Stop);
        _open.Add(ledger);
        return ledger;
    }

    internal static Task<JobId> RunningAsync(SqliteLedger ledger, int runs) => SmallJob.RunningAsync(ledger, runs);

    internal static Task<SessionId> SessionAsync(SqliteLedger ledger) => SmallJob.SessionAsync(ledger);

    public async ValueTask DisposeAsync()
    {
        foreach (var ledger in _open)
            await ledger.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
