using MySqlConnector;

namespace Weft.Ledger.MySql;

/// <summary>How this program talks to a database, whatever else the connection string says.</summary>
internal static class MySqlOptions
{
    /// <summary>
    /// Set once on each new connection. Locks of a client that is gone without a word end with its connection, after <c>wait_timeout</c>; idle
    /// connections are given up sooner by the pool. UTC, because an hour that the end of summer time repeats would be ambiguous.
    /// </summary>
    public const string Session =
        "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED; "
        + "SET SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION', innodb_lock_wait_timeout = 5, wait_timeout = 60, "
        + "time_zone = '+00:00', group_concat_max_len = 67108864;";

    /// <summary>The server ends connections that idled for as long.</summary>
    public static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(60);

    /// <summary>Of one process, where the connection string says nothing else.</summary>
    public const int MostConnections = 16;

    public static MySqlConnectionStringBuilder Of(MySqlConnectionStringBuilder given)
    {
        var options = new MySqlConnectionStringBuilder(given.ConnectionString)
        {
            AllowUserVariables = true,
            CharacterSet = "utf8mb4",
            // Every statement sets its own variables first: a reset would cost a round trip each time.
            ConnectionReset = false,
            ConnectionIdleTimeout = 30,
            AutoEnlist = false,
            GuidFormat = MySqlGuidFormat.None,
        };
        if (!given.ContainsKey("Maximum Pool Size"))
            options.MaximumPoolSize = MostConnections;
        if (!given.ContainsKey("Connection Timeout"))
            options.ConnectionTimeout = 5;
        if (!given.ContainsKey("Default Command Timeout"))
            options.DefaultCommandTimeout = 30;
        if (!given.ContainsKey("Cancellation Timeout"))
            options.CancellationTimeout = 2;
        return options;
    }
}
