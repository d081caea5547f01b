using System.Net;
using System.Net.Sockets;

namespace Weft.Testing.Servers;

/// <summary>
/// A loopback proxy as a machine that is too busy at first: connections are taken but nothing comes of them, until clients have given so many of
/// them up. From then on it passes everything.
/// </summary>
public sealed class StallingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private readonly int _server;
    private int _stalls;
    private int _held;

    /// <param name="held">So many connections come before all that: nothing ever comes of them.</param>
    public StallingProxy(int server, int stalls, int held = 0)
    {
        (_server, _stalls, _held) = (server, stalls, held);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        // It is listened to until nothing is taken any more.
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> links = [];
        try
        {
            while (true)
                links.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
        }
        catch (Exception error) when (_stop.IsCancellationRequested && error is OperationCanceledException or SocketException)
        {
            // The end of the test.
        }
        await Task.WhenAll(links);
    }

    private async Task ServeAsync(Socket client)
    {
        using var _ = client;
        try
        {
            if (Interlocked.Decrement(ref _held) >= 0)
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
            if (Volatile.Read(ref _stalls) > 0)
            {
                var nothing = new byte[4096];
                while (await client.ReceiveAsync(nothing, _stop.Token) > 0) { }
                Interlocked.Decrement(ref _stalls);
                return;
            }
            using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await server.ConnectAsync(IPAddress.Loopback, _server, _stop.Token);
            await using NetworkStream here = new(client),
                there = new(server);
            await Task.WhenAny(here.CopyToAsync(there, _stop.Token), there.CopyToAsync(here, _stop.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SocketException)
        {
            // One side has gone, or the test has ended.
        }
    }
}
