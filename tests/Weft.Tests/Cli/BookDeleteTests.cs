using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Tests.Cli;

/// <summary>Deleting a book is asked about, and names what goes.</summary>
public sealed class BookDeleteTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    [Fact]
    public async Task A_person_sees_the_whole_title_and_what_goes_and_only_yes_deletes()
    {
        await using var server = await ScriptedProvider.StartAsync(new());
        await ReadAsync(server);
        (_weaver.IsTerminal, _weaver.Typed) = (true, "\n");
        Assert.Equal(1, await _weaver.RunAsync("book", "delete", "mill", "--forget-answers"));
        foreach (
            var words in new[] { "“The Old Mill”", "book 1", "2 chapters", "1 job ", "2 answers go too", "Nothing was deleted" }
        )
            Assert.Contains(words, _weaver.Out);
        _weaver.Typed = "yes\n";
        Assert.Equal(0, await _weaver.RunAsync("book", "delete", "mill", "--keep-answers"));
        Assert.Contains("2 answers stay", _weaver.Out);
        Assert.Equal(1, await _weaver.RunAsync("book", "delete", "mill"));
    }

    [Theory]
    [InlineData("en", "“The Old Mill” (book 1, 2 chapters, 0 jobs, 0 answers)")]
    [InlineData("zh", "《The Old Mill》（书 1，2 章，0 个任务，0 个回答）")]
    public async Task A_script_has_to_say_yes(string language, string names)
    {
        await ImportAsync("The Old Mill");
        _weaver.Variables["WEFT_LANG"] = language;
        Assert.Equal(2, await _weaver.RunAsync("book", "delete", "mill"));
        Assert.Contains(names, _weaver.Error);
        Assert.Contains("--yes", _weaver.Error);
        Assert.Equal(2, await _weaver.RunAsync("book", "delete", "mill", "--json"));
        Assert.Equal(0, await _weaver.RunAsync("book", "delete", "mill", "--yes", "--json"));
    }

    [Fact]
    public async Task What_could_be_several_books_or_none_deletes_nothing()
    {
        await ImportAsync("The Old Mill");
        await ImportAsync("The New Mill");
        Assert.Equal(1, await _weaver.RunAsync("book", "delete", "mill", "--yes"));
        Assert.Contains("1 (The Old Mill); 2 (The New Mill)", _weaver.Error);
        // A script's variable that is empty.
        Assert.Equal(1, await _weaver.RunAsync("book", "delete", "", "--yes"));
        Assert.Equal(0, await _weaver.RunAsync("books", "--json"));
        Assert.Equal(2, _weaver.Answer.GetArrayLength());
    }

    [Theory]
    [InlineData("en", "deleted book 1", "none: the book was deleted")]
    [InlineData("zh", "已删除的书 1", "无：书与图谱已删除")]
    public async Task A_deleted_books_jobs_are_shown_as_such(string language, string says, string ofTheGraph)
    {
        await using var server = await ScriptedProvider.StartAsync(new());
        await ReadAsync(server);
        Assert.Equal(0, await _weaver.RunAsync("book", "delete", "1", "--yes"));
        _weaver.Variables["WEFT_LANG"] = language;
        Assert.Equal(0, await _weaver.RunAsync("jobs"));
        Assert.Contains(says, _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("job", "show", "1"));
        Assert.Contains(says, _weaver.Out);
        Assert.Contains(ofTheGraph, _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("jobs", "--json"));
        Assert.True(_weaver.Answer[0].GetProperty("book_deleted").GetBoolean());
    }

    private async Task ImportAsync(string title) =>
        Assert.Equal(0, await _weaver.RunAsync("import", _weaver.Write(title + ".txt", Mill.Book + title)));

    private async Task ReadAsync(ScriptedProvider server)
    {
        await ImportAsync("The Old Mill");
        Assert.Equal(0, await _weaver.RunAsync("provider", "add", "p", "--url", server.Url, "--model", "m", "--no-key"));
        Assert.True(await _weaver.RunAsync("job", "start", "1", "--provider", "p") == 0, _weaver.Out + _weaver.Error);
    }
}
