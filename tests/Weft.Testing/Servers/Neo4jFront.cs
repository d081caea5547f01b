using System.Net;
using System.Net.Sockets;
using System.Text;
using Weft.Graph.Neo4j;

namespace Weft.Testing.Servers;

/// <summary>
/// Stands where a Neo4j should: answers as it is told, or hands requests on to a real server and loses answers on the way back.
/// </summary>
public sealed class Neo4jFront : IAsyncDisposable
{
    /// <summary>What it says to a statement: status and body; null = the connection breaks without an answer.</summary>
    public delegate Task<(int Status, string Body)?> Script(string request, int number);

    public const string Discovery = """{"neo4j_version":"5.26.30","neo4j_edition":"community"}""";
    public const string NoRows = """{"data":{"fields":[],"values":[]}}""";

    private readonly HttpListener _listener = new();
    private readonly Script _script;
    private readonly Task _serving;
    private int _requests;

    private Neo4jFront(Script script)
    {
        _script = script;
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port { get; }

    public string Address => $"http://neo4j:hunter2@127.0.0.1:{Port}/neo4j";

    /// <summary>Said to <c>GET /</c>.</summary>
    public string Says { get; set; } = Discovery;

    /// <summary>Statements so far.</summary>
    public int Requests => _requests;

    public static Neo4jFront Saying(Script script) => new(script);

    public static Neo4jFront Saying(int status, string body) => new((_, _) => Task.FromResult<(int, string)?>((status, body)));

    /// <summary>In front of a real server: a statement is carried out, and its answer is lost where <paramref name="loses"/> says so.</summary>
    public static Neo4jFront Before(string address, Func<int, bool> loses)
    {
        var server = Neo4jAddress.Parse(address);
        var http = new HttpClient();
        return new(
            async (request, number) =>
            {
                using var content = new StringContent(request, Encoding.UTF8, "application/json");
                using var answer = await http.PostAsync(server.Query, content);
                var body = await answer.Content.ReadAsStringAsync();
                return loses(number) ? null : ((int)answer.StatusCode, body);
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            _ = Task.Run(() => AnswerAsync(context));
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var request = await reader.ReadToEndAsync();
            var answer =
                context.Request.HttpMethod == "GET" ? (200, Says) : await _script(request, Interlocked.Increment(ref _requests));
            if (answer is not { } given)
            {
                context.Response.Abort();
                return;
            }
            context.Response.StatusCode = given.Item1;
            context.Response.ContentType = "application/json";
            context.Response.Close(Encoding.UTF8.GetBytes(given.Item2), willBlock: false);
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            // The client has gone.
        }
    }
}
