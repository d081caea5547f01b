using Weft.Application.Texts;
using Xunit;

namespace Weft.Tests.Application;

public sealed class TitleFoldingTests
{
    [Theory]
    [InlineData("阿Q正传", "阿q")]
    [InlineData("阿Q正传", "阿Ｑ正傳")]
    [InlineData("Alice’s Adventures in Wonderland", "alice's")]
    [InlineData("Alice's Adventures in Wonderland", "ALICE’S ADVENTURES")]
    [InlineData("紅樓夢", "《红楼梦》")]
    [InlineData("Les Misérables", "miserables")]
    [InlineData("Dr. Jekyll and Mr. Hyde", "Dr Jekyll")]
    [InlineData("让·瓦让", "让•瓦让")]
    public void A_title_is_found_however_it_is_typed(string title, string typed) => Assert.True(TitleFolding.Holds(title, typed));

    [Theory]
    [InlineData("Emma", "")]
    [InlineData("Emma", " ")]
    [InlineData("Emma", "Anna")]
    public void What_it_does_not_hold_is_not_found(string title, string typed) => Assert.False(TitleFolding.Holds(title, typed));

    [Theory]
    [InlineData("alise", "Alice's Adventures in Wonderland")]
    [InlineData("wonderlnad", "Alice's Adventures in Wonderland")]
    [InlineData("红搂梦", "紅樓夢")]
    [InlineData("emma", null)]
    [InlineData("", null)]
    [InlineData("9", null)]
    public void A_slip_finds_the_title_that_holds_what_is_nearest(string typed, string? title)
    {
        string[] titles = ["紅樓夢", "Alice's Adventures in Wonderland", "阿Q正传"];
        Assert.Equal(title, Nearest.Holding(TitleFolding.Key(typed), titles, TitleFolding.Key));
    }
}
