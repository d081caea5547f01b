using Weft.Model;
using Weft.Providers.Rules;
using Weft.Providers.Rules.En;
using Xunit;

namespace Weft.Tests.Providers.Rules;

public sealed class EnFramesTests
{
    private static readonly (string Name, string Gender, string[] Spellings)[] People =
    [
        ("Mr. Darcy", "m", ["mr darcy", "darcy"]),
        ("Georgiana Darcy", "f", ["georgiana darcy", "georgiana"]),
        ("Jane Bennet", "f", ["jane bennet", "jane"]),
        ("Elizabeth Bennet", "f", ["elizabeth bennet", "elizabeth"]),
        ("Mrs. Bennet", "f", ["mrs bennet"]),
        ("Mr. Bennet", "m", ["mr bennet"]),
        ("Charles Bingley", "m", ["charles bingley"]),
        ("Mr. Wickham", "m", ["mr wickham", "wickham"]),
    ];

    [Theory]
    [InlineData("They saw Darcy's sister Georgiana.", "sibling", "sister")]
    [InlineData("They saw Georgiana, Darcy's sister.", "sibling", "sister")]
    [InlineData("They saw Georgiana, the sister of Mr. Darcy.", "sibling", "sister")]
    [InlineData("Georgiana was the sister of Mr. Darcy.", "sibling", "sister")]
    [InlineData("Mr. Darcy came in with his sister Georgiana.", "sibling", "sister")]
    [InlineData("They saw Darcy's sister, Georgiana, and others.", null, "")]
    [InlineData("Mr. Wickham had betrayed Mr. Darcy.", "betrays", "betrayed")]
    [InlineData("Mr. Wickham murdered Mr. Darcy.", "kills", "murdered")]
    [InlineData("Jane Bennet was engaged to Charles Bingley.", "spouse", "engaged to")]
    [InlineData("Charles Bingley was in love with Jane Bennet.", "lover", "in love with")]
    [InlineData("Dinner was for Mr. and Mrs. Bennet.", "spouse", "Mr. and Mrs.")]
    [InlineData("“You are late, Jane,” said Elizabeth.", "speaks_to", "")]
    [InlineData("“I saw Jane there,” said Elizabeth.", null, "")]
    [InlineData("“You are late, Jane.” “I am not,” said Elizabeth.", null, "")]
    [InlineData("Mr. Darcy and Mr. Wickham came in with his sister Georgiana.", null, "")]
    public void A_sentence_says_what_two_people_are_to_each_other(string sentence, string? type, string label)
    {
        var said = Named(sentence);
        if (type is null)
            Assert.Empty(said);
        else
            Assert.Contains(
                said,
                tie => tie.Type == type && tie.Label == label && sentence.Contains(tie.Quote, StringComparison.Ordinal)
            );
    }

    [Theory]
    [InlineData("They met Darcy's father Mr. Wickham.", "Wickham", "Darcy", "parent")]
    [InlineData("They met Darcy's servant Mr. Wickham.", "Darcy", "Wickham", "lord")]
    [InlineData("They met Darcy's tutor Mr. Wickham.", "Wickham", "Darcy", "master")]
    public void The_direction_is_that_of_the_kind(string sentence, string source, string target, string type)
    {
        var tie = Assert.Single(Named(sentence));
        Assert.Equal(type, tie.Type);
        Assert.EndsWith(source, tie.Source, StringComparison.Ordinal);
        Assert.EndsWith(target, tie.Target, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_tells_the_book_is_met_where_I_stands()
    {
        const string Calls = "“Come, Dr. Watson,” said Holmes. I went with him. ";
        var text =
            string.Concat(Enumerable.Repeat(Calls, 12)) + "\n\nI sat there for a long while and I thought of it, and I slept.";
        var facts = Read("Holmes came. " + text);
        Assert.True(Count(facts, "Dr. Watson") > 12);
        Assert.Contains(facts.Relations, tie => tie.Type == "speaks_to" && tie is { Source: "Holmes", Target: "Dr. Watson" });
    }

    [Theory]
    [InlineData("M. de Villefort", "Villefort")]
    [InlineData("Captain d’Artagnan", "d’Artagnan")]
    [InlineData("Rodion Romanovitch Raskolnikov", "Rodion Romanovitch")]
    public void Two_ways_to_write_one_person_are_tied(string full, string other)
    {
        var text = string.Concat(
            Enumerable.Repeat(
                $"Then {full} came to them, and {other} said so. There {other} asked for {full}, replied {other}. ",
                6
            )
        );
        var alias = Read(text).Relations.Where(tie => tie.Type == RelationTypes.Alias).Select(tie => (tie.Source, tie.Target));
        Assert.Contains(alias, tie => tie == (full, other) || tie == (other, full));
    }

    /// <summary>Nodes of two builds that share a job must find the same in a chapter.</summary>
    [Fact]
    public void A_profile_of_an_older_version_is_read_as_it_was()
    {
        var tables = RulesTables.Empty with
        {
            Entities =
            [
                new("Captain d’Artagnan", EntityTypes.Person, "m", 1, ""),
                new("Mr. Bennet", EntityTypes.Person, "m", 1, ""),
            ],
            Forms = [new("captain d'artagnan", [0], false), new("mr bennet", [1], false), new("bennet", [1], false)],
        };
        const string Text = "They saw Captain d’Artagnan there. It was Bennet.";
        var (older, newest) = (new EnReader(tables, 2).Read(Text), new EnReader(tables, RulesVersions.Newest).Read(Text));
        Assert.Equal(["Bennet"], older.Mentions.Select(one => one.Name.Replace("bennet", "Bennet", StringComparison.Ordinal)));
        Assert.Empty(older.Relations);
        Assert.Equal(2, newest.Mentions.Count);
        Assert.Contains(newest.Relations, tie => tie.Type == RelationTypes.Alias);
    }

    [Fact]
    public void Two_words_that_always_stand_together_with_capitals_are_one_name()
    {
        var text = string.Concat(
            Enumerable.Repeat("Then they saw the March Hare there. “Well,” said the March Hare. It was a long march. ", 4)
        );
        Assert.Equal(8, Count(Read(text), "March Hare"));
    }

    private static List<Relation> Named(string sentence)
    {
        var tables = RulesTables.Empty with
        {
            Entities = [.. People.Select(person => new Entity(person.Name, EntityTypes.Person, person.Gender, 1, ""))],
            Forms =
            [
                .. People.SelectMany((person, index) => person.Spellings.Select(key => new Form(key, [index], Hidden: true))),
            ],
        };
        return
        [
            .. new EnReader(tables, RulesVersions.NamedTies)
                .Read(sentence)
                .Relations.Where(tie =>
                    tie.Type is not (RelationTypes.CoOccurs or RelationTypes.Alias or RelationTypes.Distinct)
                ),
        ];
    }

    private static int Count(ChapterFacts facts, string name) =>
        facts.Mentions.Where(one => one.Name == name).Sum(one => one.Count);

    private static ChapterFacts Read(string text) => new RulesExtractor(RulesProfiler.Build("en", [text])).Extract(text);
}
