using System.Globalization;
using System.Net;
using System.Security.Authentication;
using StackExchange.Redis;
using Weft.Reasons;

namespace Weft.Dispatch.Redis;

/// <summary>
/// The connections of this process to Redis: one for commands, one for subscriptions (the client keeps them apart by itself). Errors come out as
/// <see cref="DispatchUnavailableException"/>. No blocking command is ever sent: they would hold up all others.
/// </summary>
internal sealed class RedisLink : IAsyncDisposable
{
    private readonly ConnectionMultiplexer _connections;
    private readonly IDatabase _database;
    private long _losses;

    private RedisLink(ConnectionMultiplexer connections)
    {
        _connections = connections;
        _database = connections.GetDatabase();
        Names = new RedisNames(_database.Database);
        connections.ConnectionFailed += (_, _) => Interlocked.Increment(ref _losses);
        connections.ConnectionRestored += (_, _) =>
        {
            Interlocked.Increment(ref _losses);
            Missed?.Invoke();
        };
    }

    /// <summary>A connection is back, or the server has lost its memory: what somebody waits for may be past, or never come.</summary>
    public event Action? Missed;

    public RedisNames Names { get; }

    /// <summary>Hosts and ports as they were given, for people.</summary>
    public string Server => string.Join(',', _connections.GetEndPoints(configuredOnly: true).Select(Named));

    private static string Named(EndPoint server) =>
        server is DnsEndPoint named ? string.Create(CultureInfo.InvariantCulture, $"{named.Host}:{named.Port}") : $"{server}";

    /// <summary>Changes whenever a connection is lost or comes back.</summary>
    public long Losses => Interlocked.Read(ref _losses);

    /// <summary>The server was found to have lost its memory: whoever waits for it looks again.</summary>
    public void NoteLostMemory() => Missed?.Invoke();

    /// <summary>
    /// Connects. Throws <see cref="DispatchException"/> for text that is no connection string and for servers that cannot serve, and
    /// <see cref="DispatchUnavailableException"/> while none answers.
    /// </summary>
    /// <param name="forSettings">It will be asked for its settings, which the client takes for an administrator's question.</param>
    public static async Task<RedisLink> ConnectAsync(string connectionString, bool forSettings = false)
    {
        var certificate = new CertificateCheck();
        ConfigurationOptions options;
        try
        {
            options = Options(connectionString);
            options.AllowAdmin |= forSettings;
            options.CertificateValidation += certificate.Accept;
        }
        catch (ArgumentException error)
        {
            throw new DispatchException(ServerReasons.NoRedisAddress(error.Message));
        }
        RedisLink? link = null;
        try
        {
            link = new RedisLink(await GuardAsync(ConnectionMultiplexer.ConnectAsync(options)));
            ServerCheck.Run(await FirstInfoAsync(link, certificate, options));
            return link;
        }
        catch (DispatchUnavailableException error)
        {
            if (options.Ssl && !IsRefusal(error))
                await certificate.IsJudgedAsync(options);
            await CloseAsync(link);
            if ((certificate.Refusal ?? (IsRefusal(error) ? Reason.OfWords(RefusalWords(error)) : null)) is not { } cause)
                throw;
            throw new DispatchException(ServerReasons.RedisRefuses(cause));
        }
        catch
        {
            await CloseAsync(link);
            throw;
        }
    }

