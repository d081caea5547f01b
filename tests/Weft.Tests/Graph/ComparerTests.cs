using Weft.Books;
using Weft.Graph;
using Weft.Graph.Comparison;
using Weft.Model;
using Xunit;

namespace Weft.Tests.Graph;

/// <summary>Two readings of one chapter held against each other.</summary>
public sealed class ComparerTests
{
    private static readonly GraphChapter Chapter = new(new("hash", 0), 1, 1, UnitKind.Chapter, "One");

    [Fact]
    public void Names_are_one_however_they_are_written()
    {
        var found = Compare(
            Facts(Person("Ｅｌｉｚａ"), Person("Mr. Hale")),
            Facts(Person("eliza"), Person("Mr Hale"), Person("Anne"))
        );
        Assert.Equal(
            [("Anne", FindingSide.OnlyB), ("Eliza", FindingSide.Both), ("Mr. Hale", FindingSide.Both)],
            found.Select(finding => (finding.Either.Name, finding.Side))
        );
        Assert.All(found, finding => Assert.Equal(FindingKind.Entity, finding.Kind));
    }

    [Fact]
    public void Names_are_one_where_either_reading_says_that_they_are()
    {
        var told = Facts([Person("Elizabeth"), Person("Lizzy")], Tie("Elizabeth", "Lizzy", RelationTypes.Alias));
        var finding = Assert.Single(Compare(told, Facts(Person("Lizzy"))));
        Assert.Equal((FindingSide.Both, "Lizzy"), (finding.Side, finding.B!.Name));
        Assert.Equal(["Elizabeth", "Lizzy"], finding.A!.Others.Append(finding.A.Name).Order());
    }

    [Fact]
    public void A_person_s_word_counts_more()
    {
        var told = Facts([Person("Elizabeth"), Person("Lizzy")], Tie("Elizabeth", "Lizzy", RelationTypes.Alias));
        var split = new NameDecision(1, DecisionKind.Split, "Elizabeth", "Lizzy");
        var chapter = Comparer.Compare([new(Chapter, told, Facts(Person("Lizzy")))], [split])[0];
        Assert.Equal(new(1, 0, 1, 0), chapter.Counts(FindingKind.Entity));
    }

    [Fact]
    public void An_entity_of_another_type_differs()
    {
        var finding = Assert.Single(Compare(Facts(Person("Paris")), Facts(Named("Paris", EntityTypes.Place))));
        Assert.Equal((FindingSide.Differs, "person", "place"), (finding.Side, finding.A!.Type, finding.B!.Type));
    }

    [Theory]
    [InlineData("family", "a", "b", "family", "b", "a", FindingSide.Both)]
    [InlineData("superior", "a", "b", "superior", "a", "b", FindingSide.Both)]
    [InlineData("superior", "a", "b", "superior", "b", "a", FindingSide.Differs)]
    [InlineData("family", "a", "b", "hostile", "a", "b", FindingSide.Differs)]
    [InlineData("co_occurs", "a", "b", "spouse", "b", "a", FindingSide.Differs)]
    public void A_tie_is_the_same_or_differs(
        string type,
        string source,
        string target,
        string otherType,
        string otherSource,
        string otherTarget,
        FindingSide side
    )
    {
        Mention[] two = [Person("a"), Person("b")];
        var found = Compare(Facts(two, Tie(source, target, type)), Facts(two, Tie(otherSource, otherTarget, otherType)));
        Assert.Equal(side, Assert.Single(found, finding => finding.Kind == FindingKind.Relation).Side);
    }

    [Fact]
    public void Of_several_ties_between_two_the_same_ones_go_together_first()
    {
        Mention[] two = [Person("a"), Person("b")];
        var found = Compare(
            Facts(two, Tie("a", "b", "family"), Tie("a", "b", "owns")),
            Facts(two, Tie("a", "b", "hostile"), Tie("b", "a", "family"), Tie("a", "b", "teacher"))
        );
        Assert.Equal(
            ["Both family family", "Differs owns hostile", "OnlyB  teacher"],
            found
                .Where(finding => finding.Kind == FindingKind.Relation)
                .Select(finding => $"{finding.Side} {finding.A?.Type} {finding.B?.Type}")
                .Order()
        );
    }

    [Fact]
    public void Events_in_other_words_are_one_where_they_quote_the_same()
    {
        var a = Facts([Person("a"), Event("a falls", "He fell into the river", 10), Event("a sleeps", "he slept", 90)]);
        var b = Facts([Person("a"), Event("the fall", "fell into the river and", 13), Event("a wakes", "he woke", 120)]);
        var found = Compare(a, b).Where(finding => finding.Kind == FindingKind.Event).ToList();
        Assert.Equal(
            [("a falls", "the fall"), ("a sleeps", null), (null, "a wakes")],
            found.Select(finding => (finding.A?.Name, finding.B?.Name))
        );
        Assert.Equal([FindingSide.Both, FindingSide.OnlyA, FindingSide.OnlyB], found.Select(finding => finding.Side));
    }

    [Fact]
    public void Who_is_in_an_event_stands_with_it_and_is_no_tie()
    {
        var a = Facts([Person("Anne"), Event("Anne weeps", "but Anne wept", 5)], Tie("Anne", "Anne weeps", "takes_part"));
        var found = Compare(a, ChapterFacts.None);
        Assert.Equal([FindingKind.Entity, FindingKind.Event], found.Select(finding => finding.Kind));
        Assert.Equal(["Anne"], found[1].A!.Others);
    }

    [Fact]
    public void The_two_sides_change_places_with_the_readings()
    {
        var a = Facts([Person("a"), Person("b"), Person("c")], Tie("a", "b", "ally"), Tie("b", "c", "owns"));
        var b = Facts([Person("b"), Person("a"), Named("d", "place")], Tie("b", "a", "hostile"));
        var (there, back) = (Comparer.Compare([new(Chapter, a, b)], [])[0], Comparer.Compare([new(Chapter, b, a)], [])[0]);
        foreach (var kind in Enum.GetValues<FindingKind>())
        {
            var counts = there.Counts(kind);
            Assert.Equal(counts with { OnlyA = counts.OnlyB, OnlyB = counts.OnlyA }, back.Counts(kind));
        }
        Assert.Equal(new(2, 1, 2, 1), there.All);
    }

    private static IReadOnlyList<Finding> Compare(ChapterFacts a, ChapterFacts b) =>
        Comparer.Compare([new(Chapter, a, b)], [])[0].Findings;

    private static ChapterFacts Facts(params Mention[] mentions) => new([.. mentions], [], []);

    private static ChapterFacts Facts(Mention[] mentions, params Relation[] relations) => new([.. mentions], [.. relations], []);

    private static Mention Person(string name) => Named(name, EntityTypes.Person);

    private static Mention Named(string name, string type) => new(name, type, 1, name, 0);

    private static Mention Event(string name, string quote, int offset) => new(name, EntityTypes.Event, 1, quote, offset);

    private static Relation Tie(string source, string target, string type) => new(source, target, type, "", 1, "q", 0, 0.9);
}
