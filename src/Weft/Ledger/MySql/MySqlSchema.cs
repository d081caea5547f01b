using System.Globalization;
using MySqlConnector;
using Weft.Reasons;

namespace Weft.Ledger.MySql;

/// <summary>
/// Brings a database to this build's schema. One migrator at a time: the others wait for its lock, and find the work done. DDL cannot be taken
/// back here, so each migration can be run again from its beginning. A migration only adds; a build works with a schema one release ahead of it.
/// </summary>
internal static class MySqlSchema
{
    /// <summary>Rises by one with each release that changes the schema; the last migration's number.</summary>
    public const int Current = 15;

    private static readonly Version OldestMySql = new(8, 0, 4);
    private static readonly Version OldestMariaDb = new(10, 6);

    private static readonly TimeSpan LongestMigration = TimeSpan.FromMinutes(10);

    public static Task MakeReadyAsync(MySqlStore store, CancellationToken cancel) =>
        store.ConnectedAsync(
            async connection =>
            {
                CheckServer(Text(await ScalarAsync(connection, "SELECT VERSION()", cancel)), store.Server);
                if (!await IsReadyAsync(connection, store.Server, cancel))
                    await MigrateAloneAsync(connection, store.Server, cancel);
                return true;
            },
            cancel
        );

    private static async Task MigrateAloneAsync(MySqlConnection connection, string server, CancellationToken cancel)
    {
        await LockAsync(connection, cancel);
        try
        {
            if (!await IsReadyAsync(connection, server, cancel))
                await MigrateAsync(connection, cancel);
        }
        finally
        {
            // A connection that is lost in between frees the lock too.
            await ScalarAsync(connection, MySqlStatements.Sql("free-migration-lock"), CancellationToken.None);
        }
    }

    /// <summary>JSON_TABLE and SKIP LOCKED are the newest of what is used.</summary>
    internal static void CheckServer(string version, string server)
    {
        var isMariaDb = version.Contains("MariaDB", StringComparison.OrdinalIgnoreCase);
        // Older clients are told 5.5.5- before MariaDB's own number.
        var number = version.Replace("5.5.5-", "", StringComparison.Ordinal).Split('-')[0];
        var oldest = isMariaDb ? OldestMariaDb : OldestMySql;
        if (Version.TryParse(number, out var known) && known < oldest)
            throw new LedgerException(ServerReasons.DatabaseTooOld(server, isMariaDb ? "MariaDB" : "MySQL", number));
    }

    private static async Task LockAsync(MySqlConnection connection, CancellationToken cancel)
    {
        var seconds = (int)LongestMigration.TotalSeconds;
        var taken = await ScalarAsync(
            connection,
            MySqlStatements.Sql("take-migration-lock"),
            cancel,
            ("@idle", 2 * seconds),
            ("@seconds", seconds)
        );
        if (taken is not 1 and not 1L)
            throw new LedgerException(ServerReasons.MigratedElsewhere);
    }

    /// <summary>What stands there, which is left as it is. Throws where this build cannot work with it.</summary>
    public static async Task<long> StandingAsync(MySqlConnection connection, string server, CancellationToken cancel)
    {
        CheckServer(Text(await ScalarAsync(connection, "SELECT VERSION()", cancel)), server);
        await IsReadyAsync(connection, server, cancel);
        return await VersionAsync(connection, cancel);
    }

    private static async Task<bool> IsReadyAsync(MySqlConnection connection, string server, CancellationToken cancel)
    {
        var version = await VersionAsync(connection, cancel);
        if (version > Current + 1)
            throw new LedgerException(ServerReasons.DatabaseTooNew(server, version, Current));
        return version >= Current;
    }

    /// <summary>The last migration that was carried out to its end; 0 on an empty database.</summary>
    private static async Task<long> VersionAsync(MySqlConnection connection, CancellationToken cancel) =>
        Text(await ScalarAsync(connection, MySqlStatements.Sql("has-versions"), cancel)) == "0"
            ? 0
            : long.Parse(
                Text(await ScalarAsync(connection, MySqlStatements.Sql("schema-version"), cancel)),
                CultureInfo.InvariantCulture
            );

    private static async Task MigrateAsync(MySqlConnection connection, CancellationToken cancel)
    {
        var standing = await VersionAsync(connection, cancel);
        await ScalarAsync(connection, MySqlStatements.Sql("make-versions"), cancel);
        foreach (var migration in MySqlStatements.Migrations.Where(migration => migration.Number > standing))
        {
            await ScalarAsync(connection, migration.Text, cancel);
            await ScalarAsync(connection, MySqlStatements.Sql("note-version"), cancel, ("@version", migration.Number));
        }
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static async Task<object?> ScalarAsync(
        MySqlConnection connection,
        string sql,
        CancellationToken cancel,
        params (string Name, object? Value)[] values
    )
    {
        await using var command = MySqlStore.Command(connection, sql, values);
        command.CommandTimeout = (int)LongestMigration.TotalSeconds + 30;
        return await command.ExecuteScalarAsync(cancel);
    }
}
