namespace Weft.Ledger.MySql;

/// <summary>The number of changes in a MySQL or MariaDB database; the statements that change something raise it.</summary>
internal sealed class MySqlChanges(MySqlStore store) : IChanges
{
    public async Task<long> ChangeNumberAsync(CancellationToken cancel) => await store.NumberAsync("change-number", cancel) ?? 0;
}
