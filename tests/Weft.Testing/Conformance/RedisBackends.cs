using Microsoft.Extensions.Time.Testing;
using Weft.Dispatch;
using Weft.Dispatch.Redis;
using Weft.Model;
using Weft.Runtime;
using Weft.Testing.Servers;

namespace Weft.Testing.Conformance;

/// <summary>Links to one database of the shared server, each as another process has its own.</summary>
internal sealed class RedisLinks : IAsyncDisposable
{
    private readonly List<RedisLink> _links = [];
    private string? _database;

    public async Task<RedisLink> OpenAsync()
    {
        var link = await RedisLink.ConnectAsync(_database ??= await RedisServer.DatabaseAsync());
        _links.Add(link);
        return link;
    }

    public Task WipeAsync() => _links[0].RunAsync("redis.call('FLUSHDB')", []);

    public async ValueTask DisposeAsync()
    {
        if (_links.Count > 0)
            await WipeAsync();
        foreach (var link in _links)
            await link.DisposeAsync();
    }
}

public sealed class RedisRingBackend : RingBackend
{
    private readonly FakeTimeProvider _time = new();
    private readonly RedisLinks _links = new();
    private int _nodes;

    public override Task<IRing> OpenAsync() => OpenAsync(Guards.All);

    public override Task<IRing> OpenWithoutGenerationAsync() => OpenAsync(Guards.Without(Guard.RingGeneration));

    public override Task AdvanceAsync(TimeSpan by)
    {
        _time.Advance(by);
        return Task.CompletedTask;
    }

    public override Task WipeAsync() => _links.WipeAsync();

    public override async ValueTask DisposeAsync()
    {
        await _links.DisposeAsync();
        await base.DisposeAsync();
    }

    private async Task<IRing> OpenAsync(Guards guards) =>
        new RedisRing(await _links.OpenAsync(), _time, new Random(4711 + _nodes++), guards);
}

/// <summary>The gate's scripts are given the fake clock, so that windows of a minute need no minute.</summary>
public sealed class RedisGateBackend : GateBackend
{
    private readonly FakeTimeProvider _time = new();
    private readonly RedisLinks _links = new();

    public override TimeProvider Time => _time;

    public override TimeSpan Slack => TimeSpan.Zero;

    public override async Task<IGate> OpenAsync(GateGuard without = GateGuard.None)
    {
        var guards = without switch
        {
            GateGuard.PermitKnown => Guards.Without(Guard.PermitKnown),
            GateGuard.GateSeed => Guards.Without(Guard.GateSeed),
            GateGuard.PermitOverdue => Guards.Without(Guard.PermitOverdue),
            _ => Guards.All,
        };
        return new RedisGate(await _links.OpenAsync(), _time, guards, ownClock: true);
    }

    public override Task AdvanceAsync(TimeSpan by)
    {
        _time.Advance(by);
        return Task.CompletedTask;
    }

    public override Task WipeAsync() => _links.WipeAsync();

    public override async ValueTask DisposeAsync()
    {
        await _links.DisposeAsync();
        await base.DisposeAsync();
    }
}

/// <summary>Has a server of its own, for a fleet's wipe is a server killed and started empty.</summary>
public sealed class RedisFleetBackend : FleetBackend
{
    private readonly Dictionary<IFleet, RedisLink> _nodes = [];
    private RedisServer? _server;

    public override async Task<IFleet> OpenAsync()
    {
        _server ??= await RedisServer.StartAsync();
        var link = await RedisLink.ConnectAsync(_server.ConnectionString);
        var fleet = new RedisFleet(link, new Random(1));
        _nodes.Add(fleet, link);
        return fleet;
    }

    public override async Task KillAsync(IFleet node, SessionId session) => await _nodes[node].DisposeAsync();

    public override async Task WipeAsync()
    {
        await _server!.KillAsync();
        await _server.StartAgainAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var link in _nodes.Values)
            await link.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        await base.DisposeAsync();
    }
}
