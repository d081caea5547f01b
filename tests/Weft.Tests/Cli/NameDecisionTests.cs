using Xunit;

namespace Weft.Tests.Cli;

/// <summary>People's decisions on names at the command line, mistakes included.</summary>
public sealed class NameDecisionTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    private async Task WeaveAsync() =>
        Assert.True(await _weaver.RunAsync("run", _weaver.Write("mill.txt", Mill.Book)) == 0, _weaver.Error);

    private async Task<int> CastAsync()
    {
        Assert.True(await _weaver.RunAsync("graph", "export", "1") == 0, _weaver.Error);
        return _weaver.Answer.GetProperty("entities").GetArrayLength();
    }

    private async Task RefusedAsync(string expected, params string[] words)
    {
        Assert.Equal(1, await _weaver.RunAsync(words));
        Assert.Contains(expected, _weaver.Error);
        Assert.Equal(1, _weaver.Error.Count(letter => letter == '\n'));
        Assert.Empty(_weaver.Out);
    }

    [Fact]
    public async Task Two_names_become_one_and_two_again()
    {
        await WeaveAsync();
        var before = await CastAsync();
        Assert.True(await _weaver.RunAsync("graph", "merge", "1", "Tom Brown", "Mary Green") == 0, _weaver.Error);
        Assert.Contains("weft graph undo 1 1", _weaver.Out);
        Assert.Empty(_weaver.Error);
        Assert.Equal(before - 1, await CastAsync());
        Assert.Equal(0, await _weaver.RunAsync("graph", "undo", "1"));
        Assert.StartsWith("1: Tom Brown and Mary Green are one (", _weaver.Out, StringComparison.Ordinal);
        Assert.Equal(0, await _weaver.RunAsync("graph", "undo", "1", "1", "--json"));
        Assert.Equal("undo", _weaver.Answer.GetProperty("kind").GetString());
        Assert.Equal(before, await CastAsync());
        Assert.Equal(0, await _weaver.RunAsync("graph", "undo", "1", "--json"));
        Assert.Equal(0, _weaver.Answer.GetArrayLength());
    }

    [Fact]
    public async Task The_page_in_the_data_folder_follows_what_people_decide()
    {
        await WeaveAsync();
        var page = Path.Combine(_weaver.Data, "graphs", "1.html");
        var before = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Equal(0, await _weaver.RunAsync("graph", "merge", "1", "Tom Brown", "Mary Green"));
        var merged = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.NotEqual(before, merged);
        Assert.Equal(0, await _weaver.RunAsync("graph", "undo", "1", "1"));
        Assert.NotEqual(merged, await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken));
        File.Delete(page);
        Assert.Equal(0, await _weaver.RunAsync("word", "merge", "1", "Tom Brown", "Mary Green"));
        Assert.False(File.Exists(page));
    }

    [Fact]
    public async Task The_former_name_works_and_says_once_what_it_is_called_now()
    {
        await WeaveAsync();
        Assert.Equal(0, await _weaver.RunAsync("word", "split", "1", "Tom Brown", "Mary Green", "--json"));
        Assert.Equal("split", _weaver.Answer.GetProperty("kind").GetString());
        Assert.Equal("weft: weft word split is now weft graph split; the old name goes with the next release\n", _weaver.Error);
    }

    [Fact]
    public async Task One_is_called_otherwise_of_another_type_hidden_and_all_that_is_taken_back()
    {
        await WeaveAsync();
        var before = await CastAsync();
        Assert.True(await _weaver.RunAsync("graph", "rename", "1", "Tom Brown", "Tom \"the Miller\" Brown") == 0, _weaver.Error);
        Assert.Equal(0, await _weaver.RunAsync("graph", "show", "1", "--entity", "Tom \"the Miller\" Brown"));
        Assert.Contains("Tom Brown", _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("graph", "retype", "1", "Tom \"the Miller\" Brown", "Organisation"));
        Assert.Equal(0, await _weaver.RunAsync("graph", "export", "1"));
        var tom = _weaver
            .Answer.GetProperty("entities")
            .EnumerateArray()
            .Single(one => one.GetProperty("id").GetString() == "tom brown");
        Assert.Equal(
            ("Tom \"the Miller\" Brown", "organisation"),
            (tom.GetProperty("name").GetString(), tom.GetProperty("type").GetString())
        );
        Assert.Equal(
            ["rename", "retype"],
            _weaver.Answer.GetProperty("decisions").EnumerateArray().Select(one => one.GetProperty("kind").GetString())
        );
        Assert.Equal(0, await _weaver.RunAsync("graph", "hide", "1", "Tom Brown"));
        Assert.Equal(before - 1, await CastAsync());
        await RefusedAsync("weft graph undo 1 3", "graph", "show", "1", "--entity", "Tom Brown");
        await RefusedAsync("is hidden", "graph", "merge", "1", "Tom Brown", "Mary Green");
        Assert.Equal(0, await _weaver.RunAsync("graph", "undo", "1", "3"));
        Assert.Equal(before, await CastAsync());
        Assert.Equal(0, await _weaver.RunAsync("graph", "undo", "1", "1"));
        Assert.Contains("about Tom Brown in", _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("graph", "undo", "1"));
        Assert.StartsWith("2: Tom Brown is of the type organisation", _weaver.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggestions_are_listed_and_slips_in_their_numbers_told()
    {
        const string Two = """
            Chapter 1. The Mill

            Old Mr. Tom Brown met Mary Green at the mill. Mary Green gave Mr. Tom Brown a letter, and John Hill saw Mr. Tom Brown and Mary Green.
            Mr. Tom Brown thanked Mary Green, and John Hill thanked Mr. Tom Brown. Mary Green and John Hill went home.

            Chapter 2. The Road

            """;
        Assert.True(await _weaver.RunAsync("run", _weaver.Write("two.txt", Two + Mill.Book)) == 0, _weaver.Error);
        Assert.Equal(0, await _weaver.RunAsync("graph", "suggest", "1", "--json"));
        Assert.Equal(System.Text.Json.JsonValueKind.Array, _weaver.Answer.ValueKind);
        await RefusedAsync("no suggestion 77", "graph", "suggest", "1", "--take", "77");
        await RefusedAsync("no suggestion 77", "graph", "suggest", "1", "--refuse", "77");
        Assert.Equal(2, await _weaver.RunAsync("graph", "suggest", "1", "--take", "77", "--refuse", "78"));
        Assert.Equal(2, await _weaver.RunAsync("graph", "suggest", "1", "--take", "first"));
    }

    [Fact]
    public async Task A_file_of_names_is_taken_once_and_an_export_carries_it_to_another_ledger()
    {
        var names = _weaver.Write("names.txt", "Thomas = Tom Brown (person)\nLondon Town = London (place)\n");
        Assert.True(await _weaver.RunAsync("run", _weaver.Write("mill.txt", Mill.Book), "--names", names) == 0, _weaver.Error);
        Assert.Contains("6 decisions taken, 0 held already", _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("graph", "show", "1", "--entity", "Thomas"));
        Assert.Contains("also Tom Brown", _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("graph", "names", "1", names, "--json"));
        Assert.Equal((0, 6), (_weaver.Answer.GetProperty("added").GetInt32(), _weaver.Answer.GetProperty("known").GetInt32()));
        Assert.Equal(0, await _weaver.RunAsync("graph", "export", "1"));
        var exported = _weaver.Write("exported.json", _weaver.Out);
        using var other = new Weaver();
        Assert.Equal(0, await other.RunAsync("run", other.Write("mill.txt", Mill.Book)));
        Assert.True(await other.RunAsync("graph", "names", "1", exported) == 0, other.Error);
        Assert.Equal(0, await other.RunAsync("graph", "show", "1", "--entity", "Thomas"));
        await RefusedAsync("line 1: persn is no type", "graph", "names", "1", _weaver.Write("bad.txt", "Tom (persn)\n"));
        await RefusedAsync("none.txt", "graph", "names", "1", "none.txt");
    }

    [Fact]
    public async Task Slips_in_names_and_types_are_told()
    {
        await WeaveAsync();
        await RefusedAsync("weft graph merge 1 'Tom Brown' 'Mary Green'", "graph", "rename", "1", "Tom Brown", "mary green");
        await RefusedAsync("called Tom Brown in", "graph", "rename", "1", "Tom Brown", "Tom Brown");
        await RefusedAsync("1 to 200 letters", "graph", "rename", "1", "Tom Brown", " ");
        await RefusedAsync("there are: person", "graph", "retype", "1", "Tom Brown", "persn");
        await RefusedAsync("close: Mary Green", "graph", "hide", "1", "Mary Gren");
    }

    [Fact]
    public async Task Mistakes_are_told_and_change_nothing()
    {
        await WeaveAsync();
        await RefusedAsync("close: Mary Green", "graph", "merge", "1", "Tom Brown", "Mary Gren");
        await RefusedAsync("one and the same name", "graph", "merge", "1", "Tom Brown", "tom brown");
        await RefusedAsync("called 9", "graph", "merge", "9", "Tom Brown", "Mary Green");
        await RefusedAsync("no decision 5", "graph", "undo", "1", "5");
        await RefusedAsync("no decision 99999999999", "graph", "undo", "1", "99999999999");
        Assert.Equal(0, await _weaver.RunAsync("graph", "merge", "1", "Tom Brown", "Mary Green"));
        Assert.Equal(0, await _weaver.RunAsync("graph", "undo", "1", "1"));
        await RefusedAsync("taken back already", "graph", "undo", "1", "1");
        await RefusedAsync("taken back already", "graph", "undo", "1", "2");
        Assert.Equal(2, await _weaver.RunAsync("graph", "undo", "1", "one"));
    }
}
