using Weft.Testing;
using Weft.Testing.Servers;
using Weft.Tests.Cli;
using Xunit;

namespace Weft.Tests.Watching;

/// <summary>The status from beside nodes that meet over Redis.</summary>
[Needs("redis")]
public sealed class OverviewSourceTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    [Fact]
    public async Task Redis_is_asked_where_it_is_there_and_its_absence_is_told_where_it_is_not()
    {
        await using var redis = await RedisServer.StartAsync();
        var book = _weaver.Write("mill.txt", "Chapter 1. The Mill\n\nOld Tom Brown met Mary Green at the mill.\n");
        Assert.Equal(0, await _weaver.RunAsync("import", book, "--data", _weaver.Data));
        Assert.Equal(0, await _weaver.RunAsync("job", "start", "1", "--detach", "--data", _weaver.Data));
        _weaver.Variables["WEFT_DISPATCH"] = redis.ConnectionString;
        Assert.Equal("", await TroubleAsync());
        await redis.KillAsync();
        Assert.StartsWith("Redis does not answer", await TroubleAsync());
    }

    private async Task<string> TroubleAsync()
    {
        Assert.True(await _weaver.RunAsync("status", "--json", "--data", _weaver.Data) == 0, _weaver.Error);
        Assert.Equal(1, _weaver.Answer.GetProperty("jobs")[0].GetProperty("task_id").GetInt32());
        return _weaver.Answer.GetProperty("trouble").GetString()!;
    }
}
