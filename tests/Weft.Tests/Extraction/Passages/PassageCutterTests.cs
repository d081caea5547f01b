using Weft.Extraction;
using Weft.Extraction.Passages;
using Weft.Model;
using Weft.Testing;
using Xunit;

namespace Weft.Tests.Extraction.Passages;

public sealed class PassageCutterTests
{
    private static readonly Recipe Zh = Recipes.Default("zh");
    private static readonly Recipe En = Recipes.Default("en");

    [Fact]
    public void An_empty_chapter_has_no_passages() => Assert.Empty(PassageCutter.Cut("", Zh));

    [Fact]
    public void A_short_chapter_is_one_passage()
    {
        var passage = Assert.Single(PassageCutter.Cut("话说天下大势，分久必合。\n", Zh));
        Assert.Equal("话说天下大势，分久必合。\n", passage.Text);
        Assert.Equal(PassageAttempt.First, passage.Step);
    }

    [Theory]
    [InlineData("张三说道：“我走了。”\n李四笑道：“不送。”\n", "zh")]
    [InlineData("　　却说操引兵追赶，赶到江边。不见一人？正疑惑间！", "zh")]
    [InlineData("It was, as Mr. Darcy said, a truth.\nUniversally acknowledged, that is. \"Oh!\" said she.\n\n", "en")]
    [InlineData("one long word after another without any stop ", "en")]
    [InlineData("没有标点没有换行的一大段文字", "zh")]
    [InlineData("𠀀𠀁𠀂", "zh")]
    [InlineData("a\r\nb\r\n", "en")]
    [InlineData("e\u0301", "en")]
    public void Passages_are_the_whole_chapter_and_break_no_character(string unit, string language)
    {
        var recipe = Recipes.Default(language);
        var text = string.Concat(Enumerable.Repeat(unit, 20_000 / unit.Length));
        var passages = PassageCutter.Cut(text, recipe);
        AssertCovers(text, passages, recipe);
        Assert.InRange(passages.Count, 20_000 / recipe.PassageCharacters, 20_000 / recipe.PassageCharacters + 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Any_text_is_covered(int seed)
    {
        var random = new Random(seed);
        const string Letters = "甲乙丙。，\n\r ab.!?”“\t𠀀\u0301";
        for (var round = 0; round < 200; round++)
        {
            var recipe = Zh with { PassageCharacters = random.Next(1, 120) };
            var text = string.Concat(Enumerable.Range(0, random.Next(400)).Select(_ => Letters[random.Next(Letters.Length)]));
            var passages = PassageCutter.Cut(text, recipe);
            Assert.Equal(text, string.Concat(passages.Select(passage => passage.Text)));
            Assert.All(passages, passage => Assert.InRange(passage.Text.Length, 1, Math.Max(16, recipe.PassageCharacters)));
        }
    }

    [Fact]
    public void Cuts_are_made_at_sentence_ends_where_there_are_any()
    {
        var text = string.Concat(Enumerable.Range(0, 900).Select(i => $"第{i}日，曹操引军到了许都，众将都来迎接。"));
        var passages = PassageCutter.Cut(text, Zh);
        Assert.All(passages, passage => Assert.EndsWith("。", passage.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_title_ends_no_sentence()
    {
        var text = string.Concat(Enumerable.Repeat("the door was opened by Mr. Collins and Mrs. Long and ", 300));
        Assert.All(PassageCutter.Cut(text, En), passage => Assert.DoesNotMatch("(Mr|Mrs)\\.\\s*$", passage.Text));
    }

    [Fact]
    public void Halves_are_the_passage()
    {
        var whole = PassageCutter.Cut(string.Concat(Enumerable.Repeat("He went. She stayed. ", 200)), En)[0];
        var (left, right) = PassageCutter.Halve(whole)!.Value;
        Assert.Equal(whole.Text, left.Text + right.Text);
        Assert.Equal((PassageAttempt.Left, PassageAttempt.Right, 1, 1), (left.Step, right.Step, left.Depth, right.Depth));
        Assert.Equal(whole.Offset + left.Text.Length, right.Offset);
        Assert.InRange(left.Text.Length, whole.Text.Length / 4, whole.Text.Length * 3 / 4);
    }

    [Fact]
    public void What_is_short_is_not_halved() => Assert.Null(PassageCutter.Halve(new Passage("很短。", 0)));

    [Theory]
    [InlineData("zh/sanguo-yanyi.txt", "zh")]
    [InlineData("en/pride-and-prejudice.txt", "en")]
    [InlineData("en/two-cities.txt", "en")]
    [InlineData("awkward/no-headings-one-line-kong-yiji.txt", "zh")]
    public void Whole_books_are_covered_and_seldom_cut_inside_a_sentence(string file, string language)
    {
        var text = File.ReadAllText(Require.CorpusFile(file));
        var recipe = Recipes.Default(language);
        var passages = PassageCutter.Cut(text, recipe);
        AssertCovers(text, passages, recipe);
        // A blank line may follow a heading or a verse, which end without a stop.
        var inside = passages
            .SkipLast(1)
            .Where(passage => !EndsWell(passage.Text))
            .Select(passage => passage.Text[^30..])
            .ToList();
        Assert.True(inside.Count <= passages.Count / 50, string.Join(" | ", inside));
    }

    private static bool EndsWell(string text) =>
        text.ReplaceLineEndings("\n").EndsWith("\n\n", StringComparison.Ordinal)
        || "。！？!?.…”\"’')》_*".Contains(text.TrimEnd()[^1], StringComparison.Ordinal);

    private static void AssertCovers(string text, IReadOnlyList<Passage> passages, Recipe recipe)
    {
        Assert.Equal(text, string.Concat(passages.Select(passage => passage.Text)));
        Assert.All(passages, passage => Assert.InRange(passage.Text.Length, 1, recipe.PassageCharacters));
        Assert.All(passages, passage => Assert.Equal(text.Substring(passage.Offset, passage.Text.Length), passage.Text));
        Assert.All(
            passages,
            passage =>
            {
                Assert.False(char.IsLowSurrogate(passage.Text[0]));
                Assert.False(char.IsHighSurrogate(passage.Text[^1]));
                Assert.NotEqual('\u0301', passage.Text[0]);
            }
        );
    }
}
