using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Weft.Testing.Servers;

/// <summary>
/// A loopback proxy before a MySQL server that counts the packets that a client sends, and stops a client after the packet that a test
/// chose: what the server did by then is all that it ever hears of that client.
/// </summary>
public sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Socket> _sockets = [];
    private readonly int _server;
    private readonly Task _accepting;
    private int _packets;
    private volatile string? _last;
    private TaskCompletionSource _stopped = NewSignal();

    public CuttingProxy(int server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Commands that clients have sent: packets of the protocol, whatever the number of statements in each.</summary>
    public int Packets => Volatile.Read(ref _packets);

    /// <summary>
    /// From now on: the first packet that has these words goes through, and its connection is dead from then on: nothing more goes either
    /// way, but it stays open as that of a client that was stopped. Ends when the server has begun to answer it.
    /// </summary>
    public Task StopAfterAsync(string words)
    {
        _stopped = NewSignal();
        _last = words;
        return _stopped.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        lock (_sockets)
            foreach (var socket in _sockets)
                socket.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_stop.Token);
                var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
                lock (_sockets)
                    _sockets.AddRange([client, server]);
                await server.ConnectAsync(IPAddress.Loopback, _server, _stop.Token);
                var link = new Link();
                _ = PassAsync(() => RequestsAsync(client, server, link), client, server);
                _ = PassAsync(() => AnswersAsync(server, client, link), client, server);
            }
        }
        catch (Exception error) when (_stop.IsCancellationRequested && error is OperationCanceledException or SocketException)
        {
            // The end of the test.
        }
    }

    private static async Task PassAsync(Func<Task> pass, Socket client, Socket server)
    {
        try
        {
            await pass();
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One side has gone.
        }
        client.Dispose();
        server.Dispose();
    }

    private async Task RequestsAsync(Socket client, Socket server, Link link)
    {
        while (await ReadPacketAsync(client) is { } packet)
        {
            // A command begins a new sequence; what has other numbers belongs to the handshake.
            var isCommand = packet[3] == 0;
            if (isCommand)
                Interlocked.Increment(ref _packets);
            var isLast =
                isCommand && _last is { } words && Encoding.UTF8.GetString(packet).Contains(words, StringComparison.Ordinal);
            if (isLast)
                (link.IsDead, _last) = (true, null);
            await server.SendAsync(packet, _stop.Token);
            if (isLast)
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
        }
    }

    private async Task AnswersAsync(Socket server, Socket client, Link link)
    {
        var buffer = new byte[65536];
        while (await server.ReceiveAsync(buffer, _stop.Token) is var count and > 0)
        {
            if (link.IsDead)
            {
                _stopped.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
            }
            await client.SendAsync(buffer.AsMemory(0, count), _stop.Token);
        }
    }

    private async Task<byte[]?> ReadPacketAsync(Socket socket)
    {
        var head = new byte[4];
        if (!await FillAsync(socket, head))
            return null;
        var packet = new byte[4 + head[0] + (head[1] << 8) + (head[2] << 16)];
        head.CopyTo(packet, 0);
        return await FillAsync(socket, packet.AsMemory(4)) ? packet : null;
    }

    private async Task<bool> FillAsync(Socket socket, Memory<byte> room)
    {
        while (room.Length > 0)
        {
            var count = await socket.ReceiveAsync(room, _stop.Token);
            if (count == 0)
                return false;
            room = room[count..];
        }
        return true;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Link
    {
        public volatile bool IsDead;
    }
}
