using Weft.Model;
using Weft.Providers.Rules;
using Weft.Providers.Rules.En;
using Xunit;

namespace Weft.Tests.Providers.Rules;

public sealed class EnEventsTests
{
    private static readonly (string Name, string Type, string[] Spellings)[] Cast =
    [
        ("Mr. Darcy", EntityTypes.Person, ["mr darcy", "darcy"]),
        ("Mr. Wickham", EntityTypes.Person, ["mr wickham", "wickham"]),
        ("Jane Bennet", EntityTypes.Person, ["jane bennet", "jane"]),
        ("Charles Bingley", EntityTypes.Person, ["charles bingley", "bingley"]),
        ("London", EntityTypes.Place, ["london"]),
    ];

    [Theory]
    [InlineData("In May Darcy died in London.", "Death of Mr. Darcy", "Darcy", "London")]
    [InlineData("Wickham killed Darcy at last.", "Death of Mr. Darcy", "Darcy Wickham", "")]
    [InlineData("Darcy had been murdered.", "Death of Mr. Darcy", "Darcy", "")]
    [InlineData("They spoke of the death of Darcy.", "Death of Mr. Darcy", "Darcy", "")]
    [InlineData("Since Darcy's death all is sold.", "Death of Mr. Darcy", "Darcy", "")]
    [InlineData("Jane was born in London.", "Birth of Jane Bennet", "Jane", "London")]
    [InlineData("Jane married Bingley.", "Marriage of Jane Bennet and Charles Bingley", "Jane Bingley", "")]
    [InlineData("Bingley had married Jane.", "Marriage of Jane Bennet and Charles Bingley", "Bingley Jane", "")]
    [InlineData("Wickham swore to be silent.", "Oath of Mr. Wickham", "Wickham", "")]
    [InlineData("Darcy fought with Wickham.", "Fight of Mr. Darcy and Mr. Wickham", "Darcy Wickham", "")]
    [InlineData("Darcy then set out for London.", "Journey of Mr. Darcy to London", "Darcy", "London")]
    [InlineData(
        "Jane and Bingley arrived in London.",
        "Journey of Jane Bennet and Charles Bingley to London",
        "Bingley Jane",
        "London"
    )]
    public void A_sentence_names_an_event(string sentence, string name, string people, string place)
    {
        var facts = Read(sentence);
        var happening = Assert.Single(facts.Mentions, mention => mention.Type == EntityTypes.Event);
        Assert.Equal((name, 1), (happening.Name, happening.Count));
        Assert.Equal(happening.Quote, sentence.Substring(happening.Offset, happening.Quote.Length));
        Assert.Equal(
            people.Split(' ').Order(),
            facts.Relations.Where(tie => tie.Type == StoryEvents.TakesPart).Select(tie => tie.Source).Order()
        );
        Assert.All(facts.Relations.Where(tie => tie.Type == StoryEvents.TakesPart), tie => Assert.Equal(name, tie.Target));
        Assert.Equal(
            place,
            string.Concat(facts.Relations.Where(tie => tie.Type == StoryEvents.TakesPlaceIn).Select(tie => tie.Target))
        );
    }

    [Theory]
    [InlineData("If Darcy died, all would be sold.")]
    [InlineData("Has Darcy died?")]
    [InlineData("Darcy never married Jane.")]
    [InlineData("She thought that Darcy was dead.")]
    [InlineData("The brother of Darcy died.")]
    [InlineData("Darcy was dead tired.")]
    [InlineData("Darcy was bored to death.")]
    [InlineData("There was a dead silence, and Darcy was dying to see her.")]
    [InlineData("Darcy's death warrant lay there.")]
    [InlineData("Jane was born to rule.")]
    [InlineData("“Darcy set out for London,” he said.")]
    [InlineData("Darcy swore at them.")]
    [InlineData("Darcy will marry Jane.")]
    [InlineData("Wickham left Darcy.")]
    public void What_is_no_event_names_none(string sentence) =>
        Assert.DoesNotContain(Read(sentence).Mentions, mention => mention.Type == EntityTypes.Event);

    [Fact]
    public void A_death_that_a_chapter_names_twice_is_one_event()
    {
        var facts = Read("Darcy died. After the death of Mr. Darcy, Wickham came.");
        Assert.Equal("Darcy died.", Assert.Single(facts.Mentions, mention => mention.Type == EntityTypes.Event).Quote);
    }

    [Fact]
    public void Profiles_of_earlier_versions_name_none() =>
        Assert.DoesNotContain(
            Read("Darcy died.", RulesVersions.Events - 1).Mentions,
            mention => mention.Type == EntityTypes.Event
        );

    [Theory]
    [InlineData("Death of X", StoryEventKind.Death)]
    [InlineData("Birth of X", StoryEventKind.Birth)]
    [InlineData("Marriage of X and Y", StoryEventKind.Marriage)]
    [InlineData("Oath of X", StoryEventKind.Oath)]
    [InlineData("Fight of X and Y", StoryEventKind.Battle)]
    [InlineData("Attack of X on Y", StoryEventKind.Battle)]
    [InlineData("Battle of X", StoryEventKind.Battle)]
    [InlineData("Journey of X to Y", StoryEventKind.Journey)]
    public void A_name_tells_its_kind(string name, StoryEventKind kind) => Assert.Equal(kind, StoryEventKinds.Of(name));

    private static ChapterFacts Read(string sentence, int version = RulesVersions.Events)
    {
        var tables = RulesTables.Empty with
        {
            Entities = [.. Cast.Select(one => new Entity(one.Name, one.Type, "", 1, ""))],
            Forms =
            [
                .. Cast.SelectMany(
                    (one, index) =>
                        one.Spellings.Select(key => new Form(
                            key,
                            [index],
                            Hidden: false,
                            Written: string.Join(' ', key.Split(' ').Select(word => char.ToUpperInvariant(word[0]) + word[1..]))
                        ))
                ),
            ],
        };
        return new EnReader(tables, version).Read(sentence);
    }
}
