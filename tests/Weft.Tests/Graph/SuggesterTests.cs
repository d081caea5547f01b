using Weft.Graph;
using Weft.Graph.Resolution;
using Weft.Graph.Suggestions;
using Weft.Model;
using Weft.Testing.Conformance;
using Xunit;

namespace Weft.Tests.Graph;

/// <summary>Which names may be one, and which entity may be two.</summary>
public sealed class SuggesterTests
{
    private static RawChapter Chapter(int number, string[] names, params Relation[] ties) =>
        new(
            GraphSamples.Book(40).Chapters[number - 1],
            new([.. names.Select(name => GraphSamples.Person(name, 3))], ties, []),
            "rules"
        );

    private static Relation Near(string one, string other, int count = 3) =>
        string.CompareOrdinal(one, other) < 0
            ? new(one, other, RelationTypes.CoOccurs, "", count, "…", 0, 1)
            : new(other, one, RelationTypes.CoOccurs, "", count, "…", 0, 1);

    private static Relation Tie(string one, string type, string other, double sure = 1) =>
        new(one, other, type, "", 1, $"{one} … {other}", 7, sure);

    private static IReadOnlyList<Suggestion> Suggest(RawChapter[] chapters, params NameDecision[] said)
    {
        var raw = RawSums.Of(new(new(1), "en", chapters));
        return Suggester.Make(Resolver.Resolve(raw, said), raw, said);
    }

    /// <summary>Lydia and Lydia Wickham stand beside the same two; so does nobody else with her name.</summary>
    private static readonly RawChapter[] Lydia =
    [
        Chapter(1, ["Lydia", "Kitty", "Jane"], Near("Lydia", "Kitty"), Near("Lydia", "Jane")),
        Chapter(2, ["Lydia Wickham", "Kitty", "Jane"], Near("Lydia Wickham", "Kitty"), Near("Lydia Wickham", "Jane")),
    ];

    [Fact]
    public void A_name_that_stands_in_one_longer_name_alone_is_suggested()
    {
        var one = Assert.Single(Suggest(Lydia));
        Assert.Equal((DecisionKind.Merge, "Lydia", "Lydia Wickham"), (one.Kind, one.Name, one.Other));
        Assert.Equal("suggest_only_longer", one.Why.Code);
        Assert.InRange(one.Number, 1000, 9999);
    }

    [Theory]
    [InlineData(DecisionKind.Merge)]
    [InlineData(DecisionKind.Split)]
    public void What_a_person_decided_is_not_asked_again_until_it_is_taken_back(DecisionKind kind)
    {
        var number = Assert.Single(Suggest(Lydia)).Number;
        var decided = new NameDecision(1, kind, "Lydia Wickham", "Lydia");
        Assert.Empty(Suggest(Lydia, decided));
        var undo = new NameDecision(2, DecisionKind.Undo, "Lydia", "Lydia Wickham") { Undoes = 1 };
        Assert.Equal(number, Assert.Single(Suggest(Lydia, decided, undo)).Number);
    }

    [Fact]
    public void Titles_and_company_that_differ_suggest_nothing()
    {
        Assert.Empty(
            Suggest([
                Chapter(1, ["Miss Bingley", "Jane", "Kitty"], Near("Miss Bingley", "Jane"), Near("Miss Bingley", "Kitty")),
                Chapter(2, ["Mrs. Bingley", "Jane", "Kitty"], Near("Mrs. Bingley", "Jane"), Near("Mrs. Bingley", "Kitty")),
                Chapter(3, ["William", "Anne"], Near("William", "Anne")),
                Chapter(4, ["William Goulding", "Mary"], Near("William Goulding", "Mary")),
            ])
        );
    }

    [Fact]
    public void Short_and_long_names_in_Han_are_compared_by_characters()
    {
        var found = Suggest([
            Chapter(1, ["德祖", "曹操", "刘备"], Near("德祖", "曹操"), Near("德祖", "刘备")),
            Chapter(2, ["杨德祖", "曹操", "刘备"], Near("杨德祖", "曹操"), Near("杨德祖", "刘备")),
            Chapter(3, ["吴国", "吴国夫人", "曹操"], Near("吴国", "曹操"), Near("吴国夫人", "曹操")),
        ]);
        Assert.Equal(("德祖", "杨德祖"), (Assert.Single(found).Name, found[0].Other));
    }

    [Fact]
    public void A_word_of_one_chapter_that_others_outweigh_is_said()
    {
        var one = Assert.Single(
            Suggest([
                Chapter(1, ["Magwitch", "Provis"], Tie("Magwitch", RelationTypes.Distinct, "Provis")),
                Chapter(2, ["Magwitch", "Provis"], Tie("Magwitch", RelationTypes.Distinct, "Provis")),
                Chapter(3, ["Magwitch", "Provis"], Tie("Magwitch", RelationTypes.Alias, "Provis")),
            ])
        );
        Assert.Equal("suggest_said_once", one.Why.Code);
        Assert.Equal("3", Assert.Single(one.Why.Arguments).Text);
    }

    [Fact]
    public void One_that_is_tied_to_itself_or_bears_the_titles_of_two_may_be_two()
    {
        var found = Suggest([
            Chapter(
                1,
                ["Mr. Bennet", "Mrs. Bennet"],
                Tie("Mr. Bennet", RelationTypes.Alias, "Mrs. Bennet"),
                Tie("Mr. Bennet", "spouse", "Mrs. Bennet")
            ),
        ]);
        var one = Assert.Single(found);
        Assert.Equal((DecisionKind.Split, DecisionKind.Merge), (one.Kind, one.Refusing));
        Assert.Equal("suggest_two_titles", one.Why.Code);
    }
}
