using System.Collections.Frozen;
using System.Text;

namespace Weft.Extraction.Answers;

/// <summary>
/// The spellings of keys that models are known to use, each in the one form in which keys are compared (<see cref="Form"/>): the
/// likeliest first.
/// </summary>
internal static class AnswerKeys
{
    /// <summary>Letters before an id's number: e, n, entity_, character-.</summary>
    private const int LongestIdWord = 10;

    public static readonly string[] Id = List("id entityid nodeid uid ref 编号 序号 标识 实体编号");

    public static readonly string[] Name = List(
        "name entityname fullname nodename charactername personname placename canonicalname mainname displayname word entity title "
            + "node character person 名称 名字 姓名 名 实体名称 实体名 实体 人名 地名 人物名 人物名称 人物 角色名 角色名称 角色 节点名称 组织名称"
    );

    /// <summary>A name where the record has none under another key.</summary>
    public static readonly string[] NameElse = List("label text value mention surface term form span 标签 文本 值 词");

    public static readonly string[] EntityType = List(
        "type entitytype types category kind class nodetype entitycategory labels tag 类型 实体类型 类别 种类 分类 节点类型 entitylabel"
    );

    /// <summary>A type where the record has none under another key, and its name is elsewhere.</summary>
    public static readonly string[] EntityTypeElse = List("label entity 标签 实体");

    public static readonly string[] Aliases = List(
        "aliases alias aka alsoknownas othernames othername alternatenames alternativenames altnames nicknames nickname synonyms "
            + "别名 别称 又名 其他名称 其他叫法 其他称呼 称呼 外号 绰号 昵称"
    );

    public static readonly string[] Quote = List(
        "quote quotation quotes evidence sourcetext originaltext excerpt citation sentence snippet context text "
            + "原文 引文 引用 证据 依据 原句 出处 摘录 原文引用 原文依据 例句"
    );

    /// <summary>What an entity's record says of it, as a list, a map by kind, or a text.</summary>
    public static readonly string[] Traits = List(
        "traits trait characteristics features qualities facts 特征 特点 特质 人物特征"
    );

    public static readonly string[] TraitKind = List("kind type category attribute property key name 种类 类型 类别 属性 名称");

    public static readonly string[] TraitText = List(
        "text value description detail content trait says 文本 内容 值 描述 说明 特征"
    );

    public static readonly string[] TraitQuote = List(
        "quote quotation evidence sourcetext originaltext 原文 引文 引用 证据 依据 原句"
    );

    /// <summary>Fields of an entity's record that are a trait each, by its kind: those that a record may bear a name under are read only beside a name.</summary>
    public static readonly FrozenDictionary<string, string> TraitFields = new[]
    {
        ("description", "description desc summary bio identity 描述 简介 介绍 身份 概述 说明"),
        ("title", "title honorific rank titles 头衔 称号 尊称 封号 爵位"),
        ("role", "role roles function position 角色 作用 职位 地位"),
        ("occupation", "occupation profession job trade 职业 职务 行当"),
        ("trait", "trait personality appearance ability 性格 外貌 相貌 能力 本领 特征"),
    }
        .SelectMany(line => List(line.Item2).Select(word => (Word: word, Kind: line.Item1)))
        .ToFrozenDictionary(entry => entry.Word, entry => entry.Kind, StringComparer.Ordinal);

    /// <summary>The quote of a field: description_quote.</summary>
    public static readonly string[] QuoteOfField = List("quote evidence 引文 原文");

    public static readonly string[] Source = List(
        "source from subject head sourceid sourceentity sourceentityid sourceentityname sourcename sourcenode src srcid srcentity "
            + "start startnode startid startentity fromid fromentity fromname fromnode subjectid subjectentity subjectname subj "
            + "headentity headid headname entity1 entity1id entity1name entitya person1 persona character1 node1 name1 arg1 item1 "
            + "源 源实体 源节点 来源 起点 起点实体 起始 起始实体 源头 关系方1 角色1 角色一 人名1 主体 主语 头 头实体 头节点 实体1 实体一 实体a 人物1 人物一 人物a 甲 甲方 关系主体 从"
    );

    public static readonly string[] Target = List(
        "target to object tail targetid targetentity targetentityid targetentityname targetname targetnode tgt tgtid tgtentity dst "
            + "dest destination end endnode endid endentity toid toentity toname tonode objectid objectentity objectname obj "
            + "tailentity tailid tailname with relatedto entity2 entity2id entity2name entityb person2 personb character2 node2 name2 arg2 item2 "
            + "目标 目标实体 目标节点 终点 终点实体 终止 终止实体 对象 关系方2 角色2 角色二 人名2 客体 宾语 尾 尾实体 尾节点 实体2 实体二 实体b 人物2 人物二 人物b 乙 乙方 关系客体 到"
    );

    /// <summary>Both ends in one list of two.</summary>
    public static readonly string[] Pair = List(
        "entities between pair nodes participants members people persons characters 双方 实体 人物"
    );

    public static readonly string[] RelationType = List(
        "type relationtype relationshiptype reltype relation relationship relationname predicate edgetype edge verb category kind "
            + "类型 关系类型 关系种类 关系类别 关系 关系名称 关系名 谓语 谓词"
    );

    public static readonly string[] Label = List(
        "label description relationdescription relationshipdescription relationlabel desc detail details explanation note "
            + "标签 描述 关系描述 说明 关系说明 备注"
    );

    /// <summary>A label where the record has none under another key, and its type is elsewhere.</summary>
    public static readonly string[] LabelElse = List("relation relationship predicate verb name 关系 关系名称 谓语 谓词");

