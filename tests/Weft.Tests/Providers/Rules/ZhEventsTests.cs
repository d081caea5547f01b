using Weft.Model;
using Weft.Providers.Rules;
using Weft.Providers.Rules.Zh;
using Xunit;

namespace Weft.Tests.Providers.Rules;

public sealed class ZhEventsTests
{
    private static readonly string[] People = ["张飞", "关羽", "颜良", "曹操", "吕布", "孙坚", "玄德", "孙夫人"];
    private static readonly string[] Places = ["许都", "荆州"];

    [Theory]
    [InlineData("孙坚遂病故。", "孙坚之死", "孙坚", "")]
    [InlineData("是年，孙坚卒于荆州。", "孙坚之死", "孙坚", "荆州")]
    [InlineData("关羽斩了颜良。", "颜良之死", "关羽 颜良", "")]
    [InlineData("颜良被关羽一刀斩于马下。", "颜良之死", "关羽 颜良", "")]
    [InlineData("孙坚之死，人人痛哭。", "孙坚之死", "孙坚", "")]
    [InlineData("张飞大战吕布。", "张飞与吕布交战", "吕布 张飞", "")]
    [InlineData("吕布与张飞战到五十余合。", "张飞与吕布交战", "吕布 张飞", "")]
    [InlineData("曹操引兵攻打荆州。", "曹操攻打荆州", "曹操", "荆州")]
    [InlineData("玄德与孙夫人成亲。", "玄德与孙夫人成亲", "孙夫人 玄德", "")]
    [InlineData("玄德与关羽结为兄弟。", "关羽与玄德结义", "关羽 玄德", "")]
    [InlineData("玄德折箭为誓。", "玄德立誓", "玄德", "")]
    [InlineData("曹操自回许都。", "曹操前往许都", "曹操", "许都")]
    [InlineData("次日，孙坚渡江。", "孙坚启程", "孙坚", "")]
    public void A_sentence_names_an_event(string sentence, string name, string people, string place)
    {
        var facts = Read(sentence);
        var happening = Assert.Single(facts.Mentions, mention => mention.Type == EntityTypes.Event);
        Assert.Equal(name, happening.Name);
        Assert.NotEqual(StoryEventKind.Other, StoryEventKinds.Of(name));
        Assert.Equal(happening.Quote, sentence.Substring(happening.Offset, happening.Quote.Length));
        Assert.Equal(
            people.Split(' ').Order(StringComparer.Ordinal),
            facts
                .Relations.Where(tie => tie.Type == StoryEvents.TakesPart)
                .Select(tie => tie.Source)
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            place,
            string.Concat(facts.Relations.Where(tie => tie.Type == StoryEvents.TakesPlaceIn).Select(tie => tie.Target))
        );
    }

    [Theory]
    [InlineData("张飞死战不退。")]
    [InlineData("若孙坚病故，如何是好。")]
    [InlineData("孙坚未死。")]
    [InlineData("曹操令张飞攻打荆州。")]
    [InlineData("曹操欲往许都。")]
    [InlineData("孙坚死罪当斩。")]
    [InlineData("关羽不杀颜良。")]
    [InlineData("孙坚病故了吗？")]
    [InlineData("曹操说：“张飞攻打荆州。”")]
    [InlineData("曹操见荆州刺史。")]
    [InlineData("玄德念结义之情。")]
    public void What_is_no_event_names_none(string sentence) =>
        Assert.DoesNotContain(Read(sentence).Mentions, mention => mention.Type == EntityTypes.Event);

    [Fact]
    public void Events_of_a_traditional_book_are_called_in_its_characters()
    {
        var facts = Read("玄德與孫夫人成親。", traditional: true);
        Assert.Equal("玄德與孫夫人成親", Assert.Single(facts.Mentions, mention => mention.Type == EntityTypes.Event).Name);
        Assert.Equal(
            StoryEventKind.Battle,
            StoryEventKinds.Of(
                Assert
                    .Single(Read("關羽大戰顏良。", traditional: true).Mentions, mention => mention.Type == EntityTypes.Event)
                    .Name
            )
        );
    }

    [Fact]
    public void Profiles_of_earlier_versions_name_none() =>
        Assert.DoesNotContain(
            Read("孙坚病故。", RulesVersions.Events - 1).Mentions,
            mention => mention.Type == EntityTypes.Event
        );

    private static ChapterFacts Read(string sentence, int version = RulesVersions.Events, bool traditional = false)
    {
        string Written(string name) => traditional ? name.Replace('孙', '孫').Replace('关', '關').Replace('颜', '顏') : name;
        var names = People.Concat(Places).ToList();
        var tables = RulesTables.Empty with
        {
            Traditional = traditional,
            Entities =
            [
                .. names.Select(name => new Entity(
                    Written(name),
                    Places.Contains(name) ? EntityTypes.Place : EntityTypes.Person,
                    "",
                    1,
                    ""
                )),
            ],
            Forms = [.. names.Select((name, index) => new Form(name, [index], Hidden: false, Written(name)))],
        };
        return new ZhReader(tables, version).Read(sentence);
    }
}
