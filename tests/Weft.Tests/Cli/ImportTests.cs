using Xunit;

namespace Weft.Tests.Cli;

public sealed class ImportTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    [Fact]
    public async Task A_folder_gives_every_file_of_a_known_format_but_its_readme()
    {
        string[] names = ["one.txt", "two.TXT", "three.md", "deep/down/four.markdown"];
        foreach (var name in names)
            _weaver.Write($"books/{name}", $"Chapter 1\n\nBook {name} of the mill.\n");
        _weaver.Write("books/README.md", "About these books.\n");
        _weaver.Write("books/cover.png", "no book");
        Assert.Equal(0, await _weaver.RunAsync("import", Path.Combine(_weaver.Folder, "books"), "--json"));
        Assert.Equal(names.Length, _weaver.Answer.GetArrayLength());
    }

    [Theory]
    [InlineData("en", "begins", "Nothing was imported")]
    [InlineData("zh", "开头", "没有导入任何内容")]
    public async Task A_dry_run_shows_the_split_and_keeps_nothing(string language, string head, string end)
    {
        var book = _weaver.Write("mill.txt", "☆、Chapter 1\n\nAnna went to the mill.\n\n☆、Chapter 2\n\nBen stayed at home.\n");
        var missing = Path.Combine(_weaver.Folder, "missing.txt");
        _weaver.Variables["WEFT_LANG"] = language;
        Assert.Equal(0, await _weaver.RunAsync("import", "--dry-run", book));
        Assert.Contains("Anna went to the mill.", _weaver.Out);
        Assert.Contains(head, _weaver.Out, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(end, _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("import", "--dry-run", "--json", "--headings", "^☆、", book));
        Assert.Equal(2, _weaver.Answer.GetProperty("chapters").GetInt32());
        Assert.Equal("Ben stayed at home.", _weaver.Answer.GetProperty("parts")[1].GetProperty("begins").GetString());
        // A wrong one stops none of the others.
        Assert.Equal(1, await _weaver.RunAsync("import", "--dry-run", missing, book));
        Assert.Contains("missing.txt", _weaver.Error);
        Assert.Contains("Anna went to the mill.", _weaver.Out);
        Assert.False(Directory.Exists(_weaver.Data));
    }

    private const string Marked =
        "¶ The Ford\n\nHe went along the river.\n\n¶ The Gate\n\nThe gate was shut.\n\n¶ The Road\n\nHe went on.\n";

    [Theory]
    [InlineData("en", "cut before the lines that match ^¶", "cut into 2 parts of about equal length", "not split")]
    [InlineData("zh", "在符合 ^¶ 的行之前切分", "切成长度相近的 2 部分", "不切分")]
    public async Task A_split_is_corrected_and_the_edition_says_how(string language, string headings, string parts, string whole)
    {
        var book = _weaver.Write("marked.txt", Marked);
        _weaver.Variables["WEFT_LANG"] = language;
        (string[] Words, int Chapters, string Said)[] ways =
        [
            (["--headings", "^¶"], 3, headings),
            (["--parts", "2"], 2, parts),
            (["--no-split"], 1, whole),
        ];
        foreach (var (words, chapters, said) in ways)
        {
            Assert.Equal(0, await _weaver.RunAsync(["import", "--dry-run", book, .. words]));
            Assert.Contains(said, _weaver.Out);
            Assert.Equal(0, await _weaver.RunAsync(["import", book, .. words]));
            Assert.Contains(said, _weaver.Out);
            Assert.Equal(0, await _weaver.RunAsync("chapters", "1"));
            Assert.Contains(said, _weaver.Out);
            Assert.Equal(0, await _weaver.RunAsync("books", "--json"));
            Assert.Equal(chapters, _weaver.Answer[0].GetProperty("chapters").GetInt32());
        }
        Assert.Equal(0, await _weaver.RunAsync(["run", book, "--parts", "3", "--json"]));
        Assert.Equal(0, await _weaver.RunAsync("books", "--json"));
        Assert.Equal(3, _weaver.Answer[0].GetProperty("told").GetProperty("parts").GetInt32());
        Assert.Equal(1, _weaver.Answer.GetArrayLength());
    }

    [Theory]
    [InlineData(
        "en",
        "No chapter headings were found, so it is cut by length into 1 part",
        "exclude each other",
        "a number from 1 to 10,000",
        "windows-1252"
    )]
    [InlineData("zh", "没有找到章节标题，因此按长度切成 1 部分", "只能给一个", "1 到 10,000 的整数", "windows-1252")]
    public async Task Where_nothing_is_found_it_is_said_and_what_makes_no_sense_is_refused(
        string language,
        string none,
        string several,
        string number,
        string encodings
    )
    {
        var book = _weaver.Write("marked.txt", Marked);
        _weaver.Variables["WEFT_LANG"] = language;
        Assert.Equal(0, await _weaver.RunAsync("import", "--dry-run", book));
        Assert.Contains(none, _weaver.Out);
        (string[] Words, string Said)[] wrong =
        [
            (["--parts", "2", "--no-split"], several),
            (["--headings", "^¶", "--parts", "2"], several),
            (["--parts", "0"], number),
            (["--parts", "many"], number),
            (["--encoding", "klingon"], encodings),
            (["--headings", "(a"], "(a"),
        ];
        foreach (var (words, said) in wrong)
        {
            Assert.Equal(2, await _weaver.RunAsync(["import", book, .. words]));
            Assert.Contains(said, _weaver.Error);
        }
        Assert.Equal(1, await _weaver.RunAsync("import", book, "--parts", "90"));
        Assert.Contains("90", _weaver.Error);
        Assert.Equal(1, await _weaver.RunAsync("import", book, "--headings", "^Kapitel"));
        Assert.Contains("^Kapitel", _weaver.Error);
    }

    [Theory]
    [InlineData("en", "Numbers missing among the chapters: 3–4.", "Numbers that stand twice among the chapters: 5.")]
    [InlineData("zh", "章节缺号：3–4。", "章节重号：5。")]
    public async Task Missing_and_repeated_numbers_are_said_at_import_and_before(string language, string missing, string repeated)
    {
        var chapters = new[] { 1, 2, 5, 5, 6 }.Select(
            (number, i) => $"Chapter {number}. Part {(char)('a' + i)}\n\nAnna went to the mill {i}.\n"
        );
        var book = _weaver.Write("gaps.txt", string.Join('\n', chapters));
        _weaver.Variables["WEFT_LANG"] = language;
        foreach (string[] words in new string[][] { ["import", "--dry-run", book], ["import", book] })
        {
            Assert.Equal(0, await _weaver.RunAsync(words));
            Assert.Contains(missing, _weaver.Out);
            Assert.Contains(repeated, _weaver.Out);
        }
        Assert.Equal(0, await _weaver.RunAsync("import", "--dry-run", "--json", book));
        Assert.Equal(
            "{\"first\":3,\"last\":4}",
            _weaver.Answer.GetProperty("missing_numbers")[0].GetRawText().Replace(" ", "").Replace("\n", "")
        );
        Assert.Equal(5, _weaver.Answer.GetProperty("repeated_numbers")[0].GetInt32());
    }

    [Fact]
    public async Task A_folder_without_books_is_named()
    {
        var picture = _weaver.Write("books/cover.png", "no book");
        Assert.Equal(1, await _weaver.RunAsync("import", Path.GetDirectoryName(picture)!));
        Assert.Contains("no book (text, Markdown, HTML, EPUB, FB2, DOCX, ODT, PDF) in it", _weaver.Error);
    }

    [Fact]
    public async Task What_a_folder_holds_and_is_no_book_is_counted_and_named()
    {
        foreach (
            var name in new[]
            {
                "a.mobi",
                "b.mobi",
                "c.MOBI",
                "d.mobi",
                "cover.png",
                "LICENSE",
                "README.txt",
                ".hidden.txt",
                "._one.txt",
            }
        )
            _weaver.Write($"books/{name}", "no book");
        _weaver.Write("books/.git/notes.txt", "no book");
        _weaver.Write("books/one.txt", "Chapter 1\n\nA book of the mill.\n");
        Assert.Equal(0, await _weaver.RunAsync("import", Path.Combine(_weaver.Folder, "books")));
        Assert.Contains("Book 1:", _weaver.Out);
        Assert.DoesNotContain("Book 2:", _weaver.Out);
        Assert.Contains("4 × .mobi (a.mobi, b.mobi, c.MOBI, …)", _weaver.Error);
        Assert.Contains("3 × hidden (._one.txt, .git, .hidden.txt)", _weaver.Error);
        Assert.Contains("1 × .png (cover.png)", _weaver.Error);
        Assert.Contains("1 × without an extension (LICENSE)", _weaver.Error);
        Assert.Contains("1 × README (README.txt)", _weaver.Error);
        Assert.Equal(1, _weaver.Error.Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task A_folder_of_other_books_says_which()
    {
        var book = _weaver.Write("books/one.mobi", "no book");
        Assert.Equal(1, await _weaver.RunAsync("import", Path.GetDirectoryName(book)!));
        Assert.Contains("in it. Passed over: 1 × .mobi (one.mobi).", _weaver.Error);
        _weaver.Variables["WEFT_LANG"] = "zh";
        Assert.Equal(1, await _weaver.RunAsync("import", Path.GetDirectoryName(book)!));
        Assert.Contains("略过：1 × .mobi（one.mobi）。", _weaver.Error);
    }

    /// <summary>The data folder lies where the program was started: beside the books.</summary>
    [Fact]
    public async Task A_data_folder_is_never_searched()
    {
        _weaver.Write("one.txt", "Chapter 1\n\nA book of the mill.\n");
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal(0, await _weaver.RunAsync("run", ".", "--json"));
            Assert.Equal(0, await _weaver.RunAsync("books", "--json"));
            Assert.Equal(1, _weaver.Answer.GetArrayLength());
        }
        Assert.Equal(0, await _weaver.RunAsync("import", "."));
        Assert.Contains("1 × Weft's own data folder (weft-data)", _weaver.Error);
    }

    [Fact]
    public async Task Of_a_data_folder_that_holds_books_the_programs_own_files_are_no_books()
    {
        var book = _weaver.Write("all/one.txt", "Chapter 1\n\nA book of the mill.\n");
        var folder = Path.GetDirectoryName(book)!;
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal(0, await _weaver.RunAsync("run", folder, "--data", folder, "--json"));
            Assert.Equal(0, await _weaver.RunAsync("books", "--data", folder, "--json"));
            Assert.Equal(1, _weaver.Answer.GetArrayLength());
        }
    }

    [Fact]
    public async Task Links_that_lead_back_are_not_followed_and_others_are()
    {
        _weaver.Write("books/deep/one.txt", "Chapter 1\n\nA book of the mill.\n");
        _weaver.Write("elsewhere/two.txt", "Chapter 1\n\nA book of the road.\n");
        var books = Path.Combine(_weaver.Folder, "books");
        Directory.CreateSymbolicLink(Path.Combine(books, "deep", "up"), books);
        Directory.CreateSymbolicLink(Path.Combine(books, "deep", "self"), Path.Combine(books, "deep"));
        Directory.CreateSymbolicLink(Path.Combine(books, "top"), _weaver.Folder);
        Directory.CreateSymbolicLink(Path.Combine(books, "gone"), Path.Combine(books, "nowhere"));
        Directory.CreateSymbolicLink(Path.Combine(books, "other"), Path.Combine(_weaver.Folder, "elsewhere"));
        Assert.Equal(0, await _weaver.RunAsync("import", books, "--json"));
        Assert.Equal(2, _weaver.Answer.GetArrayLength());
        Assert.Contains("3 × link", _weaver.Error);
    }

    [Fact]
    public async Task Control_characters_of_a_book_reach_no_output()
    {
        const string Text =
            "\u001b[31mRed\u0007 \u202ETitle\u001b[0m\n\nby X\n\nCHAPTER I \u009bThe Mill\n\nAnna Berg met Tom Hale.\n\nCHAPTER II\n\nHome.\n";
        var file = _weaver.Write("esc.txt", Text);
        foreach (
            string[] words in new string[][]
            {
                ["import", file],
                ["books"],
                ["chapters", "1"],
                ["run", file],
                ["graph", "show", "1"],
                ["books", "--json"],
                ["status"],
            }
        )
        {
            Assert.True(await _weaver.RunAsync(words) == 0, _weaver.Error);
            Assert.DoesNotContain((_weaver.Out + _weaver.Error).Replace('\n', ' '), char.IsControl);
            Assert.DoesNotContain('\u202E', _weaver.Out);
        }
        Assert.Equal(0, await _weaver.RunAsync("books", "--json"));
        Assert.Equal("Red Title", _weaver.Answer[0].GetProperty("title").GetString());
    }

    [Fact]
    public async Task Control_characters_of_a_file_name_reach_no_output()
    {
        Assert.Equal(1, await _weaver.RunAsync("import", "no\u001b[2Jthing\u202E.txt"));
        Assert.Contains("nothing.txt", _weaver.Error);
        Assert.DoesNotContain('\u001b', _weaver.Error);
        var file = _weaver.Write("odd\u001b[2J\u0007name.txt", "Nothing but a sentence about a mill. And one more of it.");
        Assert.Equal(0, await _weaver.RunAsync("import", file));
        Assert.Contains("oddname", _weaver.Out);
        Assert.DoesNotContain('\u001b', _weaver.Out);
    }

    [Fact]
    public async Task A_book_without_a_page_is_deleted()
    {
        Assert.Equal(0, await _weaver.RunAsync("import", _weaver.Write("one.txt", "Chapter 1\n\nA book of the mill.\n")));
        Assert.True(await _weaver.RunAsync("book", "delete", "1", "--yes") == 0, _weaver.Error);
        Assert.Empty(_weaver.Error);
        Assert.Equal(0, await _weaver.RunAsync("import", _weaver.Write("two.txt", "Chapter 1\n\nA book of the road.\n")));
        Directory.CreateDirectory(Path.Combine(_weaver.Data, "graphs"));
        Assert.True(await _weaver.RunAsync("book", "delete", "2", "--yes") == 0, _weaver.Error);
    }

    [Fact]
    public async Task A_book_without_headings_says_how_to_tell_them_and_is_cut_anew_when_they_are_told()
    {
        const string Text =
            "¶ The Ford\n\nHe went along the river. He came to the ford, and waited there.\n\n¶ The Gate\n\nThe gate was shut. He slept.\n";
        var file = _weaver.Write("marked.txt", Text);
        Assert.Equal(0, await _weaver.RunAsync("import", file));
        Assert.Contains("--headings", _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("import", file, "--headings", "^¶"));
        Assert.Contains("Book 1:", _weaver.Out);
        Assert.Contains("2 chapters", _weaver.Out);
        Assert.DoesNotContain("--headings", _weaver.Out);
        // As told, whoever imports the file again.
        foreach (string[] words in new string[][] { ["import", file], ["import", file, "--headings", "^¶"] })
        {
            Assert.Equal(0, await _weaver.RunAsync(words));
            Assert.Contains("Book 1:", _weaver.Out);
            Assert.Contains("is known already, 2 chapters", _weaver.Out);
        }
        Assert.Equal(1, await _weaver.RunAsync("import", file, "--headings", "^Kapitel"));
        Assert.Contains("^Kapitel", _weaver.Error);
        Assert.Equal(2, await _weaver.RunAsync("import", file, "--headings", "("));
        Assert.Equal(2, await _weaver.RunAsync("import", file, "--encoding", "klingon"));
        _weaver.Variables["WEFT_LANG"] = "zh";
        Assert.Equal(0, await _weaver.RunAsync("import", _weaver.Write("plain.txt", "他沿着河边走。他来了。")));
        Assert.Contains("没有找到章节标题", _weaver.Out);
    }

    [Fact]
    public async Task A_guessed_encoding_is_called_one_and_another_can_be_told()
    {
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        var file = Path.Combine(_weaver.Folder, "short.txt");
        await File.WriteAllBytesAsync(
            file,
            System.Text.Encoding.GetEncoding("big5").GetBytes("林青雲Hello"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(0, await _weaver.RunAsync("import", file));
        Assert.Contains("--encoding", _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("import", file, "--encoding", "big5", "--json"));
        Assert.Equal("big5", _weaver.Answer.GetProperty("encoding").GetString());
        Assert.False(_weaver.Answer.GetProperty("encoding_is_guessed").GetBoolean());
    }
}
