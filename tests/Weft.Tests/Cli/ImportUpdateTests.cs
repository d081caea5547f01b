using System.Text.Json;
using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Tests.Cli;

/// <summary>A book that grows and is corrected: what is the same is kept, what differs is said first.</summary>
public sealed class ImportUpdateTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    private static string Chapter(int number, string what = "") =>
        $"Chapter {number}\n\nAnna and Ben went to mill {number}. {what}Anna met Carl there.\n";

    private static string Novel(params string[] chapters) => string.Join("\n\n", chapters);

    private string Write(params string[] chapters) => _weaver.Write("novel.txt", Novel(chapters));

    private async Task ImportAsync() =>
        Assert.Equal(0, await _weaver.RunAsync("import", Write([.. Enumerable.Range(1, 4).Select(number => Chapter(number))])));

    private int Number(string name) => _weaver.Answer.GetProperty(name).GetInt32();

    private int Shown(string name) => _weaver.Answer.GetProperty("book").GetProperty(name).GetInt32();

    private string[] Titles(string fate) =>
        [
            .. _weaver
                .Answer.GetProperty("changes")
                .EnumerateArray()
                .Where(change => change.GetProperty("fate").GetString() == fate)
                .Select(change => change.GetProperty("title").GetString()!),
        ];

    [Fact]
    public async Task What_is_new_changed_and_removed_is_said_and_the_rest_is_the_same()
    {
        await ImportAsync();
        var file = Write(Chapter(1), Chapter(3, "It rained. "), Chapter(4), Chapter(5), Chapter(6));
        Assert.Equal(0, await _weaver.RunAsync("import", "--update", "1", "--dry-run", "--json", file));
        Assert.Equal((2, 1, 2, 1), (Number("same"), Number("changed"), Number("new"), Number("removed")));
        Assert.Equal(["Chapter 3"], Titles("changed"));
        Assert.Equal(["Chapter 5", "Chapter 6"], Titles("new"));
        Assert.Equal(["Chapter 2"], Titles("removed"));
        Assert.Equal((1, false), (Number("edition"), _weaver.Answer.GetProperty("taken").GetBoolean()));
        Assert.Equal(0, await _weaver.RunAsync("import", "--update", "1", "--json", file));
        Assert.Equal((2, true), (Number("edition"), _weaver.Answer.GetProperty("taken").GetBoolean()));
        Assert.Equal(0, await _weaver.RunAsync("chapters", "1", "--json"));
        Assert.Equal(5, _weaver.Answer.GetArrayLength());
    }

    [Theory]
    [InlineData("en", "nothing changed; 4 parts are the same", "no book in")]
    [InlineData("zh", "没有变化，4 部分相同", "没有名为")]
    public async Task The_same_file_again_writes_nothing_and_a_wrong_book_is_said(string language, string same, string unknown)
    {
        await ImportAsync();
        var file = Path.Combine(_weaver.Folder, "novel.txt");
        // A line more at the end is no change.
        await File.AppendAllTextAsync(file, "\n\n", TestContext.Current.CancellationToken);
        _weaver.Variables["WEFT_LANG"] = language;
        Assert.Equal(0, await _weaver.RunAsync("import", "--update", "1", file));
        Assert.Contains(same, _weaver.Out);
        foreach (var dry in new string[][] { [], ["--dry-run"] })
        {
            Assert.Equal(1, await _weaver.RunAsync(["import", "--update", "7", .. dry, file]));
            Assert.Contains(unknown, _weaver.Error);
            Assert.Equal(1, await _weaver.RunAsync(["import", "--update", "1", .. dry, file + "x"]));
            Assert.Contains("novel.txtx", _weaver.Error);
        }
        Assert.Equal(0, await _weaver.RunAsync("books", "--json"));
        Assert.Equal(1, _weaver.Answer[0].GetProperty("edition").GetInt32());
    }

    [Fact]
    public async Task A_text_in_which_hardly_anything_is_known_again_is_asked_about()
    {
        await ImportAsync();
        var other = _weaver.Write(
            "other.txt",
            Novel([.. Enumerable.Range(11, 5).Select(number => Chapter(number, "Dora too. "))])
        );
        Assert.Equal(1, await _weaver.RunAsync("import", "--update", "1", other));
        Assert.Contains("--yes", _weaver.Error);
        (_weaver.IsTerminal, _weaver.Typed) = (true, "n\n");
        Assert.Equal(1, await _weaver.RunAsync("import", "--update", "1", other));
        Assert.Contains("Nothing was changed", _weaver.Out);
        _weaver.Typed = "y\n";
        Assert.Equal(0, await _weaver.RunAsync("import", "--update", "1", other));
        Assert.Contains("edition 2", _weaver.Out);
        // The text of another book is no edition.
        var third = _weaver.Write("third.txt", Novel([.. Enumerable.Range(21, 3).Select(number => Chapter(number))]));
        Assert.Equal(0, await _weaver.RunAsync("import", third));
        Assert.Equal(1, await _weaver.RunAsync("import", "--update", "1", "--yes", third));
        Assert.Contains("this is the text of book 2", _weaver.Error);
    }

    [Theory]
    [InlineData("--update")]
    [InlineData("--edition-of")]
    public async Task Lines_that_end_otherwise_make_no_new_edition(string way)
    {
        await ImportAsync();
        var file = Path.Combine(_weaver.Folder, "novel.txt");
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, text.ReplaceLineEndings("\r\n"), TestContext.Current.CancellationToken);
        Assert.Equal(0, await _weaver.RunAsync("import", way, "1", "--json", file));
        Assert.Equal(0, await _weaver.RunAsync("book", "show", "1", "--json"));
        Assert.Equal(1, Shown("edition"));
        Assert.Equal(1, _weaver.Answer.GetProperty("editions").GetArrayLength());
        await File.WriteAllTextAsync(file, text.Replace("mill 4", "mill 44"), TestContext.Current.CancellationToken);
        Assert.Equal(0, await _weaver.RunAsync("import", way, "1", "--json", file));
        Assert.Equal(0, await _weaver.RunAsync("book", "show", "1", "--json"));
        Assert.Equal(2, Shown("edition"));
    }

    [Theory]
    [InlineData("^Chapter", 0)]
    [InlineData("^Chapter [12]$", 2)]
    public async Task A_cut_that_was_told_is_found_again_where_that_is_wanted(string told, int isNew)
    {
        await ImportAsync();
        var file = Path.Combine(_weaver.Folder, "novel.txt");
        Assert.Equal(0, await _weaver.RunAsync("import", "--update", "1", "--headings", told, file));
        Assert.Equal(0, await _weaver.RunAsync("import", "--update", "1", "--json", file));
        Assert.False(_weaver.Answer.GetProperty("taken").GetBoolean());
        Assert.Equal(0, await _weaver.RunAsync("import", "--update", "1", "--as-found", "--dry-run", file));
        Assert.Contains("found again", _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("import", "--update", "1", "--as-found", "--json", file));
        Assert.True(_weaver.Answer.GetProperty("taken").GetBoolean());
        Assert.True(_weaver.Answer.GetProperty("recut").GetBoolean());
        Assert.Equal(isNew, Number("new"));
        Assert.Equal(JsonValueKind.Null, _weaver.Answer.GetProperty("told").GetProperty("headings").ValueKind);
        // From then on it stays so.
        Assert.Equal(0, await _weaver.RunAsync("import", "--update", "1", "--json", file));
        Assert.False(_weaver.Answer.GetProperty("taken").GetBoolean());
        Assert.Equal(0, await _weaver.RunAsync("book", "show", "1", "--json"));
        Assert.Equal((3, 4), (Shown("edition"), Shown("chapters")));
    }

    [Theory]
    [InlineData("--update", "1", "--as-found", "--no-split")]
    [InlineData("--edition-of", "1", "--as-found")]
    [InlineData("--as-found")]
    public async Task Found_again_goes_with_an_update_alone(params string[] words)
    {
        await ImportAsync();
        Assert.Equal(2, await _weaver.RunAsync(["import", .. words, Path.Combine(_weaver.Folder, "novel.txt")]));
        Assert.Contains("--as-found", _weaver.Error);
    }

    [Fact]
    public async Task The_cut_that_was_told_and_the_title_are_kept_unless_told_anew()
    {
        var file = _weaver.Write("marked.txt", "¶ The Ford\n\nHe went.\n\n¶ The Gate\n\nIt was shut.\n");
        Assert.Equal(0, await _weaver.RunAsync("import", "--headings", "^¶", file));
        File.Move(file, file + ".md");
        await File.AppendAllTextAsync(file + ".md", "\n¶ The Road\n\nHe went on.\n", TestContext.Current.CancellationToken);
        Assert.Equal(0, await _weaver.RunAsync("import", "--update", "1", "--json", file + ".md"));
        Assert.Equal((2, 1), (Number("same"), Number("new")));
        Assert.Equal("^¶", _weaver.Answer.GetProperty("told").GetProperty("headings").GetString());
        Assert.Equal(0, await _weaver.RunAsync("import", "--update", "1", "--no-split", "--yes", "--json", file + ".md"));
        Assert.Equal(JsonValueKind.Null, _weaver.Answer.GetProperty("told").GetProperty("headings").ValueKind);
        Assert.Equal(2, await _weaver.RunAsync("import", "--update", "1", "--edition-of", "1", file + ".md"));
    }

    [Fact]
    public async Task What_was_removed_leaves_the_graph_and_the_rest_stays()
    {
        await ImportAsync();
        Assert.Equal(0, await _weaver.RunAsync("job", "start", "1"));
        Assert.Equal(0, await _weaver.RunAsync("import", "--update", "1", Write(Chapter(1), Chapter(3), Chapter(4), Chapter(5))));
        Assert.Contains("job start 1 --new", _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("graph", "show", "1", "--json"));
        Assert.Equal(3, _weaver.Answer.GetProperty("cast")[0].GetProperty("mentions").GetInt32());
    }

    /// <summary>Nobody is asked for what stands, and the last chapter, which another follows now, is the same.</summary>
    [Fact]
    public async Task A_job_on_what_is_new_asks_for_new_and_changed_chapters_alone()
    {
        await using var server = await ScriptedProvider.StartAsync(new());
        await ImportAsync();
        Assert.Equal(1, await _weaver.RunAsync("job", "start", "1", "--new"));
        Assert.Contains("no earlier job", _weaver.Error);
        Assert.Equal(0, await _weaver.RunAsync("provider", "add", "m", "--url", server.Url, "--model", "scripted", "--no-key"));
        Assert.Equal(0, await _weaver.RunAsync("job", "start", "1", "--provider", "m", "--budget", "90ktok"));
        var asked = server.Calls.Count;
        Assert.Equal(1, await _weaver.RunAsync("job", "start", "1", "--new"));
        Assert.Contains("nothing is new", _weaver.Error);
        var file = Write(Chapter(1), Chapter(2, "It rained. "), Chapter(3), Chapter(4), Chapter(5));
        Assert.Equal(0, await _weaver.RunAsync("import", "--update", "1", file));
        Assert.Contains("job start 1 --new", _weaver.Out);
        Assert.Equal(2, await _weaver.RunAsync("job", "start", "1", "--new", "--provider", "rules"));
        Assert.Equal(0, await _weaver.RunAsync("job", "start", "1", "--new"));
        Assert.Contains("chapters 2,5, by m", _weaver.Out);
        Assert.Equal(asked + 2, server.Calls.Count);
        Assert.Equal(0, await _weaver.RunAsync("job", "show", "2", "--json"));
        Assert.Contains("90000", _weaver.Out);
        // A whole job finds all answers.
        Assert.Equal(0, await _weaver.RunAsync("job", "start", "1", "--provider", "m"));
        Assert.Equal(asked + 2, server.Calls.Count);
    }
}
