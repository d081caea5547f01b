using Weft.Application;
using Weft.Extraction;
using Weft.Model;
using Xunit;

namespace Weft.Tests.Application;

public sealed class OwnTypesTests
{
    private const string Chinese = """
        # 西游记
        [实体]
        人物
        法宝：自有神通的物品

        [关系]
        师父 / 徒弟
        师叔 / 师侄：同门的长辈与晚辈
        ~ 情敌：爱着同一个人
        夫妻
        """;

    private static Recipe Applied(string? types, string? prompt = null) =>
        new RecipeWish(types, prompt).Apply(Recipes.Default("zh"));

    [Fact]
    public void Kinds_are_read_line_by_line_and_built_in_ones_by_their_words()
    {
        var recipe = Applied(Chinese);
        Assert.Null(new RecipeWish(Chinese, null).Check());
        Assert.Equal(["person", "法宝"], recipe.EntityTypes);
        Assert.Equal(new RecipeKind("法宝", "自有神通的物品"), Assert.Single(recipe.EntityKinds));
        Assert.Equal(["master", "师叔", "情敌", "spouse"], recipe.RelationTypes);
        Assert.Equal(
            [new("师叔", "同门的长辈与晚辈") { Inverse = "师侄" }, new RecipeKind("情敌", "爱着同一个人") { Mutual = true }],
            recipe.RelationKinds
        );
    }

    [Fact]
    public void A_section_that_is_not_there_leaves_ours()
    {
        var recipe = Applied("[ties]\nspouse");
        Assert.Equal(EntityTypes.Default, recipe.EntityTypes);
        Assert.Equal(["spouse"], recipe.RelationTypes);
        Assert.Equal(TieKinds.Asked, Applied("[entities]\nperson").RelationTypes);
    }

    [Theory]
    [InlineData("", 0, "Empty", "")]
    [InlineData("# nothing\n\n[ties]", 0, "Empty", "")]
    [InlineData("person", 1, "NoHeading", "person")]
    [InlineData("[entities]\nperson\n[people]\nAnne", 3, "UnknownHeading", "[people]")]
    [InlineData("[entities]\nperson\nPerson", 3, "Twice", "Person")]
    [InlineData("[entities]\nperson\n人物", 3, "Twice", "人物")]
    [InlineData("[ties]\nmentor\n~ mentor", 3, "Twice", "mentor")]
    [InlineData("[ties]\nmentor / pupil\npupil", 3, "Twice", "pupil")]
    [InlineData("[ties]\n: nothing", 2, "NoName", "")]
    [InlineData("[ties]\na / b / c", 2, "NoName", "a / b / c")]
    [InlineData("[ties]\n~ a / b", 2, "NoName", "~ a / b")]
    [InlineData("[ties]\nother", 2, "Reserved", "other")]
    [InlineData("[ties]\nco_occurs", 2, "Reserved", "co_occurs")]
    [InlineData("[ties]\n~ parent", 2, "BuiltIn", "~ parent")]
    [InlineData("[ties]\nparent / heir", 2, "BuiltIn", "parent / heir")]
    [InlineData("[entities]\n~ person", 2, "NoTie", "~ person")]
    [InlineData("[entities]\nperson\u0007", 0, "NotText", "")]
    [InlineData("{\"entities\":[]}", 1, "NoHeading", "{\"entities\":[]}")]
    public void What_is_wrong_is_said_with_its_line(string text, int line, string fault, string said)
    {
        var refusal = Assert.IsType<Refusal.BadTypes>(new RecipeWish(text, null) { TypesFrom = "f" }.Check());
        Assert.Equal(("f", line, fault, said), (refusal.From, refusal.Line, refusal.Fault.ToString(), refusal.Said));
        Assert.Equal(Recipes.Default("zh").Hash(), Applied(text).Hash());
    }

    [Fact]
    public void Bounds_are_kept()
    {
        static WishFault? FaultOf(string text) => (new RecipeWish(text, null).Check() as Refusal.BadTypes)?.Fault;
        Assert.Null(FaultOf("[ties]\n" + string.Join('\n', Enumerable.Range(0, 40).Select(i => $"kind{i}"))));
        Assert.Equal(WishFault.TooMany, FaultOf("[ties]\n" + string.Join('\n', Enumerable.Range(0, 41).Select(i => $"kind{i}"))));
        Assert.Equal(WishFault.LongName, FaultOf("[ties]\n" + new string('a', 41)));
        Assert.Equal(WishFault.LongMeaning, FaultOf("[ties]\nspouse: " + new string('a', 201)));
        Assert.Equal(WishFault.TooLong, FaultOf("[ties]\nspouse\n" + new string('#', RecipeWish.MostTypes)));
    }

    [Theory]
    [InlineData("Mind the horses.", "Mind the horses.", false)]
    [InlineData("[instead]\r\nOnly horses.", "Only horses.", true)]
    [InlineData("[替换]\n只看马。", "只看马。", true)]
    public void Instructions_stand_beside_ours_or_in_their_place(string prompt, string text, bool isInstead)
    {
        var recipe = Applied(null, prompt);
        Assert.Equal((text, isInstead), (recipe.Instructions, recipe.InstructionsReplace));
    }

    [Theory]
    [InlineData(" \n", WishFault.Empty)]
    [InlineData("[instead]\n", WishFault.Empty)]
    [InlineData("a\0b", WishFault.NotText)]
    internal void Instructions_must_be_some(string prompt, WishFault fault) =>
        Assert.Equal(new Refusal.BadPrompt("prompt", fault), new RecipeWish(null, prompt).Check());

    /// <summary>The journal must never serve what another prompt was answered with.</summary>
    [Fact]
    public void Each_wish_has_answers_of_its_own()
    {
        var hashes = new[]
        {
            Applied(null),
            Applied(Chinese),
            Applied(Chinese.Replace("同一个人", "她", StringComparison.Ordinal)),
            Applied(Chinese.Replace("师侄", "师姪", StringComparison.Ordinal)),
            Applied("[ties]\n~ 情敌"),
            Applied("[ties]\n情敌"),
            Applied(null, "马"),
            Applied(null, "[替换]\n马"),
            Applied(null, "牛"),
        };
        Assert.Equal(hashes.Length, hashes.Select(recipe => recipe.Hash()).Distinct().Count());
        Assert.Equal(Applied(Chinese).Hash(), Applied(Chinese).Hash());
    }
}