    private static ValueTask CloseAsync(RedisLink? link) => link?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>On a busy machine the client's first handshakes may be cut off: where the certificate is trusted, the next ones are waited for.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> FirstInfoAsync(
        RedisLink link,
        CertificateCheck certificate,
        ConfigurationOptions options
    )
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
            try
            {
                return await link.InfoAsync();
            }
            catch (DispatchUnavailableException error) when (options.Ssl && !IsServersRefusal(error))
            {
                var judged = await certificate.IsJudgedAsync(options);
                if (
                    !judged
                    || certificate.Refusal is not null
                    || TimeProvider.System.GetElapsedTime(began) > CertificateCheck.Longest
                )
                    throw;
                await Task.Delay(options.HeartbeatInterval, TimeProvider.System);
            }
    }

    /// <summary>The server's own word: of a handshake that was cut off the client says that authentication failed.</summary>
    private static bool IsServersRefusal(Exception error) =>
        ServersWords.Any(word => error.Message.Contains(word, StringComparison.Ordinal));

    private static readonly string[] ServersWords = ["NOAUTH", "WRONGPASS", "NOPERM"];

    /// <summary>What the client says where trying again will not help.</summary>
    private static readonly string[] RefusedWords =
    [
        "NOAUTH",
        "WRONGPASS",
        "uthentication failure",
        "AuthenticationFailure",
        "NOPERM",
    ];

    /// <summary>Without the client's figures of itself, which stand behind the first of them.</summary>
    private static string Words(Exception error)
    {
        var text = error.Message;
        foreach (var behind in (string[])[", mc: ", " Attempted command:", " (None, last-recv"])
            text = text.Split(behind)[0];
        return text.TrimEnd('.', ' ');
    }

    /// <summary>The cause that is furthest down: what stands above it only says that there is no connection.</summary>
    private static string RefusalWords(Exception error)
    {
        var cause = error;
        while (cause.InnerException is { } inner && IsRefusal(inner))
            cause = inner;
        var words = Words(cause);
        var refused = RefusedWords
            .Where(word => word.All(char.IsUpper))
            .Select(word => words.IndexOf(word, StringComparison.Ordinal));
        return words[refused.Append(0).Max()..];
    }

    /// <summary>A password that is wrong, or a certificate that is not trusted, somewhere below.</summary>
    private static bool IsRefusal(Exception error) =>
        error is AuthenticationException
        || RefusedWords.Any(word => error.Message.Contains(word, StringComparison.Ordinal))
        || (error as AggregateException)?.InnerExceptions.Any(IsRefusal) == true
        || (error.InnerException is { } inner && IsRefusal(inner));

    /// <summary>A connection for commands that wait on the server, up to so long: they hold up all others on it.</summary>
    public static async Task<RedisLink> ConnectToWaitAsync(string connectionString, TimeSpan longest)
    {
        var options = Options(connectionString);
        options.AsyncTimeout = (int)(longest + TimeSpan.FromSeconds(5)).TotalMilliseconds;
        options.ClientName += "-mailbox";
        return new RedisLink(await GuardAsync(ConnectionMultiplexer.ConnectAsync(options)));
    }

    public async Task<RedisResult> RunAsync(string script, IEnumerable<string> keys, params RedisValue[] arguments) =>
        await GuardAsync(_database.ScriptEvaluateAsync(script, [.. keys.Select(key => (RedisKey)key)], arguments));

    public async Task<RedisResult> AskAsync(string command, params object[] arguments) =>
        await GuardAsync(_database.ExecuteAsync(command, arguments));

    /// <summary>Several commands in one packet, unless the connection breaks between them.</summary>
    public async Task<T> AskAsync<T>(Func<IDatabase, Task<T>> commands) => await GuardAsync(commands(_database));

    /// <summary>Comes back by itself after each loss of the connection.</summary>
    public async Task ListenAsync(string channel, Action heard) =>
        await GuardAsync(_connections.GetSubscriber().SubscribeAsync(RedisChannel.Literal(channel), (_, _) => heard()));

    public async Task StopListeningAsync(string channel) =>
        await GuardAsync(_connections.GetSubscriber().UnsubscribeAsync(RedisChannel.Literal(channel)));

    /// <summary>What the server says of itself, by the names it uses.</summary>
    public async Task<IReadOnlyDictionary<string, string>> InfoAsync()
    {
        var lines = ((string?)await RunAsync(Script.Info, []) ?? "").Split("\r\n");
        return lines
            .Select(line => line.Split(':', 2))
            .Where(parts => parts.Length == 2)
            .DistinctBy(parts => parts[0])
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _connections.CloseAsync(allowCommandsToComplete: false);
        await _connections.DisposeAsync();
    }

    private static ConfigurationOptions Options(string connectionString)
    {
        var options = ConfigurationOptions.Parse(connectionString);
        options.AbortOnConnectFail = false;
        // Both are needed to be back within 0.1 s of the server: retries are taken up only in the client's heartbeat. With the defaults a restart of
        // the server means 3 s without presence.
        options.ReconnectRetryPolicy = new LinearRetry(50);
        options.HeartbeatInterval = TimeSpan.FromMilliseconds(100);
        // A command that waited for a connection would take effect when nobody remembers it.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.AsyncTimeout = Math.Min(options.AsyncTimeout, 2_000);
        options.ConnectTimeout = Math.Min(options.ConnectTimeout, 2_000);
        options.ClientName ??= string.Create(CultureInfo.InvariantCulture, $"weft-{Environment.ProcessId}");
        return options;
    }

    private static async Task<T> GuardAsync<T>(Task<T> command)
    {
        try
        {
            return await command;
        }
        catch (Exception error) when (IsTrouble(error))
        {
            throw new DispatchUnavailableException(ServerReasons.RedisAway(Words(error)), error);
        }
    }

    private static async Task GuardAsync(Task command)
    {
        try
        {
            await command;
        }
        catch (Exception error) when (IsTrouble(error))
        {
            throw new DispatchUnavailableException(ServerReasons.RedisAway(Words(error)), error);
        }
    }

    private static bool IsTrouble(Exception error) => error is RedisException or TimeoutException or ObjectDisposedException;
}
