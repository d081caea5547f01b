using System.Globalization;
using MySqlConnector;
using Weft.Reasons.Findings;

namespace Weft.Ledger.MySql;

/// <summary>How a MySQL or MariaDB server is set and how it fares.</summary>
internal static class MySqlExamination
{
    /// <summary>As the documentation asks for it.</summary>
    private const long LeastPacket = 64 * 1024 * 1024;

    /// <summary>Two nodes and those who look after the server.</summary>
    private const long LeastConnections = 50;

    private const double Nearly = 0.8;

    public static async Task<LedgerExamination> RunAsync(string setting, TimeProvider time, CancellationToken cancel)
    {
        await using var store = MySqlStore.Of(setting, time, readsClock: false);
        return await store.ConnectedAsync(connection => LookAsync(store.Server, connection, time, cancel), cancel);
    }

    private static async Task<LedgerExamination> LookAsync(
        string server,
        MySqlConnection connection,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var schema = await MySqlSchema.StandingAsync(connection, server, cancel);
        var asked = time.GetTimestamp();
        var clock = await NumberAsync(connection, "examine-clock", cancel);
        var took = time.GetElapsedTime(asked);
        var ours = time.GetUtcNow();
        var values = await TableAsync(connection, "examine-settings", cancel);
        foreach (var name in (string[])["examine-state", "examine-isolation"])
        foreach (var (key, value) in await TableAsync(connection, name, cancel))
            values[key] = value;
        var size = await NumberAsync(connection, "examine-size", cancel);
        return new(
            [
                Well(server, values, size, took),
                .. SchemaFindings.Of(schema, MySqlSchema.Current),
                .. Of(server, values),
                .. ClockFindings.Of(server, DateTimeOffset.FromUnixTimeMilliseconds(clock), ours, took),
            ],
            schema >= MySqlSchema.Current
        );
    }

    private static Finding Well(string server, Dictionary<string, string> values, long size, TimeSpan took)
    {
        var version = values.GetValueOrDefault("version", "?");
        return new(
            "mysql_ok",
            ("product", version.Contains("MariaDB", StringComparison.OrdinalIgnoreCase) ? "MariaDB" : "MySQL"),
            ("version", version.Split('-')[0]),
            ("server", server),
            ("ms", Measures.Milliseconds(took)),
            ("used", Number(values, "Threads_connected")),
            ("most", Number(values, "max_connections")),
            ("size", Measures.Size(size))
        );
    }

    /// <param name="values">Settings and state by the server's own names, whatever their case.</param>
    internal static IEnumerable<Finding> Of(string server, IReadOnlyDictionary<string, string> values)
    {
        var writesLog = IsOn(values, "log_bin");
        if (IsOn(values, "read_only") || IsOn(values, "super_read_only") || IsOn(values, "innodb_read_only"))
            yield return new("mysql_read_only", ("server", server));
        if (values.TryGetValue("innodb_flush_log_at_trx_commit", out var flush) && flush is "0" or "2")
            yield return new("mysql_flush", ("server", server), ("value", flush));
        if (writesLog && Number(values, "sync_binlog") != 1)
            yield return new("mysql_sync_binlog", ("server", server), ("value", Number(values, "sync_binlog")));
        if (writesLog && values.GetValueOrDefault("binlog_format") == "STATEMENT")
            yield return new("mysql_binlog_format", ("server", server), ("value", "STATEMENT"));
        if (Number(values, "max_allowed_packet") is > 0 and < LeastPacket and var packet)
            yield return new("mysql_packet", ("server", server), ("value", Measures.Size(packet)));
        var (used, most) = (Number(values, "Threads_connected"), Number(values, "max_connections"));
        if (most > 0 && (most < LeastConnections || used > most * Nearly))
            yield return new(
                "mysql_connections",
                ("server", server),
                ("used", used),
                ("most", most),
                ("each", MySqlOptions.MostConnections)
            );
        foreach (var finding in Galera(server, values))
            yield return finding;
        var isolation = values.GetValueOrDefault("transaction_isolation") ?? values.GetValueOrDefault("tx_isolation");
        if (isolation is not (null or "READ-COMMITTED"))
            yield return new("mysql_isolation", ("server", server), ("value", isolation));
    }

    private static IEnumerable<Finding> Galera(string server, IReadOnlyDictionary<string, string> values)
    {
        if (!IsOn(values, "wsrep_on"))
            yield break;
        if (values.TryGetValue("wsrep_ready", out var ready) && ready != "ON")
            yield return new("mysql_galera_apart", ("server", server), ("value", ready));
        if (Number(values, "wsrep_cluster_size") is > 1 and var members)
            yield return new("mysql_galera", ("server", server), ("members", members));
    }

    private static bool IsOn(IReadOnlyDictionary<string, string> values, string name) =>
        values.GetValueOrDefault(name) is "ON" or "1" or "NO_LOCK" or "NO_LOCK_NO_ADMIN";

    private static long Number(IReadOnlyDictionary<string, string> values, string name) =>
        long.TryParse(values.GetValueOrDefault(name), CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static async Task<Dictionary<string, string>> TableAsync(
        MySqlConnection connection,
        string name,
        CancellationToken cancel
    )
    {
        await using var command = MySqlStore.Command(connection, MySqlStatements.Sql(name), []);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadAsync(cancel))
            values[reader.GetString(0)] = reader.GetString(1);
        return values;
    }

    private static async Task<long> NumberAsync(MySqlConnection connection, string name, CancellationToken cancel)
    {
        await using var command = MySqlStore.Command(connection, MySqlStatements.Sql(name), []);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture);
    }
}
