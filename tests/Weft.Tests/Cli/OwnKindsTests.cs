using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Tests.Cli;

/// <summary>Kinds and instructions of a person's own: checked first, asked for, kept with the job.</summary>
public sealed class OwnKindsTests : IDisposable
{
    private const string Kinds = "[entities]\nperson\nplace\n[ties]\nally\nuncle / nephew: of one school\n";

    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    private async Task AddAsync(string url) =>
        Assert.True(await _weaver.RunAsync("provider", "add", "p", "--url", url, "--model", "m", "--no-key") == 0, _weaver.Error);

    [Theory]
    [InlineData("run", "--types", "none.txt", "none.txt")]
    [InlineData("run", "--types", "empty.txt", "nothing stands in it")]
    [InlineData("estimate", "--types", "wrong.txt", "line 2")]
    [InlineData("estimate", "--types", "bytes.txt", "UTF-8")]
    [InlineData("run", "--prompt", "none.txt", "none.txt")]
    [InlineData("run", "--prompt", "empty.txt", "nothing stands in it")]
    [InlineData("run", "--prompt", "long.txt", "8000")]
    [InlineData("run", "--prompt", "bytes.txt", "UTF-8")]
    public async Task What_is_wrong_is_said_before_anything_is_done(string command, string option, string file, string says)
    {
        _weaver.Write("empty.txt", " \n");
        _weaver.Write("wrong.txt", "[ties]\nother\n");
        _weaver.Write("long.txt", new string('x', 8_001));
        await File.WriteAllBytesAsync(
            Path.Combine(_weaver.Folder, "bytes.txt"),
            (byte[])[0xD3, 0xC3, 0xBB, 0xA7],
            TestContext.Current.CancellationToken
        );
        var book = _weaver.Write("mill.txt", Mill.Book);
        Assert.NotEqual(0, await _weaver.RunAsync(command, book, "--provider", "p", option, file));
        Assert.Contains(says, _weaver.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_weaver.Data));
    }

    [Fact]
    public async Task A_job_asks_as_it_was_told_and_keeps_that()
    {
        await using var server = await ScriptedProvider.StartAsync();
        await AddAsync(server.Url);
        var book = _weaver.Write("mill.txt", Mill.Book);
        var types = _weaver.Write("kinds.txt", Kinds);
        var prompt = _weaver.Write("ask.txt", "Mind the horses above all.");
        string[] asked = ["--types", types, "--prompt", prompt];
        Assert.True(await _weaver.RunAsync(["run", book, "--provider", "p", "--yes", "--json", .. asked]) == 0, _weaver.Error);
        var calls = server.Calls.Count;
        Assert.Equal(0, await _weaver.RunAsync(["job", "show", "1", "--json"]));
        var recipe = _weaver.Answer.GetProperty("recipe");
        Assert.Equal("Mind the horses above all.", recipe.GetProperty("instructions").GetString());
        Assert.Equal(["ally", "uncle"], recipe.GetProperty("relation_types").EnumerateArray().Select(type => type.GetString()));
        Assert.Equal("nephew", recipe.GetProperty("relation_kinds")[0].GetProperty("inverse").GetString());

        Assert.Equal(0, await _weaver.RunAsync(["prompt", "1", .. asked]));
        Assert.Contains("Mind the horses above all.", _weaver.Out, StringComparison.Ordinal);
        Assert.Contains("uncle / nephew", _weaver.Out, StringComparison.Ordinal);
        // The same wish again is the same job; without it the book is there too, and asks nothing more of anybody.
        Assert.Equal(0, await _weaver.RunAsync(["run", book, "--provider", "p", "--yes", "--json", .. asked]));
        Assert.Equal(calls, server.Calls.Count);
        // Another wish is another job, and no answer of the first serves it.
        var other = _weaver.Write("other.txt", "Mind the ships.");
        Assert.Equal(0, await _weaver.RunAsync(["run", book, "--provider", "p", "--yes", "--json", "--prompt", other]));
        Assert.Equal(2 * calls, server.Calls.Count);
    }

    [Fact]
    public async Task Rules_alone_have_no_use_for_it()
    {
        var book = _weaver.Write("mill.txt", Mill.Book);
        var types = _weaver.Write("kinds.txt", Kinds);
        Assert.NotEqual(0, await _weaver.RunAsync("run", book, "--types", types));
        Assert.Contains("--provider", _weaver.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_are_said_in_Chinese_too()
    {
        _weaver.Variables["WEFT_LANG"] = "zh";
        var book = _weaver.Write("mill.txt", Mill.Book);
        var types = _weaver.Write("kinds.txt", "[关系]\n夫妻\n夫妻\n");
        Assert.NotEqual(0, await _weaver.RunAsync("run", book, "--provider", "p", "--types", types));
        Assert.Contains("第 3 行：“夫妻”出现了两次", _weaver.Error, StringComparison.Ordinal);
    }
}
