using Xunit;

namespace Weft.Tests.Cli;

public sealed class GraphCompareTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    private async Task TwoJobsAsync()
    {
        Assert.True(await _weaver.RunAsync("run", _weaver.Write("mill.txt", Mill.Book)) == 0, _weaver.Error);
        Assert.Equal(0, await _weaver.RunAsync("job", "start", "1", "--chapters", "2"));
        Assert.True(await _weaver.RunAsync("run") == 0, _weaver.Error);
    }

    [Fact]
    public async Task Numbers_come_first_then_what_was_left_out_and_lists()
    {
        await TwoJobsAsync();
        Assert.Equal(0, await _weaver.RunAsync("graph", "compare", "1", "2", "--side", "both"));
        var lines = _weaver.Out.Split('\n');
        Assert.Equal("mill: 1 chapter read by job 1 (rules) and by job 2 (rules)", lines[0]);
        Assert.Contains("1: job 1 has read it, job 2 was not to read it", _weaver.Out);
        Assert.Contains("  ch. 2  Tom Brown: person  “", _weaver.Out);
        _weaver.Variables["WEFT_LANG"] = "zh";
        Assert.Equal(0, await _weaver.RunAsync("graph", "compare", "1", "2"));
        Assert.Contains("仅任务 1", _weaver.Out);
    }

    [Fact]
    public async Task The_same_goes_to_scripts_and_spreadsheets()
    {
        await TwoJobsAsync();
        Assert.Equal(0, await _weaver.RunAsync("graph", "compare", "1", "2", "--json", "--kind", "entity"));
        Assert.Equal(1, _weaver.Answer.GetProperty("compared_chapters").GetInt32());
        Assert.All(
            _weaver.Answer.GetProperty("findings").EnumerateArray(),
            finding => Assert.Equal("entity", finding.GetProperty("kind").GetString())
        );
        Assert.Equal(0, await _weaver.RunAsync("graph", "compare", "1", "2", "--csv", "out.csv"));
        var table = await File.ReadAllTextAsync(Path.Combine(_weaver.Folder, "out.csv"), TestContext.Current.CancellationToken);
        var bytes = await File.ReadAllBytesAsync(Path.Combine(_weaver.Folder, "out.csv"), TestContext.Current.CancellationToken);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.NotEqual(0xEF, bytes[3]);
        Assert.StartsWith("chapter,title,kind,side,name_a", table);
        _weaver.Variables["WEFT_LANG"] = "zh";
        Assert.Equal(0, await _weaver.RunAsync("graph", "compare", "1", "2", "--csv", "zh.csv"));
        var chinese = await File.ReadAllLinesAsync(Path.Combine(_weaver.Folder, "zh.csv"), TestContext.Current.CancellationToken);
        Assert.StartsWith("章,章名,种类,哪一方,名字（A）", chinese[0]);
        Assert.Contains(chinese, line => line.Contains(",实体,"));
        Assert.DoesNotContain(chinese, line => line.Contains(",entity,") || line.Contains("only_"));
    }

    [Theory]
    [InlineData(2, "job 1 stands twice", "1", "1")]
    [InlineData(1, "there is no job 9", "1", "9")]
    [InlineData(1, "have read none of these chapters", "1", "2", "--chapters", "1")]
    [InlineData(2, "--side", "1", "2", "--side", "left")]
    public async Task What_cannot_be_compared_is_said(int code, string says, params string[] words)
    {
        await TwoJobsAsync();
        Assert.Equal(code, await _weaver.RunAsync(["graph", "compare", .. words]));
        Assert.Contains(says, _weaver.Error);
        Assert.Empty(_weaver.Out);
    }
}
