using System.Diagnostics;
using System.Globalization;
using MySqlConnector;

namespace Weft.Testing.Servers;

/// <summary>A MariaDB server of its own, in a folder of its own; root without a password, on loopback only.</summary>
public sealed class MariaDbServer : OwnServer
{
    private static readonly Lazy<Task<MariaDbServer>> Shared = new(() =>
        // Tests that kill a server have one of their own: this one need not wait for the disk.
        StartAsync("--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0", "--max-connections=2000")
    );
    private static int _databases;

    private readonly string[] _options;

    private MariaDbServer(string binary, string[] options)
        : base(binary) => _options = options;

    protected override IEnumerable<string> Arguments =>
        [
            "--no-defaults",
            "--user=root",
            $"--datadir={Data}",
            $"--socket={Path.Combine(Folder, "s")}",
            $"--port={Port.ToString(CultureInfo.InvariantCulture)}",
            "--bind-address=127.0.0.1",
            $"--pid-file={Path.Combine(Folder, "pid")}",
            "--character-set-server=utf8mb4",
            "--collation-server=utf8mb4_general_ci",
            "--skip-name-resolve",
            "--innodb-buffer-pool-size=256M",
            "--max-allowed-packet=64M",
            .. _options,
        ];

    protected override string ReadyLine => "ready for connections";

    private string Data => Path.Combine(Folder, "data");

    /// <summary>The connection string of a database on it.</summary>
    public string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Server=127.0.0.1;Port={Port};User=root;Database={database}");

    /// <summary>An empty database of its own on a server that the whole run shares; its connection string.</summary>
    public static async Task<string> DatabaseAsync()
    {
        Require.Declared("mysql");
        var server = await Shared.Value;
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _databases)}");
        await server.CreateAsync(name);
        return server.ConnectionString(name);
    }

    public async Task CreateAsync(string database)
    {
        await using var connection = new MySqlConnection(ConnectionString(""));
        await connection.OpenAsync();
        // Names are the tests' own.
        await using var command = new MySqlCommand(
            $"CREATE DATABASE `{database}` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
            connection
        );
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Drops a database that <see cref="DatabaseAsync"/> gave.</summary>
    public static async Task DropAsync(string connectionString)
    {
        MySqlConnection.ClearAllPools();
        var given = new MySqlConnectionStringBuilder(connectionString);
        var name = given.Database;
        given.Database = "";
        await using var connection = new MySqlConnection(given.ConnectionString);
        await connection.OpenAsync();
        await using var command = new MySqlCommand($"DROP DATABASE `{name}`", connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Starts one, or skips (fails) the test where none is installed.</summary>
    public static async Task<MariaDbServer> StartAsync(params string[] options)
    {
        var server = new MariaDbServer(Find("mysql", "mariadbd"), options);
        await server.InstallAsync();
        await server.StartAgainAsync();
        return server;
    }

    private async Task InstallAsync()
    {
        var start = new ProcessStartInfo(Find("mysql", "mariadb-install-db"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] own =
        [
            "--no-defaults",
            "--user=root",
            $"--datadir={Data}",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
        ];
        foreach (var argument in own)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"mariadb-install-db: {await output}{await errors}");
    }
}
