using System.Globalization;
using System.Text;
using Weft.Books;
using Weft.Model;
using Weft.Testing;
using Xunit;

namespace Weft.Tests.Books;

/// <summary>What holds for the cut of any text, and how texts without headings are cut.</summary>
public sealed class Cutting
{
    [Fact]
    public void Units_cover_any_text()
    {
        var random = new Random(7);
        for (var round = 0; round < 4000; round++)
        {
            var text = RandomTexts.Text(random, 120);
            Covering.Check(text, ChapterSplitter.Split(new BookText(text, "utf-8", round % 2 == 0 ? "text" : "markdown")));
        }
    }

    [Fact]
    public void The_same_text_is_always_cut_the_same()
    {
        var random = new Random(8);
        for (var round = 0; round < 200; round++)
        {
            var book = new BookText(RandomTexts.Text(random, 200), "utf-8", "text");
            Assert.Equal(ChapterSplitter.Split(book), ChapterSplitter.Split(book));
        }
    }

    public static TheoryData<string> Heavy =>
        [
            "第",
            "第一章 起点\n",
            "第一章",
            "Chapter 1\n\n",
            "目录\n",
            "CONTENTS\nChapter 1\n",
            "一\n",
            "I. ",
            "C",
            "> ",
            "# a\n",
            "\n",
            "\u3000",
            "<",
            "[](",
            "{#a}",
            "=\n",
            "a\n=\n",
            "序\n",
            "第一章 起点\n第二章 渡口\n\n",
            "下回分解第一回",
            "12\n\n他走了。\n\n",
        ];

