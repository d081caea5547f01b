using Weft.Graph;
using Weft.Model;
using Xunit;

namespace Weft.Tests.Graph;

public sealed class TieRankingTests
{
    private static readonly ResolvedRelation[] Ties =
    [
        Tie("anne", "bob", RelationTypes.CoOccurs, 90),
        Tie("carl", "dora", RelationTypes.CoOccurs, 20),
        Tie("anne", "bob", RelationTypes.SpeaksTo, 9),
        Tie("dora", "carl", "parent", 0.9),
        Tie("emil", "fritz", "kills", 0.9),
    ];

    [Fact]
    public void What_the_text_names_stands_before_who_stands_beside_whom()
    {
        Assert.Equal(
            ["parent", "speaks_to", "kills", "co_occurs", "co_occurs"],
            new TieRanking(Ties).All.Select(tie => tie.Type)
        );
        Assert.Equal(["anne", "carl"], new TieRanking(Ties).Together.Select(tie => tie.Source));
    }

    [Theory]
    [InlineData(5, "speaks_to", "parent")]
    [InlineData(30, "parent", "speaks_to")]
    public void Of_named_ties_those_of_pairs_that_are_much_together_go_first_and_talk_counts_a_tenth(
        double near,
        string first,
        string second
    ) =>
        Assert.Equal(
            [first, second],
            new TieRanking([Ties[0], Tie("carl", "dora", RelationTypes.CoOccurs, near), Ties[2], Ties[3]]).Named.Select(tie =>
                tie.Type
            )
        );

    [Fact]
    public void The_order_does_not_hang_on_the_order_of_the_ties() =>
        Assert.Equal(new TieRanking(Ties).All, new TieRanking(Ties.Reverse()).All);

    private static ResolvedRelation Tie(string source, string target, string type, double weight) =>
        new(source, target, type, "", weight, 1, [1], [1], []);
}
