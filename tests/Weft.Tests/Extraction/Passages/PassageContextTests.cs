using Weft.Extraction;
using Weft.Extraction.Passages;
using Xunit;

namespace Weft.Tests.Extraction.Passages;

public sealed class PassageContextTests
{
    private static readonly string Chapter = string.Concat(
        Enumerable.Range(1, 400).Select(i => $"Paragraph {i} tells of Anne. She sat by the sea.\n\n")
    );

    [Fact]
    public void A_passage_shows_the_end_of_what_stands_before_it()
    {
        var recipe = Recipes.Default("en");
        var passages = PassageCutter.Cut(Chapter, recipe);
        Assert.True(passages.Count > 3);
        Assert.Empty(passages[0].Context);
        foreach (var passage in passages.Skip(1))
        {
            Assert.InRange(passage.Context.Length, 300, 480);
            Assert.EndsWith(passage.Context, Chapter[..passage.Offset].TrimEnd(), StringComparison.Ordinal);
            Assert.StartsWith("Paragraph", passage.Context, StringComparison.Ordinal);
        }
        Assert.Equal(Chapter, string.Concat(passages.Select(passage => passage.Text)));
        Assert.All(PassageCutter.Cut(Chapter, recipe with { Version = Recipes.First }), passage => Assert.Empty(passage.Context));
    }

    [Fact]
    public void The_right_half_shows_the_end_of_the_left()
    {
        var whole = PassageCutter.Cut(Chapter, Recipes.Default("en"))[1];
        var (left, right) = PassageCutter.Halve(whole)!.Value;
        Assert.Equal(whole.Context, left.Context);
        Assert.EndsWith(right.Context, left.Text.TrimEnd(), StringComparison.Ordinal);
        Assert.NotEmpty(right.Context);
        Assert.Equal(new Passage(right.Text, right.Offset).Hash, right.Hash);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("Hm.\n\n", "")]
    [InlineData("林青山走进白云镇，王小虎迎了出来。\n\n", "林青山走进白云镇，王小虎迎了出来。")]
    public void What_is_short_is_shown_whole_or_not_at_all(string before, string context) =>
        Assert.Equal(context, PassageContext.End(before, 200));

    [Fact]
    public void A_paragraph_without_end_begins_at_a_sentence()
    {
        var text = string.Concat(Enumerable.Repeat("林青山走进白云镇。王小虎迎了出来。", 40));
        var context = PassageContext.End(text, 200);
        Assert.InRange(context.Length, 150, 200);
        Assert.Contains(context[..3], new[] { "林青山", "王小虎" });
    }
}
