using Xunit;

namespace Weft.Tests.Cli;

/// <summary>A book is shown with its parts and jobs, and gets another title.</summary>
public sealed class BookShowTests : IDisposable
{
    private const string Text = "Chapter 1\n\nAnna went to the mill with Ben.\n\nChapter 2\n\nBen st\uFFFDyed with Anna.\n";

    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    [Theory]
    [InlineData(
        "en",
        "1 character in 1 part could not be read",
        "is called The New Mill now",
        "no book in",
        "a line of 1 to 200"
    )]
    [InlineData("zh", "1 部分中有 1 个字符无法读出", "现名《The New Mill》", "没有名为", "一行 1 到 200")]
    public async Task What_is_there_is_shown_and_a_new_title_stays(
        string language,
        string unread,
        string renamed,
        string unknown,
        string wrong
    )
    {
        Assert.Equal(0, await _weaver.RunAsync("import", "--title", "The Old Mill", _weaver.Write("mill.txt", Text)));
        Assert.Contains("The Old Mill", _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("job", "start", "1"));
        _weaver.Variables["WEFT_LANG"] = language;
        Assert.Equal(0, await _weaver.RunAsync("book", "show", "1"));
        foreach (var words in new[] { "The Old Mill", "Chapter 2", "rules", unread })
            Assert.Contains(words, _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("book", "rename", "1", "The  New Mill\n"));
        Assert.Contains(renamed, _weaver.Out);
        Assert.Equal(
            0,
            await _weaver.RunAsync("import", "--update", "1", _weaver.Write("mill.txt", Text + "\nChapter 3\n\nAnna left.\n"))
        );
        Assert.Equal(0, await _weaver.RunAsync("book", "show", "mill", "--json"));
        var book = _weaver.Answer.GetProperty("book");
        Assert.Equal(("The New Mill", 2), (book.GetProperty("title").GetString(), book.GetProperty("edition").GetInt32()));
        Assert.Equal(3, _weaver.Answer.GetProperty("parts").GetArrayLength());
        Assert.Equal(1, _weaver.Answer.GetProperty("unreadable_characters").GetInt32());
        Assert.Equal(1, _weaver.Answer.GetProperty("jobs").GetArrayLength());
        Assert.Equal(1, await _weaver.RunAsync("book", "rename", "1", " \n"));
        Assert.Contains(wrong, _weaver.Error);
        foreach (var command in new[] { "show", "rename" })
            Assert.Equal(1, await _weaver.RunAsync(["book", command, "7", .. command == "rename" ? new[] { "x" } : []]));
        Assert.Contains(unknown, _weaver.Error);
    }

    [Fact]
    public async Task A_told_title_is_for_one_new_book()
    {
        var (one, two) = (_weaver.Write("one.txt", Text), _weaver.Write("two.txt", Text + "More.\n"));
        Assert.Equal(2, await _weaver.RunAsync("import", "--title", "Both", one, two));
        Assert.Equal(2, await _weaver.RunAsync("import", "--title", "", one));
        Assert.Equal(0, await _weaver.RunAsync("import", one));
        Assert.Equal(2, await _weaver.RunAsync("import", "--title", "Other", "--update", "1", one));
        Assert.Contains("book rename", _weaver.Error);
    }
}
