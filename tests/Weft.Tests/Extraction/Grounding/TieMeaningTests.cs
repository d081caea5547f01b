using Weft.Extraction;
using Weft.Extraction.Answers;
using Weft.Extraction.Grounding;
using Weft.Extraction.Passages;
using Weft.Model;
using Weft.Reasons;
using Xunit;

namespace Weft.Tests.Extraction.Grounding;

public sealed class TieMeaningTests
{
    private const string Text = "Anne and Tom met Brown at Lyme.";

    private static ChapterFacts Ground(Recipe recipe, params (string Source, string Type, string Target)[] ties)
    {
        var relations = ties.Select(tie =>
            $$"""{"source":"{{tie.Source}}","type":"{{tie.Type}}","target":"{{tie.Target}}","label":"","directed":true,"quote":"Anne and Tom","confidence":0.5}"""
        );
        var answer =
            $$"""{"entities":[{"id":"e1","name":"Anne"},{"id":"e2","name":"Tom"}],"relations":[{{string.Join(',', relations)}}],"events":[]}""";
        return GroundingMerge.Merge([Grounder.Ground(new Passage(Text, 0), AnswerParser.Parse(answer), recipe)]);
    }

    private static IEnumerable<string> Lines(ChapterFacts facts) =>
        facts.Relations.Select(tie => $"{tie.Source} {tie.Type} {tie.Target}{(tie.Mutual ? " mutual" : "")} ×{tie.Count}");

    [Theory]
    [InlineData("Anne", "parent", "Tom", "Anne parent Tom")]
    [InlineData("Anne", "child", "Tom", "Tom parent Anne")]
    [InlineData("Anne", "daughter of", "Tom", "Tom parent Anne")]
    [InlineData("Anne", "母亲", "Tom", "Anne parent Tom")]
    [InlineData("Anne", "disciple", "Tom", "Tom master Anne")]
    [InlineData("Anne", "師徒", "Tom", "Anne master Tom")]
    [InlineData("Anne", "servant", "Tom", "Tom lord Anne")]
    [InlineData("Anne", "君臣", "Tom", "Anne lord Tom")]
    [InlineData("Anne", "killed_by", "Tom", "Tom kills Anne")]
    [InlineData("Tom", "KILLS", "Anne", "Tom kills Anne")]
    [InlineData("Anne", "下属", "Tom", "Tom superior Anne")]
    [InlineData("Tom", "sibling", "Anne", "Anne sibling Tom")]
    [InlineData("Tom", "sworn brothers", "Anne", "Anne sworn_sibling Tom")]
    [InlineData("Tom", "结义", "Anne", "Anne sworn_sibling Tom")]
    [InlineData("Tom", "朋友", "Anne", "Anne friend Tom")]
    [InlineData("Tom", "wife", "Anne", "Anne spouse Tom")]
    [InlineData("Tom", "love_interest", "Anne", "Anne lover Tom")]
    [InlineData("Tom", "同门", "Anne", "Anne colleague Tom")]
    [InlineData("Tom", "hostile", "Anne", "Anne enemy Tom")]
    [InlineData("Tom", "情敌", "Anne", "Anne rival Tom")]
    [InlineData("Tom", "救命恩人", "Anne", "Tom saves Anne")]
    [InlineData("Tom", "traitor_to", "Anne", "Tom betrays Anne")]
    public void Words_of_models_come_to_a_kind_and_its_right_direction(string source, string said, string target, string tie)
    {
        var facts = Ground(Recipes.Default("en"), (source, said, target));
        Assert.Equal([tie + " ×1"], Lines(facts));
        Assert.Empty(facts.Rejected);
    }

