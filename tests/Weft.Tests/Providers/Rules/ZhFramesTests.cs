using Weft.Model;
using Weft.Providers.Rules;
using Weft.Providers.Rules.Zh;
using Xunit;

namespace Weft.Tests.Providers.Rules;

public sealed class ZhFramesTests
{
    private static readonly string[] People = ["张飞", "关羽", "颜良", "曹操", "徐晃", "孙坚", "孙静", "玄德", "孔明"];

    [Theory]
    [InlineData("关羽斩了颜良。", "kills", "关羽", "颜良")]
    [InlineData("孙坚之弟孙静也来。", "sibling", "孙坚", "孙静")]
    [InlineData("孙坚带着其弟孙静出城。", "sibling", "孙坚", "孙静")]
    [InlineData("孙坚之父孙静也来。", "parent", "孙静", "孙坚")]
    [InlineData("孙坚之子孙静也来。", "parent", "孙坚", "孙静")]
    [InlineData("曹操令徐晃出战。", "superior", "曹操", "徐晃")]
    [InlineData("玄德谓孔明曰：“如何？”", "speaks_to", "玄德", "孔明")]
    [InlineData("曹操与张飞交战。", "hostile", "张飞", "曹操")]
    [InlineData("徐晃救了曹操。", "saves", "徐晃", "曹操")]
    [InlineData("若关羽斩了颜良。", null, "", "")]
    [InlineData("曹操见孙坚带着其弟孙静出城。", null, "", "")]
    public void A_sentence_says_what_two_people_are_to_each_other(string sentence, string? type, string source, string target)
    {
        var tables = RulesTables.Empty with
        {
            Entities = [.. People.Select(name => new Entity(name, EntityTypes.Person, "", 1, ""))],
            Forms = [.. People.Select((name, index) => new Form(name, [index], Hidden: false))],
        };
        var said = new ZhReader(tables, RulesVersions.NamedTies)
            .Read(sentence)
            .Relations.Where(tie => tie.Type is not (RelationTypes.CoOccurs or RelationTypes.Alias or RelationTypes.Distinct))
            .ToList();
        if (type is null)
        {
            Assert.Empty(said);
            return;
        }
        var tie = Assert.Single(said);
        Assert.Equal(type, tie.Type);
        if (TieKinds.IsMutual(type))
            Assert.Equal(
                new[] { source, target }.Order(StringComparer.Ordinal),
                new[] { tie.Source, tie.Target }.Order(StringComparer.Ordinal)
            );
        else
            Assert.Equal((source, target), (tie.Source, tie.Target));
    }
}
