using System.Globalization;

namespace Weft.Testing.Servers;

/// <summary>A Redis (or Valkey) server of its own. Nothing is kept on disk unless the options say so.</summary>
public sealed class RedisServer : OwnServer
{
    private static readonly Lazy<Task<RedisServer>> Shared = new(() => StartAsync());
    private static int _databases;

    private readonly string[] _options;

    private readonly bool _tls;

    private RedisServer(string binary, string[] options, bool tls = false)
        : base(binary) => (_options, _tls) = (options, tls);

    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    protected override IEnumerable<string> Arguments =>
        [
            .. _tls ? (string[])["--port", "0", "--tls-port"] : ["--port"],
            Port.ToString(CultureInfo.InvariantCulture),
            "--bind",
            "127.0.0.1",
            "--dir",
            Folder,
            "--databases",
            "2000",
            "--save",
            "",
            .. _options,
        ];

    protected override string ReadyLine => "Ready to accept connections";

    /// <summary>A database of its own on a server that the whole run shares. That server ends with the run.</summary>
    public static async Task<string> DatabaseAsync()
    {
        Require.Declared("redis");
        var server = await Shared.Value;
        var database = Interlocked.Increment(ref _databases);
        return string.Create(CultureInfo.InvariantCulture, $"{server.ConnectionString},defaultDatabase={database}");
    }

    /// <summary>One that speaks nothing but TLS.</summary>
    public static async Task<RedisServer> StartTlsAsync(string certificate, string key)
    {
        string[] options =
        [
            "--tls-cert-file",
            certificate,
            "--tls-key-file",
            key,
            "--tls-ca-cert-file",
            certificate,
            "--tls-auth-clients",
            "no",
        ];
        var server = new RedisServer(Find("redis", "redis-server", "valkey-server"), options, tls: true);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Starts one, or skips (fails) the test where none is installed.</summary>
    public static async Task<RedisServer> StartAsync(params string[] options)
    {
        var server = new RedisServer(Find("redis", "redis-server", "valkey-server"), options);
        await server.StartAgainAsync();
        return server;
    }
}
