using Weft.Extraction;
using Weft.Extraction.Answers;
using Weft.Extraction.Grounding;
using Weft.Extraction.Passages;
using Weft.Model;
using Weft.Reasons;
using Xunit;

namespace Weft.Tests.Extraction.Grounding;

public sealed class TraitGroundingTests
{
    private const string Text = "Captain Hale took his sister Anne to Lyme. She was a painter of some skill. Nobody else came.";

    private static ChapterFacts Ground(string entity, string version = Recipes.Version, string context = "") =>
        Grounder.Ground(
            new Passage(Text, 100) { Context = context },
            AnswerParser.Parse($$"""{"entities":[{{entity}}],"relations":[],"events":[]}"""),
            Recipes.Default("en") with
            {
                Version = version,
            }
        );

    private static IEnumerable<string> Lines(ChapterFacts facts) =>
        facts.Traits.Select(trait => $"{trait.Name}|{trait.Kind}|{trait.Text}|{trait.Quote}");

    [Fact]
    public void A_trait_stands_on_a_quote_of_up_to_two_sentences()
    {
        const string Two = "Captain Hale took his sister Anne to Lyme. She was a painter of some skill.";
        var facts = Ground(
            $$"""{"id":"e1","name":"Anne","type":"person","quote":"sister Anne","traits":[{"kind":"occupation","text":"painter","quote":"{{Two}}"},{"kind":"trait","text":"rich","quote":"she was rich"},{"kind":"title","text":"Miss","quote":""}]}"""
        );
        var trait = Assert.Single(facts.Traits);
        Assert.Equal(new Trait("Anne", "occupation", "painter", Two, 100), trait);
        Assert.Equal(
            [RejectionReasons.QuoteNotInPassage, RejectionReasons.NoQuote],
            facts.Rejected.Select(rejection => rejection.Reason)
        );
        Assert.All(facts.Rejected, rejection => Assert.Equal("trait", rejection.Kind));
    }

    [Theory]
    [InlineData(
        """{"name":"Anne","quote":"sister Anne","description":"the captain's sister"}""",
        "description|the captain's sister"
    )]
    [InlineData("""{"name":"Anne","quote":"sister Anne","Occupation":"painter"}""", "occupation|painter")]
    [InlineData(
        """{"name":"Anne","quote":"sister Anne","traits":{"role":"sister","occupation":["painter"]}}""",
        "role|sister occupation|painter"
    )]
    [InlineData("""{"name":"Anne","quote":"sister Anne","traits":["skilled"]}""", "trait|skilled")]
    [InlineData(
        """{"name":"Anne","quote":"sister Anne","特征":[{"种类":"职业","内容":"画家","引文":"a painter of some skill"}]}""",
        "occupation|画家"
    )]
    [InlineData("""{"name":"Anne","quote":"sister Anne","traits":[{"type":"hair","value":"red"}]}""", "trait|hair: red")]
    [InlineData("""{"title":"Anne","quote":"sister Anne"}""", "")]
    public void Other_shapes_are_read_too(string entity, string traits) =>
        Assert.Equal(traits, string.Join(' ', Ground(entity).Traits.Select(trait => $"{trait.Kind}|{trait.Text}")));

    [Fact]
    public void The_first_recipe_has_none() =>
        Assert.Empty(Ground("""{"name":"Anne","quote":"sister Anne","description":"a sister"}""", Recipes.First).Traits);

    [Fact]
    public void What_stands_only_in_the_text_before_is_rejected_with_a_reason_of_its_own()
    {
        const string Before = "Brown, the old sailor, was Anne's friend.";
        const string Entities =
            """{"id":"e1","name":"Anne","type":"person","quote":"sister Anne","traits":[{"kind":"role","text":"Brown's friend","quote":"was Anne's friend"}]},{"id":"e2","name":"Brown","type":"person","quote":"Brown"}""";
        var facts = Ground(Entities, context: Before);
        Assert.Equal("Anne", Assert.Single(facts.Mentions).Name);
        Assert.Empty(facts.Traits);
        Assert.Equal(2, facts.Rejected.Count(rejection => rejection.Reason == RejectionReasons.OnlyInContext));
        Assert.DoesNotContain(Ground(Entities).Rejected, rejection => rejection.Reason == RejectionReasons.OnlyInContext);
    }

    [Fact]
    public void Passages_of_a_chapter_say_a_thing_once()
    {
        const string Anne =
            """{"name":"Anne","quote":"sister Anne","traits":[{"kind":"role","text":"Sister","quote":"sister Anne"}]}""";
        var facts = GroundingMerge.Merge([Ground(Anne), Ground(Anne.Replace("Sister", "sister"))]);
        Assert.Equal(["Anne|role|Sister|sister Anne"], Lines(facts));
    }
}
