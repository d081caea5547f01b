using MySqlConnector;
using StackExchange.Redis;
using Weft.Testing.Servers;

namespace Weft.Rig;

/// <summary>
/// A real Redis and a real MariaDB. Those on loopback serve all stories of a run, one after another; each story gets a database of its
/// own, and a Redis that holds nothing.
/// </summary>
internal sealed class RigServers : IAsyncDisposable
{
    private static readonly Lazy<Task<RigServers>> OnLoopback = new(() => StartAsync("127.0.0.1"));
    private static int _databases;

    private readonly string _address;

    private RigServers(string address, RedisServer redis, MariaDbServer database) =>
        (_address, Redis, Database) = (address, redis, database);

    public RedisServer Redis { get; }
    public MariaDbServer Database { get; }

    public string Dispatch => $"{_address}:{Redis.Port}";

    public static Task<RigServers> OnLoopbackAsync() => OnLoopback.Value;

    /// <summary>Servers that listen on that address beside loopback, without a password: on a bridge of our own only.</summary>
    public static async Task<RigServers> StartAsync(string address)
    {
        var beside = address == "127.0.0.1" ? "" : address;
        string[] binds = beside.Length > 0 ? ["--bind", "127.0.0.1", beside, "--protected-mode", "no"] : [];
        // A snapshot is taken only when a story orders one.
        var redis = await RedisServer.StartAsync([.. binds, "--appendonly", "no", "--dbfilename", "dump.rdb"]);
        string[] addresses = beside.Length > 0 ? [$"--bind-address={beside},127.0.0.1"] : [];
        var database = await MariaDbServer.StartAsync([.. addresses, "--max-connections=500"]);
        return new(address, redis, database);
    }

    /// <summary>An empty database for a story: its connection string. Redis is emptied.</summary>
    public async Task<string> NewStoryAsync()
    {
        var name = $"rig{Interlocked.Increment(ref _databases)}";
        await Database.CreateAsync(name);
        await ExecuteAsync("CREATE USER IF NOT EXISTS 'weft'@'%'");
        await ExecuteAsync("GRANT ALL ON *.* TO 'weft'@'%'");
        await CommandAsync("FLUSHALL");
        var given = new MySqlConnectionStringBuilder(Database.ConnectionString(name)) { Server = _address, UserID = "weft" };
        return given.ConnectionString;
    }

    /// <summary>One command to Redis, over a connection of its own.</summary>
    public async Task<RedisResult> CommandAsync(string command, params object[] arguments)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"{Redis.ConnectionString},allowAdmin=true");
        return await connection.GetDatabase().ExecuteAsync(command, arguments);
    }

    /// <summary>
    /// Redis loses what was written since this was done the last time, as a machine that was put back to an old snapshot. The first time: since now.
    /// </summary>
    public async Task RollBackAsync()
    {
        var (dump, old, next) = (File("dump.rdb"), File("old.rdb"), File("next.rdb"));
        await CommandAsync("SAVE");
        System.IO.File.Move(dump, next, overwrite: true);
        await Redis.KillAsync();
        System.IO.File.Copy(System.IO.File.Exists(old) ? old : next, dump);
        await Redis.StartAgainAsync();
        // A later start without a snapshot is one with nothing.
        System.IO.File.Delete(dump);
        System.IO.File.Move(next, old, overwrite: true);

        string File(string name) => Path.Combine(Redis.Folder, name);
    }

    public async ValueTask DisposeAsync()
    {
        await Redis.DisposeAsync();
        await Database.DisposeAsync();
    }

    private async Task ExecuteAsync(string statement)
    {
        await using var connection = new MySqlConnection(Database.ConnectionString(""));
        await connection.OpenAsync();
        await using var command = new MySqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
