using Weft.Graph;
using Weft.Graph.Resolution;
using Weft.Graph.Timelines;
using Weft.Model;
using Xunit;
using static Weft.Testing.Conformance.GraphSamples;

namespace Weft.Tests.Graph;

/// <summary>Events of a book by chapter, as readers and people know them.</summary>
public sealed class TimelineTests
{
    private static readonly GraphBook Sample = Book(9);

    /// <summary>A chapter with people, one place and events: "summary: participants @ place".</summary>
    private static RawChapter Chapter(int number, string people, string place, params string[] events)
    {
        var (mentions, relations) = (people.Split(' ').Select(name => Person(name)).ToList(), new List<Relation>());
        if (place.Length > 0)
            mentions.Add(Person(place, type: EntityTypes.Place));
        foreach (var (said, index) in events.Select((said, index) => (said, index)))
        {
            var (summary, parts) = (said.Split(": ")[0], said.Split(": ")[1].Split(" @ "));
            var quote = $"{number}.{index}";
            mentions.Add(new(summary, EntityTypes.Event, 1, quote, index * 10));
            foreach (var who in parts[0].Split(' '))
                relations.Add(new(who, summary, StoryEvents.TakesPart, "", 1, quote, index * 10, 1));
            if (parts.Length > 1)
                relations.Add(new(summary, parts[1], StoryEvents.TakesPlaceIn, "", 1, quote, index * 10, 1));
        }
        return new(Sample.Chapters[number - 1], new(mentions, relations, []), "rules");
    }

    private static IReadOnlyList<TimelineEvent> Make(RawBook raw, int? upTo = null, params NameDecision[] decisions)
    {
        var maker = new TimelineMaker(Resolver.Resolve(raw, decisions), upTo);
        foreach (var chapter in raw.Chapters)
            maker.Add(chapter);
        return maker.Make();
    }

    private static RawBook Raw(params RawChapter[] chapters) => new(Sanguo, "zh", chapters);

    [Fact]
    public void An_event_has_its_people_its_place_and_its_sentence()
    {
        var one = Assert.Single(Make(Raw(Chapter(1, "关羽 颜良", "白马", "关羽斩颜良: 关羽 颜良 @ 白马"))));
        Assert.Equal((StoryEventKind.Death, "关羽斩颜良", 1), (one.Kind, one.Summary, one.Chapter));
        Assert.Equal(["关羽", "颜良"], one.Participants.Select(part => part.Name));
        Assert.Equal(new EventPart("白马", "白马", "place"), one.Place);
        Assert.Equal(new EventQuote(1, 1, "第1回", "1.0", 0, "rules"), one.First);
    }

    [Fact]
    public void A_death_stands_once_with_all_its_quotes_and_a_battle_wherever_it_is_named()
    {
        var raw = Raw(
            Chapter(1, "曹操", "", "曹操之死: 曹操", "赤壁之战: 曹操"),
            Chapter(3, "曹操", "", "赤壁之战: 曹操", "曹操之死: 曹操")
        );
        Assert.Equal(
            [("曹操之死", 1, 2), ("赤壁之战", 1, 1), ("赤壁之战", 3, 1)],
            Make(raw).Select(one => (one.Summary, one.Chapter, one.Quotes.Count))
        );
    }

    [Fact]
    public void Up_to_a_chapter_nothing_later_is_told()
    {
        var raw = Raw(Chapter(1, "曹操", "", "曹操之死: 曹操"), Chapter(3, "曹操", "", "曹操之死: 曹操", "曹操起行: 曹操"));
        var one = Assert.Single(Make(raw, upTo: 2));
        Assert.Equal("1.0", Assert.Single(one.Quotes).Quote);
    }

    [Fact]
    public void What_people_decided_is_heard()
    {
        var raw = Raw(Chapter(1, "曹操 阿瞒", "", "曹操之死: 曹操", "阿瞒成亲: 阿瞒"));
        NameDecision Said(int number, DecisionKind kind, string name, string other = "") => new(number, kind, name, other);
        Assert.All(
            Make(raw, null, Said(1, DecisionKind.Merge, "曹操", "阿瞒")),
            one => Assert.Equal("曹操", Assert.Single(one.Participants).Name)
        );
        Assert.Equal("阿瞒成亲", Assert.Single(Make(raw, null, Said(1, DecisionKind.Hide, "曹操之死"))).Summary);
        Assert.Equal("阿瞒成亲", Assert.Single(Make(raw, null, Said(1, DecisionKind.Retype, "曹操之死", "item"))).Summary);
        Assert.Equal("魏武崩", Make(raw, null, Said(1, DecisionKind.Rename, "曹操之死", "魏武崩"))[0].Summary);
    }

    [Theory]
    [InlineData("关羽斩颜良", StoryEventKind.Death)]
    [InlineData("趙雲病故", StoryEventKind.Death)]
    [InlineData("赤壁之战", StoryEventKind.Battle)]
    [InlineData("張飛大戰呂布", StoryEventKind.Battle)]
    [InlineData("赵云拼死救阿斗", StoryEventKind.Other)]
    [InlineData("阿斗出生", StoryEventKind.Birth)]
    [InlineData("刘备与孙夫人成亲", StoryEventKind.Marriage)]
    [InlineData("桃園三結義", StoryEventKind.Oath)]
    [InlineData("曹操前往许都", StoryEventKind.Journey)]
    [InlineData("Caderousse is murdered", StoryEventKind.Death)]
    [InlineData("Jane and Bingley marry", StoryEventKind.Marriage)]
    [InlineData("Darnay sets out for Paris", StoryEventKind.Journey)]
    [InlineData("The fall of the Bastille", StoryEventKind.Other)]
    [InlineData("The Battle of Waterloo", StoryEventKind.Battle)]
    [InlineData("The negotiation comes to a deadlock", StoryEventKind.Other)]
    [InlineData("Alice drinks from the bottle", StoryEventKind.Other)]
    public void A_summary_tells_the_kind(string summary, StoryEventKind kind) => Assert.Equal(kind, StoryEventKinds.Of(summary));

    [Fact]
    public void Events_stand_in_no_cast_and_bind_nobody()
    {
        var resolved = Resolver.Resolve(Raw(Chapter(1, "关羽 颜良", "白马", "关羽斩颜良: 关羽 颜良 @ 白马")), []);
        var cast = resolved.WithoutEvents();
        Assert.Equal(
            (4, 3, 3, 0),
            (resolved.Entities.Count, resolved.Relations.Count, cast.Entities.Count, cast.Relations.Count)
        );
    }
}
