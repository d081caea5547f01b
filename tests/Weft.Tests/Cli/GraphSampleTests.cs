using Xunit;

namespace Weft.Tests.Cli;

public sealed class GraphSampleTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    private string File(string name) => Path.Combine(_weaver.Folder, name);

    private async Task WeaveAsync() =>
        Assert.True(await _weaver.RunAsync("run", _weaver.Write("mill.txt", Mill.Book)) == 0, _weaver.Error);

    [Fact]
    public async Task A_sample_is_written_judged_and_counted()
    {
        await WeaveAsync();
        Assert.Equal(0, await _weaver.RunAsync("graph", "sample", "1"));
        Assert.Contains("weft graph precision", _weaver.Out);
        var table = await System.IO.File.ReadAllTextAsync(File("sample-1.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(0, await _weaver.RunAsync("graph", "precision", "sample-1.csv"));
        Assert.StartsWith("0 of ", _weaver.Out);
        _weaver.Write("judged.csv", "number,kind,verdict\n1,mention,yes\n2,mention,no\n3,relation,对\n");
        Assert.Equal(0, await _weaver.RunAsync("graph", "precision", "judged.csv"));
        Assert.Contains("3 of 3 facts are judged.", _weaver.Out);
        Assert.Contains("66.7 %", _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("graph", "sample", "1", "--output", "again.csv"));
        Assert.Equal(table, await System.IO.File.ReadAllTextAsync(File("again.csv"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_may_hold_verdicts_is_left_alone()
    {
        await WeaveAsync();
        _weaver.Write("sample-1.csv", "mine");
        Assert.Equal(1, await _weaver.RunAsync("graph", "sample", "1"));
        Assert.Contains("--output", _weaver.Error);
        Assert.Equal("mine", await System.IO.File.ReadAllTextAsync(File("sample-1.csv"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("there is no such file", "none.csv", null)]
    [InlineData("line 2: “perhaps” is no verdict", "a.csv", "kind,verdict\nevent,perhaps\n")]
    [InlineData("this is no table", "a.csv", "Some words.")]
    public async Task What_cannot_be_counted_is_said(string says, string name, string? content)
    {
        if (content is not null)
            _weaver.Write(name, content);
        Assert.Equal(1, await _weaver.RunAsync("graph", "precision", name));
        Assert.Contains(says, _weaver.Error);
        Assert.Empty(_weaver.Out);
    }

    [Fact]
    public async Task A_prompt_is_shown_with_what_can_be_kept_of_it()
    {
        await WeaveAsync();
        Assert.Equal(0, await _weaver.RunAsync("prompt", "1", "--passage", "2"));
        Assert.Contains("are the same for every passage of the book", _weaver.Out);
        Assert.Contains("walked with Mary Green to London", _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("prompt", "1", "--chapter", "2", "--json"));
        Assert.Equal(
            (1, 2),
            (_weaver.Answer.GetProperty("passages").GetInt32(), _weaver.Answer.GetProperty("chapter").GetInt32())
        );
        Assert.Equal(2, await _weaver.RunAsync("prompt", "1", "--passage", "3"));
        Assert.Contains("from 1 to 2", _weaver.Error);
    }
}