    [Theory]
    [MemberData(nameof(Heavy))]
    public void Time_grows_with_the_length_only(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 600_000 / piece.Length)) + "。";
        foreach (var format in new[] { "text", "markdown" })
        {
            IReadOnlyList<Unit> units = [];
            var time = ThreadTime.Of(() => units = ChapterSplitter.Split(new BookText(text, "utf-8", format)));
            Assert.True(time < TimeSpan.FromSeconds(10), $"{format}: {time}");
            Covering.Check(text, units);
        }
    }

    [Theory]
    [InlineData("他沿着河边慢慢地走着，心里想着昨天夜里发生的事情。", 12_000)]
    [InlineData("He walked slowly along the river and thought of the night. ", 40_000)]
    public void A_text_without_headings_is_whole_if_short_and_cut_after_sentences_if_long(string sentence, int limit)
    {
        var whole = ChapterSplitter.Split(Plain(sentence, limit - 100));
        var unit = Assert.Single(whole);
        Assert.Equal((0, UnitKind.Part, ""), (unit.Number, unit.Kind, unit.Title));

        var book = Plain(sentence, 20 * limit);
        var units = ChapterSplitter.Split(book);
        Covering.Check(book.Text, units);
        Assert.All(units, u => Assert.Equal(UnitKind.Part, u.Kind));
        Assert.All(units, u => Assert.InRange(u.Length, limit / 3, limit));
        Assert.All(units, u => Assert.StartsWith(sentence.TrimEnd(), book.Text[u.Start..], StringComparison.Ordinal));
        Assert.Equal($"1/{units.Count}", units[0].Title);
    }

    [Fact]
    public void A_text_without_any_stop_is_cut_all_the_same_and_no_character_is_halved()
    {
        var text = string.Concat(Enumerable.Repeat("\ud83d\ude00", 30_000));
        var units = ChapterSplitter.Split(new BookText(text, "utf-8", "text"));
        Covering.Check(text, units);
        Assert.True(units.Count > 1);
        Assert.All(units, u => Assert.False(char.IsLowSurrogate(text[u.Start])));
    }

    [Fact]
    public void Paragraphs_are_cut_between_and_not_inside()
    {
        var paragraph = string.Concat(Enumerable.Repeat("He walked along the river. ", 20)).TrimEnd() + "\r\n\r\n";
        var book = Plain(paragraph, 200_000);
        Assert.All(
            ChapterSplitter.Split(book),
            u => Assert.StartsWith("He walked", book.Text[u.Start..], StringComparison.Ordinal)
        );
        Assert.All(ChapterSplitter.Split(book).Skip(1), u => Assert.Equal("\r\n\r\n", book.Text[(u.Start - 4)..u.Start]));
    }

    [Fact]
    public void A_copy_of_a_chapter_right_after_it_is_no_second_chapter()
    {
        var chapter = "第二章 渡口\n" + string.Concat(Enumerable.Repeat("他沿着河边慢慢地走着。\n", 20));
        var text = "第一章 起点\n他走了。\n" + chapter + "\n" + chapter + "第三章 归途\n他回来了。\n";
        var units = ChapterSplitter.Split(new BookText(text, "utf-8", "text"));
        Assert.Equal([UnitKind.Chapter, UnitKind.Chapter, UnitKind.Appendix, UnitKind.Chapter], units.Select(u => u.Kind));
        Assert.Equal([1, 2, 2, 3], units.Select(u => u.Number));
    }

    [Fact]
    public void A_book_in_one_line_with_its_contents_is_cut_at_the_headings_in_the_text()
    {
        var prose = string.Concat(Enumerable.Repeat("他沿著河邊慢慢地走著，心裡想著昨天夜裡的事情。", 120));
        string[] titles = ["起點", "渡口", "歸途", "故人", "遠行", "城門"];
        var text = new StringBuilder("大江流");
        for (var i = 0; i < titles.Length; i++)
            text.Append($"第{"一二三四五六"[i]}回{titles[i]}　");
        var starts = new List<int>();
        for (var i = 0; i < titles.Length; i++)
        {
            starts.Add(text.Length);
            text.Append($"第{"一二三四五六"[i]}回{titles[i]}話說").Append(prose).Append("且聽下回分解。");
        }
        var units = ChapterSplitter.Split(new BookText(text.ToString(), "utf-8", "text"));
        Assert.Equal(starts, units.Where(u => u.Kind == UnitKind.Chapter).Select(u => u.Start));
        Assert.Equal("第二回渡口", units.First(u => u.Start == starts[1]).Title);
    }

    [Theory]
    [InlineData("长夜行\n\n第一章 起点\n他走了。\n第二章 渡口\n他来了。\n", "book.txt", "长夜行")]
    [InlineData("《长夜行》 作者：无名\n\n第一章 起点\n他走了。\n", "book.txt", "长夜行")]
    [InlineData("书名：长夜行\n作者：无名\n\n第一章 起点\n他走了。\n", "book.txt", "长夜行")]
    [InlineData("第一章 起点\n他走了。\n", "长夜行.txt", "长夜行")]
    [InlineData("# The Long Night\n\n## Chapter 1\n\nHe went.\n\n## Chapter 2\n\nHe came.\n", "book.md", "The Long Night")]
    [InlineData("# Chapter 1\n\nHe went.\n\n# Chapter 2\n\nHe came.\n", "The Long Night.md", "The Long Night")]
    [InlineData("THE LONG NIGHT\n\nby Nobody\n\nCHAPTER I\n\nHe went.\n\nCHAPTER II\n\nHe came.\n", "book.txt", "THE LONG NIGHT")]
    [InlineData("He went away in the night. Nobody saw him go.\n\nHe came back.\n", "The Long Night.txt", "The Long Night")]
    public void A_title_comes_from_the_text_or_else_from_the_file(string text, string file, string title) =>
        Assert.Equal(title, BookCutter.Cut(Encoding.UTF8.GetBytes(text), file).Title);

    [Theory]
    [InlineData(
        "CHAPTER I.\n\nTHE FORD\n\nHe went away in the night. Nobody saw him.\n\nCHAPTER II.\n\nHe came back.\n",
        "CHAPTER I. THE FORD"
    )]
    [InlineData("第一章　優　勝\n他走了。\n第二章　起　點\n他來了。\n", "第一章 優 勝")]
    [InlineData("## **Chapter 1. The Ford** ##\n\nHe went.\n\n## Chapter 2\n\nHe came.\n", "Chapter 1. The Ford")]
    [InlineData("【第1章】起点\n他走了。\n【第2章】渡口\n他来了。\n", "【第1章】起点")]
    public void A_unit_is_called_what_its_heading_says(string text, string title)
    {
        var book = BookCutter.Cut(Encoding.UTF8.GetBytes(text), text.StartsWith('#') ? "book.md" : "book.txt");
        Assert.Equal(title, book.Units.First(u => u.Kind == UnitKind.Chapter).Title);
    }

    [Theory]
    [InlineData("¶ The Ford\nHe went.\n¶ The Gate\nHe came.\n", "^¶", "¶ The Ford|¶ The Gate")]
    [InlineData("　起点·壹\n他走了。\n　渡口·贰\n他来了。\n他说：起点·壹。\n", "·[壹贰叁]$", "起点·壹|渡口·贰")]
    [InlineData("== a ==\n== b ==\n== c ==\n== d ==\n== e ==\n\n== a ==\nx\n== b ==\ny\n", "^==", "a|b")]
    public void Headings_that_a_person_tells_are_those_that_count(string text, string pattern, string titles)
    {
        var hints = Told(new(Headings: pattern));
        var cut = BookCutter.Cut(Encoding.UTF8.GetBytes(text), "book.txt", hints);
        Covering.Check(cut.Text.Text, cut.Units);
        var found = cut.Units.Where(unit => unit.Kind == UnitKind.Chapter).Select(unit => unit.Title);
        Assert.Equal(titles, string.Join('|', found));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("")]
    [InlineData("(?<=x)y")]
    [InlineData(@"(a)\1")]
    public void What_is_no_pattern_or_needs_going_back_is_none(string pattern) => Assert.Null(HeadingPattern.TryParse(pattern));

    [Fact]
    public void A_pattern_that_no_line_matches_is_refused()
    {
        var hints = Told(new(Headings: "^Kapitel"));
        var error = Assert.Throws<BookReadException>(() => BookCutter.Cut("Chapter 1\nHe went.\n"u8.ToArray(), "b.txt", hints));
        Assert.Contains("^Kapitel", error.Message);
    }

    [Theory]
    [InlineData("他说 hello 然后走了，心里想着昨天的事情。", "zh")]
    [InlineData("The word 道 means the way, and much else besides.", "en")]
    [InlineData("12345", "en")]
    public void Language_is_that_of_most_words(string text, string language) =>
        Assert.Equal(language, BookCutter.Cut(Encoding.UTF8.GetBytes(text), "book.txt").Language);

    private static ReadingHints Told(ToldReading told) => ReadingHints.TryRead(told, out _)!;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public void Parts_as_told_are_about_equally_long_count_as_chapters_and_are_cut_at_ends_of_paragraphs(int count)
    {
        var text = "THE LONG NIGHT\n\n" + string.Join("\n\n", SampleProse.Of("en").Take(400));
        var cut = BookCutter.Cut(Encoding.UTF8.GetBytes(text), "book.txt", Told(new(Parts: count)));
        Covering.Check(cut.Text.Text, cut.Units);
        Assert.Equal(
            Enumerable.Range(1, count).Select(i => (UnitKind.Chapter, i, $"{i}/{count}")),
            cut.Units.Select(u => (u.Kind, u.Number, u.Title))
        );
        Assert.All(cut.Units, unit => Assert.InRange(unit.Length, text.Length / count / 3, 2 * text.Length / count));
        Assert.All(cut.Units.Skip(1), unit => Assert.Equal("\n\n", text[(unit.Start - 2)..unit.Start]));
        Assert.Equal(ChapterNumbers.Sound, cut.Numbers);
    }

    [Fact]
    public void A_text_that_is_too_short_for_as_many_parts_is_refused()
    {
        var error = Assert.Throws<BookReadException>(() =>
            BookCutter.Cut("Chapter 1\nHe went.\n"u8.ToArray(), "b.txt", Told(new(Parts: 50)))
        );
        Assert.Contains("50", error.Message);
    }

    [Fact]
    public void A_book_that_is_not_to_be_split_is_one_chapter_between_header_and_licence()
    {
        const string Text =
            "Title: X\n*** START OF THIS PROJECT GUTENBERG EBOOK X ***\nChapter 1\n\nHe went.\n\nChapter 2\n\nHe came.\n*** END OF THIS PROJECT GUTENBERG EBOOK X ***\nTerms.\n";
        var cut = BookCutter.Cut(Encoding.UTF8.GetBytes(Text), "book.txt", Told(new(NoSplit: true)));
        Covering.Check(cut.Text.Text, cut.Units);
        Assert.Equal([UnitKind.Front, UnitKind.Chapter, UnitKind.Licence], cut.Units.Select(unit => unit.Kind));
    }

    [Theory]
    [InlineData(null, "klingon", null, false, WrongHint.Encoding)]
    [InlineData("(", null, null, false, WrongHint.Headings)]
    [InlineData(null, null, 0, false, WrongHint.Parts)]
    [InlineData(null, null, 10_001, false, WrongHint.Parts)]
    [InlineData("^a", null, 3, false, WrongHint.Several)]
    [InlineData(null, null, 3, true, WrongHint.Several)]
    public void What_makes_no_sense_is_named(string? headings, string? encoding, int? parts, bool whole, WrongHint expected)
    {
        Assert.Null(ReadingHints.TryRead(new(encoding, headings, parts, whole), out var wrong));
        Assert.Equal(expected, wrong);
    }

    /// <summary>A pattern whose time would double with each character where it went back.</summary>
    [Fact]
    public void No_pattern_runs_away()
    {
        var text = new string('a', 390) + "!\nChapter 1\nHe went.\n" + "aaaa\nHe came.\n";
        var time = ThreadTime.Of(() =>
            BookCutter.Cut(Encoding.UTF8.GetBytes(text), "book.txt", Told(new(Headings: "^(a+)+(b|$)")))
        );
        Assert.True(time < TimeSpan.FromSeconds(5), $"{time}");
    }

    private static BookText Plain(string piece, int length) =>
        new(string.Concat(Enumerable.Repeat(piece, length / piece.Length)), "utf-8", "text");

    /// <summary>A bracket that opens before a heading's first word and closes inside its title is part of the title.</summary>
    [Theory]
    [InlineData("《长夜行》第{0}章 渡口", "《长夜行》第{0}章 渡口")]
    [InlineData("【第{0}章】 渡口", "【第{0}章】 渡口")]
    [InlineData("【第{0}章 渡口】", "第{0}章 渡口")]
    [InlineData("☆、第{0}章 渡口", "第{0}章 渡口")]
    public void Titles_keep_no_loose_bracket(string line, string title)
    {
        var text = string.Concat(
            "一二三".Select(number =>
                string.Format(CultureInfo.InvariantCulture, line, number) + "\n他沿着河边慢慢地走着，天黑了。\n\n"
            )
        );
        var units = BookCutter.Cut(Encoding.UTF8.GetBytes(text), "book.txt").Units;
        Assert.Equal(
            "一二三".Select(number => string.Format(CultureInfo.InvariantCulture, title, number)),
            units.Select(unit => unit.Title)
        );
    }
}
