using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Tests.Cli;

/// <summary>Answers that were accepted and are to be asked anew all the same.</summary>
public sealed class AskAgainTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    [Fact]
    public async Task Nothing_is_asked_twice_unless_a_person_says_so_and_then_all_of_it_once()
    {
        await using var server = await ScriptedProvider.StartAsync(new());
        await AddAsync(server);
        var file = _weaver.Write("mill.txt", Mill.Book);
        await CallsAsync(server, 2, "run", file, "--provider", "p");
        await CallsAsync(server, 2, "job", "start", "1", "--provider", "p");
        await CallsAsync(server, 4, "job", "start", "1", "--provider", "p", "--again");
        // A job that asked anew shares its answers with nobody, and is no reason to ask others anew.
        await CallsAsync(server, 4, "job", "start", "1", "--provider", "p");
        await CallsAsync(server, 5, "job", "retry", "1", "--chapter", "2", "--again");
        await CallsAsync(server, 7, "job", "retry", "2", "--read-by", "p", "--again");
        await CallsAsync(server, 8, "job", "retry", "1", "--chapter", "2", "--again");
        await CallsAsync(server, 10, "run", file, "--provider", "p", "--again");
        Assert.Equal(1, await _weaver.RunAsync("job", "retry", "1", "--read-by", "q", "--again"));
        Assert.Equal(2, await _weaver.RunAsync("job", "retry", "--all", "--again"));
    }

    [Fact]
    public async Task A_deleted_books_answers_stay_if_told_and_that_is_said_and_can_be_passed_over()
    {
        await using var server = await ScriptedProvider.StartAsync(new());
        await AddAsync(server);
        var file = _weaver.Write("mill.txt", Mill.Book);
        await CallsAsync(server, 2, "run", file, "--provider", "p");
        Assert.Equal(0, await _weaver.RunAsync("book", "delete", "1", "--keep-answers", "--yes"));
        Assert.Contains("--again", _weaver.Out);
        await CallsAsync(server, 2, "run", file, "--provider", "p");
        await CallsAsync(server, 4, "run", file, "--provider", "p", "--again");
    }

    [Fact]
    public async Task A_deleted_books_answers_go_and_the_next_ones_are_shared_and_can_be_kept()
    {
        await using var server = await ScriptedProvider.StartAsync(new());
        await AddAsync(server);
        var file = _weaver.Write("mill.txt", Mill.Book);
        await CallsAsync(server, 2, "run", file, "--provider", "p");
        Assert.Equal(0, await _weaver.RunAsync("book", "delete", "1", "--yes"));
        Assert.Contains("asked anew", _weaver.Out);
        await CallsAsync(server, 4, "run", file, "--provider", "p");
        await CallsAsync(server, 4, "job", "start", "2", "--provider", "p");
        Assert.Equal(2, await _weaver.RunAsync("book", "delete", "2", "--keep-answers", "--forget-answers", "--yes"));
        Assert.Equal(0, await _weaver.RunAsync("book", "delete", "2", "--keep-answers", "--yes"));
        await CallsAsync(server, 4, "run", file, "--provider", "p");
    }

    [Fact]
    public async Task Two_that_ask_one_book_anew_side_by_side_are_told_of_each_other()
    {
        await using var server = await ScriptedProvider.StartAsync(new());
        await AddAsync(server);
        Assert.Equal(0, await _weaver.RunAsync("import", _weaver.Write("mill.txt", Mill.Book)));
        string[] order = ["job", "start", "1", "--provider", "p", "--again", "--detach", "--yes"];
        Assert.Equal(0, await _weaver.RunAsync(order));
        Assert.DoesNotContain("anew already", _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync(order));
        Assert.Contains("job 1 is asking", _weaver.Out);
        Assert.Contains("both are paid for", _weaver.Out);
    }

    private Task<int> AddAsync(ScriptedProvider server) =>
        _weaver.RunAsync("provider", "add", "p", "--url", server.Url, "--model", "m", "--no-key", "--calls", "1");

    /// <summary>Carries an order to its end; the provider has been called so often since the beginning.</summary>
    private async Task CallsAsync(ScriptedProvider server, int calls, params string[] words)
    {
        Assert.True(await _weaver.RunAsync(words) == 0, _weaver.Out + _weaver.Error);
        if (words is ["job", "retry", ..])
            Assert.True(await _weaver.RunAsync("run") == 0, _weaver.Out + _weaver.Error);
        Assert.Equal(calls, server.Calls.Count);
    }
}
