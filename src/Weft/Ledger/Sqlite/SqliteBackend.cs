namespace Weft.Ledger.Sqlite;

/// <summary>The ledger in a file of the data folder.</summary>
internal sealed class SqliteBackend : ILedgerBackend
{
    public const string Setting = "sqlite";

    public bool IsShared => false;

    public bool Takes(string setting) => setting == Setting;

    public bool Exists(string folder) => File.Exists(PathIn(folder));

    public async Task<OpenLedger> OpenAsync(string setting, string folder, TimeProvider time, CancellationToken cancel)
    {
        var ledger = await SqliteLedger.OpenAsync(PathIn(folder), time, cancel);
        return new(ledger, ledger);
    }

    public int Schema => LedgerFile.Schema;

    public Task<LedgerExamination> ExamineAsync(string setting, string folder, TimeProvider time, CancellationToken cancel) =>
        Task.Run(() => LedgerFile.Examine(PathIn(folder)), cancel);

    private static string PathIn(string folder) => Path.Combine(folder, "ledger.db");
}
