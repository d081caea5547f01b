using Microsoft.Extensions.Time.Testing;
using Weft.Jobs;
using Weft.Jobs.Sqlite;
using Weft.Testing.Models;

namespace Weft.Testing.Conformance;

/// <summary>An empty ledger for one test, on a clock that stands still.</summary>
public abstract class LedgerBackend : IAsyncDisposable
{
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero));

    public abstract ILibrary Library { get; }
    public abstract ILedger Ledger { get; }
    public abstract IJournal Journal { get; }

    /// <summary>The same ledger as another process has it open.</summary>
    public abstract ILedger OtherLedger { get; }
    public abstract ILibrary OtherLibrary { get; }
    public abstract IJournal OtherJournal { get; }

    public abstract Task StartAsync();

    public abstract ValueTask DisposeAsync();
}

/// <summary>A new file in a folder of its own, opened twice.</summary>
public sealed class SqliteLedgerBackend : LedgerBackend
{
    private readonly TemporaryFolder _folder = new();
    private SqliteLedger? _one;
    private SqliteLedger? _other;

    public override ILibrary Library => _one!;
    public override ILedger Ledger => _one!;
    public override IJournal Journal => _one!;
    public override ILedger OtherLedger => _other!;
    public override ILibrary OtherLibrary => _other!;
    public override IJournal OtherJournal => _other!;

    public override async Task StartAsync()
    {
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

public sealed class MemoryLedgerBackend : LedgerBackend
{
    private readonly MemoryLedger _ledger;

    public MemoryLedgerBackend() => _ledger = new(Time);

    public override ILibrary Library => _ledger;
    public override ILedger Ledger => _ledger;
    public override IJournal Journal => _ledger;
    public override ILedger OtherLedger => _ledger;
    public override ILibrary OtherLibrary => _ledger;
    public override IJournal OtherJournal => _ledger;

    public override Task StartAsync() => Task.CompletedTask;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