    [Fact]
    public void A_tie_that_is_said_from_both_ends_is_one()
    {
        var facts = Ground(
            Recipes.Default("en"),
            ("Anne", "parent", "Tom"),
            ("Tom", "child", "Anne"),
            ("Anne", "friend", "Tom"),
            ("Tom", "friend", "Anne"),
            ("Tom", "parent", "Anne")
        );
        Assert.Equal(["Anne parent Tom ×2", "Anne friend Tom ×2", "Tom parent Anne ×1"], Lines(facts));
    }

    [Fact]
    public void A_kind_that_nobody_knows_is_kept_as_other_with_its_word_and_counted()
    {
        var facts = Ground(Recipes.Default("en"), ("Tom", "dances with", "Anne"));
        var tie = Assert.Single(facts.Relations);
        Assert.Equal(("Tom", "other", "dances with", "Anne"), (tie.Source, tie.Type, tie.Label, tie.Target));
        Assert.Equal(RejectionReasons.UnknownKind, Assert.Single(facts.Rejected).Reason);
        Assert.Contains("dances with", facts.Rejected[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_recipe_means_what_it_meant()
    {
        var recipe = Recipes.Default("en", relationTypes: Recipes.FirstRelationTypes) with { Version = Recipes.First };
        var facts = Ground(
            recipe,
            ("Tom", "child", "Anne"),
            ("Tom", "friend", "Anne"),
            ("Tom", "kills", "Anne"),
            ("Tom", "dances", "Anne")
        );
        Assert.Equal(["Tom family Anne ×1", "Tom ally Anne ×1", "Tom hostile Anne ×1", "Tom other Anne ×1"], Lines(facts));
        Assert.Empty(facts.Rejected);
    }

    [Fact]
    public void Kinds_of_a_person_s_own_go_before_the_table()
    {
        var recipe = Recipes.Default("zh", relationTypes: ["师叔", "情敌", "spouse"]) with
        {
            RelationKinds = [new("师叔") { Inverse = "师侄" }, new("情敌", "爱着同一个人") { Mutual = true }],
        };
        var facts = Ground(
            recipe,
            ("Anne", "师侄", "Tom"),
            ("Tom", "情敌", "Anne"),
            ("Tom", "夫妻", "Anne"),
            ("Tom", "parent", "Anne")
        );
        Assert.Equal(["Tom 师叔 Anne ×1", "Anne 情敌 Tom mutual ×1", "Anne spouse Tom ×1", "Tom other Anne ×1"], Lines(facts));
    }

    [Fact]
    public void The_table_is_whole()
    {
        Assert.Equal(TieKinds.All.Count, TieKinds.All.Select(kind => kind.Code).Distinct().Count());
        Assert.Equal(22, TieKinds.Asked.Count);
        foreach (var kind in TieKinds.All)
        {
            Assert.True(TieKinds.Colours.ContainsKey(kind.Group), kind.Code);
            Assert.NotEmpty(kind.English);
            Assert.Contains(kind.Chinese, character => character >= '\u4e00');
            if (kind.Asked)
                Assert.True(kind.AboutInEnglish.Length > 0 && kind.AboutInChinese.Length > 0, kind.Code);
            if (kind.ReverseOf.Length > 0)
                Assert.False(TieKinds.Find(kind.ReverseOf)!.Mutual || kind.Mutual, kind.Code);
        }
        foreach (var code in Recipes.FirstRelationTypes)
            Assert.NotNull(TieKinds.Find(code));
    }

    /// <summary>No word may mean two kinds: which one would count would be the table's order.</summary>
    [Fact]
    public void No_spelling_stands_twice()
    {
        var words = TieKinds
            .All.Where(kind => kind.Asked)
            .SelectMany(kind =>
                new[] { kind.Code }
                    .Concat(kind.Said.Split(' '))
                    .Concat(kind.Reversed.Split(' '))
                    .Where(word => word.Length > 0)
                    .Select(word => (Word: GroundingTypes.Form(word), kind.Code))
                    .Distinct()
            );
        Assert.Empty(words.GroupBy(word => word.Word).Where(same => same.Count() > 1).Select(same => same.Key));
    }
}
