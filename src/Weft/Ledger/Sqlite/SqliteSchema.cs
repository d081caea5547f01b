using FluentMigrator;
using FluentMigrator.Runner;
using FluentMigrator.Runner.Initialization;
using Microsoft.Extensions.DependencyInjection;

namespace Weft.Ledger.Sqlite;

/// <summary>
/// Brings a ledger file to this build's schema. Its number stands in the file's <c>user_version</c>, so that a start beside a file
/// that is ready costs one read. A migration only adds; so a build works with a file one release ahead of it, and refuses others.
/// </summary>
internal static class SqliteSchema
{
    /// <summary>Rises by one with each release that changes the schema; the last migration's number.</summary>
    public const int Current = 4;

    private const long ApplicationId = 0x57454654;

    public static void MakeReady(string path)
    {
        MakeFolder(path);
        if (IsReady(path))
            return;
        // Migrators have no lock of their own, and another process may be starting too.
        using var turn = SqliteDb.Open(path + "-migrating", forWriting: true);
        turn.Run("BEGIN EXCLUSIVE");
        if (!IsReady(path))
            Migrate(path);
        turn.Run("ROLLBACK");
    }

    private static void MakeFolder(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException(
                $"The folder {folder} cannot be made ({error.Message}). Set WEFT_DATA to another one.",
                error
            );
        }
    }

    private static bool IsReady(string path)
    {
        using var db = SqliteDb.Open(path, forWriting: true);
        var version = db.Number("schema-version");
        var ours = db.Number("schema-application") == ApplicationId;
        if (!ours && db.Number("schema-strangers") > 0)
            throw new LedgerException($"{path} belongs to another program. Move it away, or set WEFT_DATA to another folder.");
        if (version > Current + 1)
            throw new LedgerException(
                $"The ledger {path} has schema {version}, this build knows {Current} and works with {Current + 1} at most. Take a newer build."
            );
        return version >= Current;
    }

    private static void Migrate(string path)
    {
        using (var db = SqliteDb.Open(path, forWriting: true))
            db.Run("PRAGMA journal_mode = WAL");
        using var services = new ServiceCollection()
            .AddFluentMigratorCore()
            .ConfigureRunner(runner =>
                runner
                    .AddSQLite()
                    .WithGlobalConnectionString($"Data Source={path};Pooling=False;Default Timeout=30")
                    .ScanIn(typeof(SqliteSchema).Assembly)
                    .For.Migrations()
            )
            .Configure<TypeFilterOptions>(filter => filter.Namespace = typeof(SqliteSchema).Namespace)
            .BuildServiceProvider();
        using var scope = services.CreateScope();
        scope.ServiceProvider.GetRequiredService<IMigrationRunner>().MigrateUp(Current);
    }
}

/// <summary>A migration that is a script beside this file. There is no way down: a release only adds.</summary>
public abstract class SqliteScript(string file) : Migration
{
    public override void Up() => Execute.Sql(SqliteStatements.Migration(file));

    public override void Down() => throw new NotSupportedException("A ledger's schema is never taken back.");
}

[Migration(1)]
public sealed class FirstSchema() : SqliteScript("0001_first.sql");

[Migration(2)]
public sealed class WorkersOfSessions() : SqliteScript("0002_workers.sql");

[Migration(3)]
public sealed class PermitsOfCalls() : SqliteScript("0003_permits.sql");

[Migration(4)]
public sealed class KindsOfProviders() : SqliteScript("0004_kinds.sql");
