using System.Text;
using Weft.Application.Texts;
using Weft.Books;
using Xunit;

namespace Weft.Tests.Books;

/// <summary>Numbers that are missing among a book's chapters, or stand there twice.</summary>
public sealed class ChapterNumberTests
{
    [Theory]
    [InlineData("第{0}章 起点", "1 2 3 4 5", "", "")]
    [InlineData("第{0}章 起点", "1 2 3 7 8 10", "4-6 9-9", "")]
    [InlineData("第{0}章 起点", "3 4 5", "1-2", "")]
    [InlineData("第{0}章 起点", "1 2 2 3 3 3 4", "", "2 3")]
    [InlineData("第{0}章 起点", "1 2 4 3 5", "", "")]
    [InlineData("第{0}章 起点", "1 2 3 1 2 4", "3-3", "")]
    [InlineData("第{0}章 起点", "1 2-3 4 6-7", "5-5", "")]
    [InlineData("Chapter {0}", "1 2 3 5 6 6", "4-4", "6")]
    public void Gaps_and_repeats_are_found(string heading, string numbers, string missing, string repeated)
    {
        var text = new StringBuilder();
        foreach (var number in numbers.Split(' '))
            text.Append(heading.Replace("{0}", number))
                .Append(heading.Contains(' ') && heading[0] == '第' ? $"{(char)('a' + (text.Length % 26))}" : "")
                .Append("\n\n")
                .Append(Prose(text.Length))
                .Append("\n\n");
        var found = BookCutter.Cut(Encoding.UTF8.GetBytes(text.ToString()), "book.txt").Numbers;
        Assert.Equal(missing, string.Join(' ', found.Missing.Select(range => $"{range.First}-{range.Last}")));
        Assert.Equal(repeated, string.Join(' ', found.Repeated));
    }

    [Theory]
    [InlineData("第三章 归途（上）|第三章 归途（下）|第四章 故人", "")]
    [InlineData("第三章 归途|第三章 归途|第四章 故人", "3")]
    public void A_chapter_in_two_pieces_is_no_repeat(string titles, string repeated)
    {
        var units = titles.Split('|').Select((title, i) => new Unit(i + 1, UnitKind.Chapter, title, i * 10, 10)).ToList();
        Assert.Equal(repeated, string.Join(' ', ChapterNumbers.Of(units).Repeated));
    }

    [Fact]
    public void Volumes_that_begin_anew_are_counted_each_by_itself()
    {
        string[] titles = ["P第一卷", "第一章", "第二章", "第四章", "P第二卷", "第一章", "第二章", "P第三卷", "第一章"];
        var units = titles
            .Select(
                (title, i) => new Unit(i, title[0] == 'P' ? UnitKind.Part : UnitKind.Chapter, title.TrimStart('P'), i * 10, 10)
            )
            .ToList();
        var found = ChapterNumbers.Of(units);
        Assert.Equal([new NumberRange(3, 3)], found.Missing);
        Assert.Empty(found.Repeated);
    }

    [Fact]
    public void Titles_without_numbers_tell_nothing() =>
        Assert.Same(
            ChapterNumbers.Sound,
            ChapterNumbers.Of([
                .. "The Ford|A Letter|The Gate|5 Days"
                    .Split('|')
                    .Select((title, i) => new Unit(i + 1, UnitKind.Chapter, title, i, 1)),
            ])
        );

    [Theory]
    [InlineData("en", "Numbers missing among the chapters: 2–3, 5.", "Numbers that stand twice among the chapters: 7.")]
    [InlineData("zh", "章节缺号：2–3, 5。", "章节重号：7。")]
    public void They_are_said(string language, string missing, string repeated)
    {
        var titles = new[] { 1, 4, 6, 7, 7, 8 }.Select((number, i) => new Unit(i + 1, UnitKind.Chapter, $"第{number}章", i, 1));
        var cut = new CutBook("t", "zh", new BookText("text", "utf-8", "text"), [.. titles]);
        Assert.Equal([missing, repeated], SplitText.Warnings(cut, Phrases.For(language)));
    }

    private static string Prose(int at) => string.Join("\n\n", SampleProse.Of("zh").Skip(at % 200).Take(6));
}
