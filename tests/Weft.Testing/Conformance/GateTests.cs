using Weft.Dispatch;
using Weft.Model;
using Xunit;

namespace Weft.Testing.Conformance;

/// <summary>Words that the suites of the gate share. The gate is seeded with nothing for the provider <c>p</c>.</summary>
public abstract class GateTests<TBackend> : IAsyncLifetime
    where TBackend : GateBackend, new()
{
    protected static readonly SessionId One = new(11);
    protected static readonly SessionId Other = new(12);
    protected static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    protected static readonly ProviderLimits Unlimited = new(null, null, null);

    /// <summary>More calls at once than any test makes.</summary>
    protected static readonly ProviderLimits Plenty = new(1_000, null, null);

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected TBackend Backend { get; } = new();

    protected IGate Gate { get; private set; } = null!;

    protected DateTimeOffset Later => Backend.Time.GetUtcNow() + Long;

    public async ValueTask InitializeAsync()
    {
        Gate = await Backend.OpenAsync();
        await Seed("p");
    }

    public async ValueTask DisposeAsync()
    {
        await Backend.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task Seed(string provider, params CallTrace[] traces) => Seed(Backend, Gate, provider, traces);

    protected static Task Seed(GateBackend backend, IGate gate, string provider, params CallTrace[] traces) =>
        Seed(backend, gate, provider, null, traces);

    protected static async Task Seed(
        GateBackend backend,
        IGate gate,
        string provider,
        CallsKnown? known,
        params CallTrace[] traces
    )
    {
        var take = gate.TakeAsync(provider, Unlimited, One, 1, backend.Time.GetUtcNow() + Long, Cancel);
        await backend.AdvanceAsync(TimeSpan.FromSeconds(1) + backend.Slack);
        var unseeded = Assert.IsType<PermitReply.Unseeded>(await take.Comes());
        await gate.SeedAsync(provider, unseeded.Loss, traces, known, Cancel);
    }

    /// <summary>Wipes the gate and seeds it again.</summary>
    protected async Task Wiped(params CallTrace[] traces)
    {
        await Backend.WipeAsync();
        await Seed("p", traces);
    }

    protected async Task<PermitReply> Advancing(Task<PermitReply> take)
    {
        await Backend.AdvanceAsync(TimeSpan.FromSeconds(1) + Backend.Slack);
        return await take.Comes();
    }

    /// <summary>A wait that is under way. A wake-up from before may come late and end a few at once, but not all.</summary>
    protected static async Task<Task> Waiting(IGate gate, TimeSpan atMost)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            var wait = gate.WaitForPermitAsync("p", atMost, Cancel);
            if (!wait.IsCompleted)
                return wait;
            await wait;
        }
        throw new InvalidOperationException("every wait ended at once");
    }

    /// <summary>Seconds before the seeding, and after it.</summary>
    protected CallTrace Trace(SessionId session, double age, bool open = false, double deadline = 300, long tokens = 0)
    {
        var seeding = Backend.Time.GetUtcNow() + TimeSpan.FromSeconds(1) + Backend.Slack;
        return new(session, seeding - TimeSpan.FromSeconds(age), seeding + TimeSpan.FromSeconds(deadline), tokens, open);
    }

    protected Task<PermitReply> Take(IGate gate, ProviderLimits limits, int upTo) =>
        gate.TakeAsync("p", limits, One, upTo, Later, Cancel);

    protected async Task<IReadOnlyList<Permit>> Taken(
        IGate gate,
        ProviderLimits limits,
        int upTo,
        SessionId? session = null,
        TimeSpan? deadline = null
    )
    {
        var until = Backend.Time.GetUtcNow() + (deadline ?? Long);
        var reply = await gate.TakeAsync("p", limits, session ?? One, upTo, until, Cancel).Comes();
        return Assert.IsType<PermitReply.Taken>(reply).Permits;
    }

    protected Task<GrantReply> Grant(Permit permit, ProviderLimits? limits = null, long tokens = 0, TimeSpan? deadline = null) =>
        Gate.GrantAsync(permit, limits ?? Plenty, tokens, Backend.Time.GetUtcNow() + (deadline ?? Long), Cancel);

    protected async Task<long> Granted(Permit permit, ProviderLimits limits, long tokens = 0) =>
        Assert.IsType<GrantReply.Granted>(await Grant(permit, limits, tokens)).Id;

    /// <summary>Refused for now; how long to wait.</summary>
    protected async Task<TimeSpan> Refused(Permit permit, ProviderLimits limits, long tokens = 0) =>
        Assert.IsType<GrantReply.Wait>(await Grant(permit, limits, tokens)).For;

    protected void AssertNear(double seconds, TimeSpan wait) =>
        Assert.InRange(wait.TotalSeconds, seconds - Backend.Slack.TotalSeconds, seconds + Backend.Slack.TotalSeconds);
}
