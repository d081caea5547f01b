using Weft.Application;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Xunit;

namespace Weft.Tests.Cli;

public sealed class ParsingTests
{
    [Theory]
    [InlineData("1-20,25", 20, true)]
    [InlineData("1-20,25", 21, false)]
    [InlineData("1-20, 25", 25, true)]
    [InlineData("3", 3, true)]
    [InlineData("3，5-6", 6, true)]
    public void Chapters_are_numbers_and_ranges(string text, int number, bool contained) =>
        Assert.Equal(contained, ChapterRanges.TryParse(text)!.Contains(number));

    [Theory]
    [InlineData("")]
    [InlineData("1-")]
    [InlineData("-3")]
    [InlineData("5-3")]
    [InlineData("1,,2")]
    [InlineData("one")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    public void Anything_else_is_no_list_of_chapters(string text) => Assert.Null(ChapterRanges.TryParse(text));

    [Theory]
    [InlineData("1-20,25", 24, 25)]
    [InlineData("1-20", 12, 13)]
    [InlineData("1-20", 20, null)]
    public void The_first_number_beyond_the_book_is_found(string text, int last, int? expected) =>
        Assert.Equal(expected, ChapterRanges.TryParse(text)!.FirstAbove(last));

    [Theory]
    [InlineData("provder", "provider")]
    [InlineData("porvider", "provider")]
    [InlineData("PROVIDER", "provider")]
    [InlineData("books", "book")]
    [InlineData("elephant", null)]
    public void A_slip_finds_what_was_meant(string word, string? expected) =>
        Assert.Equal(expected, Nearest.To(word, ["provider", "book", "graph"]));

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("贾宝玉", 6)]
    [InlineData("第１回", 6)]
    [InlineData("e\u0301", 1)]
    public void Chinese_characters_take_two_cells(string text, int width) => Assert.Equal(width, Cells.Width(text));

    [Theory]
    [InlineData("a b\r\n c", 9, "a b c")]
    [InlineData("宴桃园豪杰三结义", 16, "宴桃园豪杰三结义")]
    [InlineData("宴桃园豪杰三结义", 9, "宴桃园豪…")]
    [InlineData("宴桃园豪杰三结义", 10, "宴桃园豪…")]
    public void Long_text_is_cut_by_cells(string text, int width, string expected) =>
        Assert.Equal(expected, Cells.Fit(text, width));
}
