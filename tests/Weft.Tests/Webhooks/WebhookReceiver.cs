using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Weft.Tests.Webhooks;

/// <summary>A request as it came.</summary>
internal sealed record Received(string Id, long Seconds, string Signature, byte[] Body)
{
    public string Type => JsonDocument.Parse(Body).RootElement.GetProperty("type").GetString()!;
    public JsonElement Data => JsonDocument.Parse(Body).RootElement.GetProperty("data");

    /// <summary>As the specification says it, written anew: not by the sender's own code.</summary>
    public bool IsSignedWith(string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var signed = string.Create(CultureInfo.InvariantCulture, $"{Id}.{Seconds}.{Encoding.UTF8.GetString(Body)}");
        return Signature == "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)));
    }
}

/// <summary>A receiver of webhooks in this process, which answers as it is told.</summary>
internal sealed class WebhookReceiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private Task _serving = Task.CompletedTask;

    public WebhookReceiver(int? port = null)
    {
        Port = port ?? FreePort();
        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port { get; }
    public string Url => $"http://127.0.0.1:{Port}/hook";
    public ConcurrentQueue<Received> All { get; } = new();
    public int Status { get; set; } = 200;
    public string Body { get; set; } = "thanks";
    public (string Name, string Value)? Header { get; set; }

    /// <summary>Done as soon as something came.</summary>
    public TaskCompletionSource Arrived { get; } = new();

    /// <summary>Where set: answers wait for it.</summary>
    public TaskCompletionSource? Held { get; set; }

    public static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
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
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            _ = AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var request = context.Request;
        using var body = new MemoryStream();
        await request.InputStream.CopyToAsync(body);
        All.Enqueue(
            new(
                request.Headers["webhook-id"]!,
                long.Parse(request.Headers["webhook-timestamp"]!, CultureInfo.InvariantCulture),
                request.Headers["webhook-signature"]!,
                body.ToArray()
            )
        );
        Arrived.TrySetResult();
        if (Held is { } held)
            await held.Task;
        try
        {
            context.Response.StatusCode = Status;
            if (Header is var (name, value))
                context.Response.Headers[name] = value;
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(Body));
            context.Response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The sender waits no longer.
        }
    }

    public void Dispose()
    {
        Held?.TrySetResult();
        _listener.Close();
    }
}
