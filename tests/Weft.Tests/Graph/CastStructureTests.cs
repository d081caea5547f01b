using Weft.Graph;
using Weft.Graph.Communities;
using Xunit;

namespace Weft.Tests.Graph;

public class CastStructureTests
{
    private static readonly ResolvedBook Book = ResolvedBook.Ordered(
        [
            One("anne", 90, 1, 2, 3),
            One("bob", 30, 1, 2),
            One("carl", 20, 1),
            One("dora", 40, 2, 3),
            One("emil", 10, 3),
            One("fritz", 9, 3),
            One("gustav", 5, 3),
            One("the ball", 50, 2) with
            {
                Type = "event",
            },
            One("paris", 60, 1, 2, 3) with
            {
                Type = "place",
            },
        ],
        [
            Tie("anne", "bob", "co_occurs", 20),
            Tie("anne", "carl", "co_occurs", 9),
            Tie("bob", "carl", "sibling", 2),
            Tie("dora", "emil", "spouse", 5),
            Tie("dora", "fritz", "co_occurs", 9),
            Tie("emil", "fritz", "co_occurs", 6),
            Tie("anne", "dora", "co_occurs", 3),
            Tie("carl", "dora", "kills", 6),
            Tie("anne", "the ball", "takes_part", 2),
            Tie("dora", "the ball", "takes_part", 2),
            Tie("anne", "paris", "co_occurs", 30),
        ],
        []
    );

    [Fact]
    public void People_who_belong_together_are_a_community_with_its_most_important_member_as_head()
    {
        var structure = CastStructure.Of(Book);
        Assert.Equal(
            ["1 anne: anne bob carl", "2 dora: dora emil fritz"],
            structure.Communities.Select(one => $"{one.Number} {one.Head}: {string.Join(' ', one.Members)}")
        );
        Assert.Equal(2, structure.CommunityOf("fritz")?.Number);
    }

    [Theory]
    [InlineData("the ball")]
    [InlineData("paris")]
    [InlineData("gustav")]
    [InlineData("nobody")]
    public void Places_events_and_whoever_stands_alone_are_in_none(string id) =>
        Assert.Null(CastStructure.Of(Book).CommunityOf(id));

    [Fact]
    public void What_is_said_of_two_binds_more_than_meetings_and_foes_bind_nothing()
    {
        // Who kills dora is not drawn to her, however often it is said; a friend is, for all that he stands with others.
        Assert.DoesNotContain("carl", With("kills").CommunityOf("dora")!.Members);
        Assert.Contains("carl", With("friend").CommunityOf("dora")!.Members);

        static CastStructure With(string type) =>
            CastStructure.Of(
                Book with
                {
                    Relations =
                    [
                        .. Book.Relations.Select(tie => tie.Type == "kills" ? tie with { Type = type, Weight = 12 } : tie),
                    ],
                }
            );
    }

    [Fact]
    public void Importance_is_more_than_a_count()
    {
        var structure = CastStructure.Of(Book);
        Assert.Equal(1, structure.ImportanceOf("anne"));
        // Forty mentions in two chapters with many ties come before fifty in one.
        Assert.True(structure.ImportanceOf("dora") > structure.ImportanceOf("the ball"));
        Assert.True(structure.ImportanceOf("gustav") < structure.ImportanceOf("fritz") / 1.5);
        Assert.Equal(0, structure.ImportanceOf("nobody"));
        Assert.Equal("anne", structure.InOrder(Book.Entities).First().Id);
    }

    [Fact]
    public void The_order_of_what_is_given_changes_nothing()
    {
        var turned = new ResolvedBook(
            [.. Book.Entities.Reverse()],
            [
                .. Book
                    .Relations.Reverse()
                    .Select(tie => tie.GoesBothWays ? tie with { Source = tie.Target, Target = tie.Source } : tie),
            ],
            []
        );
        var (one, other) = (CastStructure.Of(Book), CastStructure.Of(turned));
        Assert.Equal(one.Communities.Select(Line), other.Communities.Select(Line));
        Assert.All(Book.Entities, entity => Assert.Equal(one.ImportanceOf(entity.Id), other.ImportanceOf(entity.Id)));

        static string Line(Community community) => $"{community.Number} {string.Join(' ', community.Members)}";
    }

    [Fact]
    public void An_early_reader_has_communities_of_what_is_known()
    {
        var early = CastStructure.Of(Book.At(1));
        Assert.Equal(["anne bob carl"], early.Communities.Select(one => string.Join(' ', one.Members)));
    }

    [Fact]
    public void An_empty_book_has_none()
    {
        Assert.Empty(CastStructure.Empty.Communities);
        Assert.Empty(CastStructure.Empty.InOrder([]));
    }

    private static ResolvedEntity One(string id, int mentions, params int[] chapters) =>
        new(
            id,
            id,
            chapters[0],
            "person",
            [],
            mentions,
            chapters,
            [.. chapters.Select((_, at) => at == 0 ? mentions - chapters.Length + 1 : 1)]
        );

    private static ResolvedRelation Tie(string source, string target, string type, double weight) =>
        new(source, target, type, "", weight, 1, [1], [1], []);
}
