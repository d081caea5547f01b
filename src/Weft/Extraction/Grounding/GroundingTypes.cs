using System.Collections.Frozen;
using Weft.Model;

namespace Weft.Extraction.Grounding;

/// <summary>Brings the types that models write to those of the job.</summary>
internal static class GroundingTypes
{
    private static readonly FrozenDictionary<string, string> Entities = Table(
        "person: people per human character man woman name figure 人物 人 角色 人名 姓名",
        "place: places location locations loc gpe city country geography site 地点 地點 地名 地方 场所 場所 位置",
        "organisation: organisations organization organizations org group faction family_group institution company sect army 组织 組織 势力 勢力 门派 門派 机构 機構 团体 團體 国家 國家",
        "event: incident battle happening 事件 事情 战役 戰役",
        "item: items object thing artifact artefact weapon work 物品 物件 东西 道具 武器 法宝 法寶 作品"
    );

    /// <summary>What the first recipe understood: what its answers were woven to, they are woven to again.</summary>
    private static readonly FrozenDictionary<string, string> FirstRelations = Table(
        "family: kinship relative parent child sibling father mother brother sister son daughter parent_of child_of sibling_of 亲属 親屬 家人 亲人 親人 父子 母子 父女 母女 兄弟 姐妹 兄妹 姐弟 家庭 血缘",
        "spouse: spouse_of couple married married_to husband wife lover romantic loves 夫妻 夫妇 夫婦 恋人 戀人 情侣 爱人 愛人",
        "ally: friend friends friend_of friends_with friendship companion partner colleague 朋友 好友 盟友 同盟 同伴 伙伴",
        "hostile: enemy enemies enemy_of rival opponent kills killed fights conflict 敌对 敵對 敌人 敵人 仇人 对手 對手",
        "superior: boss lord master commander ruler employer commands 上级 上級 上下级 主仆 主僕 君臣",
        "teacher: mentor teaches master_of teacher_of 师徒 師徒 老师 老師 师父 師父",
        "member_of: member belongs_to works_for affiliation part_of 成员 成員 隶属 隸屬 属于 屬於",
        "located_in: lives_in at located location located_at resides_in 位于 位於 居住 住在 所在",
        "owns: owner has possesses possession 拥有 擁有 持有",
        "alias: same_as also_known_as aka 别名 別名 同一人 又名"
    );

    /// <summary>Null = none of the job's, and nothing that means one.</summary>
    public static string? EntityType(string said, Recipe recipe) => Find(said, recipe.EntityTypes, Entities);

    /// <summary>Null = none of the job's; <see cref="RelationTypes.Alias"/> is always understood.</summary>
    public static TieMeaning? RelationType(string said, Recipe recipe)
    {
        if (Recipes.IsFirst(recipe))
            return FirstRelationType(said, recipe) is { } type ? new(type) : null;
        return OwnKind(said, recipe) ?? TieMeaning.Of(said, recipe.RelationTypes);
    }

    private static string? FirstRelationType(string said, Recipe recipe) =>
        Find(said, recipe.RelationTypes, FirstRelations)
        ?? (FirstRelations.GetValueOrDefault(Form(said), Form(said)) == Form(RelationTypes.Alias) ? RelationTypes.Alias : null);

    /// <summary>A kind of the job's own goes before all that the table knows; one that it only describes anew is the table's.</summary>
    private static TieMeaning? OwnKind(string said, Recipe recipe)
    {
        var form = Form(said);
        foreach (var kind in recipe.RelationKinds.Where(kind => TieKinds.Find(kind.Name)?.Asked != true))
            if (Form(kind.Name) == form)
                return new(kind.Name) { Mutual = kind.Mutual };
            else if (kind.Inverse.Length > 0 && Form(kind.Inverse) == form)
                return new(kind.Name) { Reversed = true };
        return null;
    }

    public static bool SaysOther(string said) =>
        Form(said) is "" or "other" or "others" or "unknown" or "其他" or "其它" or "未知";

    private static string? Find(string said, IReadOnlyList<string> types, FrozenDictionary<string, string> meanings)
    {
        var form = Form(said);
        var meant = meanings.GetValueOrDefault(form, form);
        string? near = null;
        foreach (var type in types)
        {
            var own = Form(type);
            if (own == form)
                return type;
            // The job may call a place 地点: what means the same is the same.
            if (own == meant || meanings.GetValueOrDefault(own, own) == meant)
                near ??= type;
        }
        return near;
    }

    /// <summary>member_of, memberOf and Member Of, 師徒 and 师徒 are one.</summary>
    public static string Form(string type) => HanFolding.Fold(string.Concat(type.Where(char.IsLetterOrDigit)).ToLowerInvariant());

    private static FrozenDictionary<string, string> Table(params string[] lines) =>
        lines
            .Select(line => line.Split(": "))
            .SelectMany(line => line[1].Split(' ').Select(word => (Word: Form(word), Type: Form(line[0]))))
            .DistinctBy(entry => entry.Word)
            .ToFrozenDictionary(entry => entry.Word, entry => entry.Type, StringComparer.Ordinal);
}
