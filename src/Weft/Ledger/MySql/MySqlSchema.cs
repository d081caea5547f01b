using FluentMigrator;
using FluentMigrator.Runner;
using FluentMigrator.Runner.Initialization;
using Microsoft.Extensions.DependencyInjection;
using MySqlConnector;

namespace Weft.Ledger.MySql;

/// <summary>
/// Brings a database to this build's schema. One migrator at a time: the others wait for its lock, and find the work done. DDL cannot be taken
/// back here, so each migration can be run again from its beginning. A migration only adds; a build works with a schema one release ahead of it.
/// </summary>
internal static class MySqlSchema
{
    /// <summary>Rises by one with each release that changes the schema; the last migration's number.</summary>
    public const int Current = 2;

    private static readonly Version OldestMySql = new(8, 0, 4);
    private static readonly Version OldestMariaDb = new(10, 6);

    private static readonly TimeSpan LongestMigration = TimeSpan.FromMinutes(10);

    public static Task MakeReadyAsync(MySqlStore store, string connectionString, CancellationToken cancel) =>
        store.ConnectedAsync(
            async connection =>
            {
                CheckServer(await TextAsync(connection, "SELECT VERSION()", cancel), store.Server);
                if (!await IsReadyAsync(connection, store.Server, cancel))
                    await MigrateAloneAsync(connection, store.Server, connectionString, cancel);
                return true;
            },
            cancel
        );

    private static async Task MigrateAloneAsync(
        MySqlConnection connection,
        string server,
        string connectionString,
        CancellationToken cancel
    )
    {
        await LockAsync(connection, cancel);
        try
        {
            if (!await IsReadyAsync(connection, server, cancel))
                await Task.Run(() => Migrate(connectionString), cancel);
        }
        finally
        {
            // A connection that is lost in between frees the lock too.
            await using var free = new MySqlCommand("DO RELEASE_ALL_LOCKS()", connection);
            await free.ExecuteNonQueryAsync(CancellationToken.None);
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
            throw new LedgerException(
                $"The database {server} is {(isMariaDb ? "MariaDB" : "MySQL")} {number}; Weft needs MySQL 8.0 or MariaDB 10.6, or later."
            );
    }

    private static async Task LockAsync(MySqlConnection connection, CancellationToken cancel)
    {
        // A lock's name has 64 characters at most, as a database's name has. The lock is lost with its connection, which idles meanwhile.
        const string Take = "SET SESSION wait_timeout = @idle; SELECT GET_LOCK(CONCAT('weft-', MD5(DATABASE())), @seconds)";
        await using var command = new MySqlCommand(Take, connection);
        command.Parameters.AddWithValue("@idle", 2 * (int)LongestMigration.TotalSeconds);
        command.Parameters.AddWithValue("@seconds", (int)LongestMigration.TotalSeconds);
        command.CommandTimeout = (int)LongestMigration.TotalSeconds + 30;
        if (await command.ExecuteScalarAsync(cancel) is not 1 and not 1L)
            throw new LedgerException(
                "Another node has been migrating the database for ten minutes. Look at it, then start again."
            );
    }

    private static async Task<bool> IsReadyAsync(MySqlConnection connection, string server, CancellationToken cancel)
    {
        const string Versions =
            "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'VersionInfo'";
        if (await TextAsync(connection, Versions, cancel) == "0")
            return false;
        var text = await TextAsync(connection, "SELECT COALESCE(MAX(Version), 0) FROM VersionInfo", cancel);
        var version = long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        if (version > Current + 1)
            throw new LedgerException(
                $"The database {server} has schema {version}, this build knows {Current} and works with {Current + 1} at most. Take a newer build."
            );
        return version >= Current;
    }

    private static async Task<string> TextAsync(MySqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new MySqlCommand(sql, connection);
        var value = await command.ExecuteScalarAsync(cancel);
        return Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }

    private static void Migrate(string connectionString)
    {
        var own = new MySqlConnectionStringBuilder(connectionString) { Pooling = false, AllowUserVariables = true };
        using var services = new ServiceCollection()
            .AddFluentMigratorCore()
            .ConfigureRunner(runner =>
                runner
                    .AddMySql8()
                    .WithGlobalConnectionString(own.ConnectionString)
                    .WithGlobalCommandTimeout(LongestMigration)
                    .ScanIn(typeof(MySqlSchema).Assembly)
                    .For.Migrations()
            )
            .Configure<TypeFilterOptions>(filter => filter.Namespace = typeof(MySqlSchema).Namespace)
            .BuildServiceProvider();
        using var scope = services.CreateScope();
        scope.ServiceProvider.GetRequiredService<IMigrationRunner>().MigrateUp(Current);
    }
}

/// <summary>A migration that is a script beside this file. There is no way down: a release only adds.</summary>
public abstract class MySqlScript(string file) : Migration
{
    public override void Up() => Execute.Sql(MySqlStatements.Migration(file));

    public override void Down() => throw new NotSupportedException("A ledger's schema is never taken back.");
}

[Migration(1)]
public sealed class FirstSchema() : MySqlScript("0001_first.sql");

[Migration(2)]
public sealed class KindsOfProviders() : MySqlScript("0002_kinds.sql");
