using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Graph.Neo4j;

/// <summary>
/// Sends statements to Neo4j's Query API, each a transaction of its own. A statement may be carried out although no answer came, and
/// late: each is written so that a repeat changes nothing. Busy servers are asked again here, for about two seconds; whoever asks
/// waits out the rest.
/// </summary>
internal sealed class Neo4jLink : IDisposable
{
    /// <summary>The server's threads are as many as its processors: more requests at once only queue up there.</summary>
    private const int AtOnce = 8;

    private const int Tries = 9;
    private const int TriesWithoutAnswer = 3;

    /// <summary>A stopped server keeps a request this long; then the caller learns of it and asks again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>For reads of a whole book.</summary>
    public static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(5);

    /// <summary>
    /// A password that was changed under us: after three wrong ones the server turns everybody away for five seconds, and whoever wants
    /// to put it right must get in between.
    /// </summary>
    private static readonly TimeSpan SignInPause = TimeSpan.FromSeconds(15);

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly SemaphoreSlim _turns = new(AtOnce);
    private int _deadlocks;
    private volatile Refusal? _refusal;

    public Neo4jLink(Neo4jAddress address, TimeProvider time, Random random)
    {
        (Address, _time, _random) = (address, time, random);
        _http = new HttpClient(Handler()) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Accept.Add(new("application/json"));
        if (address.User.Length > 0)
            _http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Sign(address)));
    }

    public Neo4jAddress Address { get; }

    /// <summary>Deadlocks that the server broke so far: there should be none.</summary>
    public int Deadlocks => _deadlocks;

    /// <summary>It has worked before: what a person must see to is waited for, not thrown up.</summary>
    public bool Proven { get; set; }

    /// <summary>
    /// Carries a statement out. <paramref name="tolerated"/>: an error's code that counts as an answer without rows.
    /// Throws <see cref="GraphUnavailableException"/> where asking again may help, else <see cref="GraphException"/>.
    /// </summary>
    public async Task<Neo4jReply> RunAsync(
        string statement,
        object? parameters,
        CancellationToken cancel,
        TimeSpan? patience = null,
        string? tolerated = null
    )
    {
        if (_refusal is { } refusal && _time.GetElapsedTime(refusal.At) < SignInPause)
            throw new GraphUnavailableException(refusal.Told);
        var body = JsonSerializer.SerializeToUtf8Bytes(new { statement, parameters = parameters ?? new { } }, Json);
        var backoff = new Backoff(BackoffPace.Busy, _random);
        for (var tries = 1; ; tries++)
        {
            var (reply, trouble) = await TryAsync(body, patience ?? Patience, cancel);
            if (trouble is null)
            {
                if (reply!.Errors is not { Count: > 0 } errors)
                    return reply;
                var (code, message) = (errors[0].Code ?? "N/A", errors[0].Message ?? "");
                if (code == tolerated)
                    return Neo4jReply.Empty;
                if (code == Neo4jErrors.Deadlock)
                    Interlocked.Increment(ref _deadlocks);
                if (Neo4jErrors.RemedyOf(code) != Remedy.Again || tries >= Tries)
                    throw Failure(code, message);
            }
            else if (tries >= TriesWithoutAnswer || trouble.InnerException is TimeoutException)
                throw trouble;
            await Task.Delay(backoff.Next(), _time, cancel);
        }
    }

    /// <summary>What the server says of itself, without a sign-in.</summary>
    public async Task<JsonElement> DiscoverAsync(CancellationToken cancel)
    {
        using var clock = new CancellationTokenSource(Patience, _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel, clock.Token);
        try
        {
            var text = await _http.GetStringAsync(Address.Server, limit.Token);
            return JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException error)
        {
            throw new GraphException(NoNeo4j, error);
        }
        catch (Exception error) when (IsTrouble(error, cancel))
        {
            throw Away(error);
        }
    }

    public Reason NoNeo4j => ServerReasons.NoNeo4j(Address.Server.ToString());

    public void Dispose() => _http.Dispose();

    private async Task<(Neo4jReply? Reply, GraphUnavailableException? Trouble)> TryAsync(
        byte[] body,
        TimeSpan patience,
        CancellationToken cancel
    )
    {
        await _turns.WaitAsync(cancel);
        using var clock = new CancellationTokenSource(patience, _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel, clock.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Address.Query) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            await using var stream = await response.Content.ReadAsStreamAsync(limit.Token);
            return (await ReadAsync(response, stream, limit.Token), null);
        }
        catch (Exception error) when (IsTrouble(error, cancel))
        {
            return (null, Away(error));
        }
        finally
        {
            _turns.Release();
        }
    }

    private static async Task<Neo4jReply> ReadAsync(HttpResponseMessage response, Stream stream, CancellationToken cancel)
    {
        try
        {
            var reply = (await JsonSerializer.DeserializeAsync<Neo4jReply>(stream, cancellationToken: cancel))!;
            if (response.IsSuccessStatusCode || reply.Errors is { Count: > 0 })
                return reply;
        }
        catch (JsonException error) when (response.IsSuccessStatusCode)
        {
            // Cut off in the middle of the rows: an answer that was lost.
            throw new HttpRequestException("the answer was cut off", error);
        }
        catch (JsonException)
        {
            // Somebody in between who speaks no JSON.
        }
        throw new HttpRequestException($"HTTP {(int)response.StatusCode}", null, response.StatusCode);
    }

    private Exception Failure(string code, string message)
    {
        var text = Neo4jErrors.Tell(Address, code, message);
        if (Neo4jErrors.IsRefusal(code) && Proven)
            _refusal = new(_time.GetTimestamp(), text);
        return Neo4jErrors.RemedyOf(code) switch
        {
            Remedy.Never => new GraphException(text),
            Remedy.Person when !Proven => new GraphException(text),
            _ => new GraphUnavailableException(text),
        };
    }

    private GraphUnavailableException Away(Exception error) =>
        error is OperationCanceledException
            ? new(ServerReasons.Neo4jAway(Address.ToString()), new TimeoutException())
            : new(ServerReasons.Neo4jNotReached(Address.ToString(), SystemTrouble.Of(error)), error);

    private static bool IsTrouble(Exception error, CancellationToken cancel) =>
        error is HttpRequestException or IOException or ObjectDisposedException
        || error is OperationCanceledException && !cancel.IsCancellationRequested;

    private static byte[] Sign(Neo4jAddress address) => Encoding.UTF8.GetBytes($"{address.User}:{address.Password}");

    /// <summary>
    /// A host that is gone is noticed within seconds by the connection itself (a stopped server's kernel still answers for it), and
    /// the pool asks for the address anew now and then.
    /// </summary>
    private static SocketsHttpHandler Handler() =>
        new()
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            ConnectTimeout = TimeSpan.FromSeconds(3),
            MaxConnectionsPerServer = AtOnce,
            AutomaticDecompression = DecompressionMethods.None,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = ConnectAsync,
        };

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 3);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 1);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 4);
            if (OperatingSystem.IsLinux())
                socket.SetRawSocketOption(Tcp, UserTimeout, BitConverter.GetBytes((int)Unacknowledged.TotalMilliseconds));
            await socket.ConnectAsync(context.DnsEndPoint, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed record Refusal(long At, Reason Told);

    /// <summary>How long sent bytes may stay without the other host's acknowledgement.</summary>
    private static readonly TimeSpan Unacknowledged = TimeSpan.FromSeconds(7);

    /// <summary>IPPROTO_TCP and TCP_USER_TIMEOUT of Linux.</summary>
    private const int Tcp = 6;
    private const int UserTimeout = 18;
}
