namespace Weft.Ledger.MySql;

/// <summary>The ledger in a MySQL or MariaDB server: its setting is a connection string, <c>Key=value;…</c>.</summary>
internal sealed class MySqlBackend : ILedgerBackend
{
    public bool IsShared => true;

    public bool Takes(string setting) => setting.Contains('=', StringComparison.Ordinal);

    public bool Exists(string folder) => true;

    public async Task<OpenLedger> OpenAsync(string setting, string folder, TimeProvider time, CancellationToken cancel)
    {
        var ledger = await MySqlLedger.OpenAsync(setting, time, cancel);
        return new(ledger, ledger);
    }

    public int Schema => MySqlSchema.Current;

    public Task<LedgerExamination> ExamineAsync(string setting, string folder, TimeProvider time, CancellationToken cancel) =>
        MySqlExamination.RunAsync(setting, time, cancel);
}
