using Microsoft.Extensions.Logging.Abstractions;
using Weft.Dispatch;
using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Runtime;
using Xunit;

namespace Weft.Testing.Conformance;

/// <summary>What an entry in a list of backends says of itself, held against what it opens: once for each of two data folders.</summary>
public abstract class OpeningConformance : IDisposable
{
    private readonly TemporaryFolder _here = new();
    private readonly TemporaryFolder _there = new();

    /// <summary>Class of the entry.</summary>
    public abstract Type Backend { get; }

    protected string Here => _here.Path;

    protected string There => _there.Path;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>What a person writes to mean this backend: one place of its own for each test.</summary>
    protected abstract Task<string> SettingAsync();

    public virtual void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
        GC.SuppressFinalize(this);
    }
}

public abstract class LedgerOpening : OpeningConformance
{
    [Fact]
    public async Task Two_data_folders_have_one_ledger_only_where_it_is_shared()
    {
        var setting = await SettingAsync();
        var backend = LedgerBackends.Of(setting);
        Assert.IsType(Backend, backend);
        Assert.Equal(backend.IsShared, backend.Exists(Here));
        var here = await backend.OpenAsync(setting, Here, TimeProvider.System, Stop);
        await using var _ = here.Held;
        Assert.True(backend.Exists(Here));
        var there = await backend.OpenAsync(setting, There, TimeProvider.System, Stop);
        await using var __ = there.Held;
        await here.Ledger.Sessions.OpenSessionAsync("node", "all", 1, [], 1, Stop);
        Assert.Equal(backend.IsShared, (await there.Ledger.Sessions.OpenSessionsAsync(Stop)).Count == 1);
    }

    [Fact]
    public async Task What_it_keeps_is_there_when_it_is_opened_again()
    {
        var setting = await SettingAsync();
        var backend = LedgerBackends.Of(setting);
        var first = await backend.OpenAsync(setting, Here, TimeProvider.System, Stop);
        var session = await first.Ledger.Sessions.OpenSessionAsync("node", "all", 1, [], 1, Stop);
        await first.Held.DisposeAsync();
        var second = await backend.OpenAsync(setting, Here, TimeProvider.System, Stop);
        await using var _ = second.Held;
        Assert.NotNull(await second.Ledger.Sessions.FindSessionAsync(session, Stop));
    }
}

public abstract class GraphOpening : OpeningConformance
{
    [Fact]
    public async Task Two_data_folders_have_one_graph_only_where_it_is_shared()
    {
        var setting = await SettingAsync();
        var backend = GraphBackends.Of(setting);
        Assert.IsType(Backend, backend);
        Assert.Null(backend.FaultOf(setting));
        var here = await backend.OpenAsync(setting, Place(Here), Stop);
        await using var _ = here.Held;
        var there = await backend.OpenAsync(setting, Place(There), Stop);
        await using var __ = there.Held;
        await here.Graph.PutBookAsync(new(new(7), "The Mill", "en", 1, []), Stop);
        Assert.Equal(backend.IsShared, (await there.Graph.BooksAsync(Stop)).Contains(new BookId(7)));
    }

    private static GraphPlace Place(string folder) => new(folder, TimeProvider.System, new Random(1));
}

public abstract class DispatchOpening : OpeningConformance
{
    [Fact]
    public async Task Two_processes_see_each_other_only_where_it_is_shared()
    {
        var setting = await SettingAsync();
        var backend = DispatchBackends.Of(setting);
        Assert.IsType(Backend, backend);
        var one = await backend.OpenAsync(setting, Runtime(1));
        await using var _ = one.Held;
        var other = await backend.OpenAsync(setting, Runtime(2));
        await using var __ = other.Held;
        var session = new SessionId(7);
        await one.Fleet.EnterAsync(session, Stop);
        Assert.Equal(backend.IsShared, (await other.Fleet.LookAsync([session], Stop)).Present.Contains(session));
        Assert.Equal((backend.IsShared, backend.IsShared), (one.Mailbox is not null, one.Board is not null));
    }

    private static RuntimeContext Runtime(int seed) =>
        new(TimeProvider.System, new Random(seed), new ThreadPoolOffload(), _ => { }, NullLogger.Instance, Guards.All);
}