    public static readonly string[] Directed = List("directed isdirected 有向 是否有向 有方向");
    public static readonly string[] Undirected = List(
        "bidirectional undirected mutual symmetric isbidirectional 双向 无向 是否双向"
    );

    public static readonly string[] Confidence = List(
        "confidence score certainty probability confidencescore 置信度 可信度 确信度 把握"
    );

    public static readonly string[] Summary = List(
        "summary eventsummary event eventname name description eventdescription title what happening action content "
            + "概要 摘要 概述 事件概要 事件摘要 事件 事件名称 事件描述 名称 描述 内容 简述 标题 经过"
    );

    /// <summary>Keys by which an event is told from an entity.</summary>
    public static readonly string[] EventOnly = List(
        "summary eventsummary event eventname eventdescription 概要 摘要 事件概要 事件摘要 事件 事件名称 事件描述"
    );

    public static readonly string[] Participants = List(
        "participants participant people persons entities actors characters who involved participantids "
            + "参与者 参与人 参与人物 参与方 相关人物 涉及人物 人物 角色"
    );

    public static readonly string[] Location = List(
        "location place where setting locationid site 地点 位置 场所 发生地 发生地点"
    );

    /// <summary>What a record keeps its fields in, where they do not stand in the record itself.</summary>
    public static readonly FrozenSet<string> Inside = Set("properties attributes props attrs 属性 字段");

    /// <summary>Lists of an answer.</summary>
    public static readonly FrozenSet<string> Entities = Set(
        "entities entity entitylist entitieslist namedentities extractedentities nodes node nodelist vertices mentions "
            + "实体 实体列表 命名实体 节点 节点列表"
    );

    public static readonly FrozenSet<string> Relations = Set(
        "relations relation relationlist relationships relationship relationshiplist edges edge edgelist links triples triplets "
            + "extractedrelations 关系 关系列表 人物关系 实体关系 边 三元组"
    );

    public static readonly FrozenSet<string> Events = Set(
        "events event eventlist happenings extractedevents 事件 事件列表 事件清单"
    );

    /// <summary>Lists of entities of one type, and what that is called where their records do not say it.</summary>
    public static readonly FrozenDictionary<string, string> OfType = new[]
    {
        (
            "person",
            "people person persons characters character characterlist figures personlist per 人物 人物列表 人 角色 角色列表 人名"
        ),
        ("place", "places place locations location placelist locationlist loc gpe 地点 地点列表 地名 场所 位置"),
        (
            "organisation",
            "organisations organisation organizations organization orgs org groups factions 组织 机构 门派 势力 团体 国家"
        ),
        ("item", "items item objects things artifacts artefacts weapons 物品 物件 道具 器物 法宝 武器"),
    }
        .SelectMany(line => List(line.Item2).Select(word => (Word: word, Type: line.Item1)))
        .ToFrozenDictionary(entry => entry.Word, entry => entry.Type, StringComparer.Ordinal);

    /// <summary>What stands beside the answer: read where nothing else is one.</summary>
    public static readonly FrozenSet<string> Aside = Set(
        "think thinking thought thoughts reasoning reasoningcontent analysis scratchpad draft example examples schema prompt input "
            + "passage 思考 思考过程 推理 分析 草稿 初稿 示例 例子"
    );

    /// <summary>What wraps an answer or says something of it: no name of anyone.</summary>
    public static readonly FrozenSet<string> Around = Set(
        "result results data output outputs response answer final message messages content choices function toolcalls arguments "
            + "parameters properties items schema format error status note notes comment count total json 结果 数据 输出 回答 答案 说明 备注"
    );

    /// <summary>Keys of what calls a tool or reports an error: it has a name, and is no entity for that.</summary>
    public static readonly FrozenSet<string> NoRecord = Set("arguments parameters function toolcalls error input status");

    /// <summary>Fields by which one record is told from a map of names.</summary>
    private static readonly FrozenSet<string> EntityFields = Set(
        string.Join(' ', [.. Id, .. Name, .. EntityType, .. Aliases, .. Quote, "description", "描述"])
    );

    public static bool IsEntityField(string key) => EntityFields.Contains(Form(key));

    /// <summary>Whether a text is a type of entities, and no name.</summary>
    public static bool IsType(string text) =>
        Form(text) is "other" or "event" or "其他" or "事件" || OfType.ContainsKey(Form(text));

    public static bool IsEntities(string form) => Entities.Contains(form) || OfType.ContainsKey(form);

    public static bool IsList(string form) => Entities.Contains(form) || Relations.Contains(form) || Events.Contains(form);

    /// <summary>entity_name, entityName, Entity Name, ENTITY-NAME and 實體名稱 as they are compared: letters and digits, small, simplified.</summary>
    public static string Form(string key)
    {
        if (key.All(char.IsAsciiLetterLower))
            return key;
        var form = new StringBuilder(key.Length);
        foreach (var character in key)
        {
            var half = character is >= '\uFF01' and <= '\uFF5E' ? (char)(character - 0xFEE0) : character;
            if (char.IsLetterOrDigit(half))
                form.Append(char.ToLowerInvariant(half));
        }
        return HanFolding.Fold(form.ToString());
    }

    /// <summary>e1, 12, entity_3: what stands for an entity and is no name.</summary>
    public static bool IsIdShaped(string text)
    {
        var id = text.AsSpan().TrimStart('#');
        var letters = id.TrimEnd("0123456789");
        if (letters.Length == id.Length || letters.Length > LongestIdWord)
            return false;
        foreach (var character in letters)
            if (!char.IsAsciiLetter(character) && character is not ('_' or '-'))
                return false;
        return true;
    }

    private static string[] List(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static FrozenSet<string> Set(string words) => List(words).ToFrozenSet(StringComparer.Ordinal);
}
