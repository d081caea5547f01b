using Weft.Reasons;
using Xunit;

namespace Weft.Tests.Reasons;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("plain 文字 “x” — é\t\r\n", "plain 文字 “x” — é\t\r\n", 0)]
    [InlineData("\u001b[31mRed\u0007 Title\u001b[0m", "Red Title", 3)]
    [InlineData("\u001b]0;owned\u0007rest", "]0;ownedrest", 2)]
    [InlineData("\u001b[2J\u001b[1;1Hx\u001b", "x", 3)]
    [InlineData("a\u009b31mb\u0085c\u007f", "a31mb\nc", 3)]
    [InlineData("a\fb\vc\0d\be", "a\nb\ncde", 4)]
    [InlineData("evil\u202Etxt.exe\u2066\u2069\u200F\u061C", "eviltxt.exe", 5)]
    [InlineData("\u001b[", "[", 1)]
    public void What_a_terminal_obeys_is_taken_away_and_counted(string text, string printable, int count)
    {
        Assert.Equal(printable, Printable.Of(text, out var taken));
        Assert.Equal(count, taken);
    }

    [Fact]
    public void A_sentence_holds_nothing_of_it_whoever_said_it()
    {
        var words = "\u001b[31mquota\u0007 exceeded\u202E";
        Assert.Equal("quota exceeded", Reason.OfWords(words).Say(ReasonTexts.English));
        Assert.Equal("quota exceeded", Reason.Stored("of_another_build", [], words).Say(ReasonTexts.Chinese));
        var reason = BookReasons.NoText("\u001b[2Jbook.txt");
        Assert.DoesNotContain('\u001b', reason.Say(ReasonTexts.Chinese));
        Assert.StartsWith("book.txt ", reason.Sentence, StringComparison.Ordinal);
    }
}
