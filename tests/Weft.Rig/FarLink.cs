using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Weft.Rig;

/// <summary>A way to a server that takes its time: what goes in at one end comes out at the other so much later, in both directions.</summary>
internal sealed class FarLink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private readonly TimeSpan _delay;
    private readonly Task _accepting;

    /// <param name="target">A port on loopback.</param>
    public FarLink(int target, TimeSpan delay)
    {
        (_target, _delay) = (target, delay);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException) { }
    }

    private async Task ServeAsync(TcpClient near)
    {
        using var far = new TcpClient();
        using (near)
        {
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
                (near.NoDelay, far.NoDelay) = (true, true);
                // One side closed: the other is too, as soon as what was under way has arrived.
                await Task.WhenAny(CarryAsync(near, far), CarryAsync(far, near));
            }
            catch (Exception over) when (over is OperationCanceledException or SocketException) { }
        }
    }

    private async Task CarryAsync(TcpClient from, TcpClient to)
    {
        var underWay = Channel.CreateUnbounded<(long At, byte[] Bytes)>();
        var reading = ReadAsync(from, underWay.Writer);
        try
        {
            await foreach (var (at, bytes) in underWay.Reader.ReadAllAsync(_stop.Token))
            {
                if (_delay - TimeProvider.System.GetElapsedTime(at) is var left && left > TimeSpan.Zero)
                    await Task.Delay(left, TimeProvider.System, _stop.Token);
                await to.GetStream().WriteAsync(bytes, _stop.Token);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or IOException or InvalidOperationException) { }
        await reading;
    }

    private async Task ReadAsync(TcpClient from, ChannelWriter<(long At, byte[] Bytes)> underWay)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _stop.Token) is > 0 and var read)
                underWay.TryWrite((TimeProvider.System.GetTimestamp(), buffer[..read]));
        }
        catch (Exception over) when (over is OperationCanceledException or IOException or InvalidOperationException) { }
        underWay.Complete();
    }
}
