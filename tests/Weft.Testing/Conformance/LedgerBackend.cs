using Microsoft.Extensions.Time.Testing;
using Weft.Ledger;
using Weft.Ledger.MySql;
using Weft.Ledger.Sqlite;
using Weft.Testing.Models;
using Weft.Testing.Servers;

namespace Weft.Testing.Conformance;

/// <summary>An empty ledger for one test, on a clock that stands still.</summary>
public abstract class LedgerBackend : IAsyncDisposable
{
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero));

    public abstract ILedger Ledger { get; }

    /// <summary>The same ledger as another process has it open.</summary>
    public abstract ILedger OtherLedger { get; }

    public abstract Task StartAsync();

    public abstract ValueTask DisposeAsync();
}

/// <summary>A new file in a folder of its own, opened twice.</summary>
public sealed class SqliteLedgerBackend : LedgerBackend
{
    /// <summary>An empty ledger, made once: the migrations have tests of their own.</summary>
    private static readonly Lazy<Task<byte[]>> Empty = new(MakeEmptyAsync);

    private readonly TemporaryFolder _folder = new();
    private SqliteLedger? _one;
    private SqliteLedger? _other;

    public override ILedger Ledger => _one!;
    public override ILedger OtherLedger => _other!;

    private static async Task<byte[]> MakeEmptyAsync()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("ledger.db");
        await using (await SqliteLedger.OpenAsync(path, TimeProvider.System, CancellationToken.None)) { }
        return await File.ReadAllBytesAsync(path);
    }

    public override async Task StartAsync()
    {
        await File.WriteAllBytesAsync(_folder.File("ledger.db"), await Empty.Value);
        _one = await SqliteLedger.OpenAsync(_folder.File("ledger.db"), Time, CancellationToken.None);
        _other = await SqliteLedger.OpenAsync(_folder.File("ledger.db"), Time, CancellationToken.None);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_one is not null)
            await _one.DisposeAsync();
        if (_other is not null)
            await _other.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>A database of its own, opened twice. It is taken to have the tests' clock.</summary>
public sealed class MySqlLedgerBackend : LedgerBackend
{
    private string _database = "";
    private MySqlLedger? _one;
    private MySqlLedger? _other;

    public override ILedger Ledger => _one!;
    public override ILedger OtherLedger => _other!;

    public override async Task StartAsync()
    {
        _database = await MariaDbServer.DatabaseAsync();
        _one = await MySqlLedger.OpenAsync(_database, Time, readsClock: false, CancellationToken.None);
        _other = await MySqlLedger.OpenAsync(_database, Time, readsClock: false, CancellationToken.None);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_one is not null)
            await _one.DisposeAsync();
        if (_other is not null)
            await _other.DisposeAsync();
        if (_database.Length > 0)
            await MariaDbServer.DropAsync(_database);
    }
}

public sealed class MemoryLedgerBackend : LedgerBackend
{
    /// <summary>Switches a guard off for the tests below this call: the suites must then fail.</summary>
    internal static readonly AsyncLocal<ModelGuard?> Off = new();

    private readonly MemoryLedger _ledger;

    public MemoryLedgerBackend() => _ledger = new(Time, Off.Value is { } off ? ModelGuards.Without(off) : ModelGuards.All);

    public override ILedger Ledger => _ledger;
    public override ILedger OtherLedger => _ledger;

    public override Task StartAsync() => Task.CompletedTask;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
