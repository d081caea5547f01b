using Weft.Extraction;
using Weft.Extraction.Answers;
using Weft.Reasons;
using Xunit;

namespace Weft.Tests.Extraction.Answers;

/// <summary>Records under other keys, and in other shapes, than were asked for.</summary>
public sealed class AnswerKeysTests
{
    private const string Bound = AnswerCorpus.ZhFacts;
    private const string Names = "林青山/person 王小虎/person 白云镇/place | ";
    private const string Untyped = "林青山/other 王小虎/other 白云镇/other | ";

    private const string EnNames = "Anna Berg/person Tom Hale/person Lyme/place | ";

    public static TheoryData<string, string> Chinese() =>
        new()
        {
            {
                Bound,
                """{"实体":[{"编号":"1","名称":"林青山","类型":"人物","原文":"林青山走进白云镇"},{"编号":"2","名称":"王小虎","类型":"人物"},{"编号":"3","名称":"白云镇","类型":"地点"}],"关系":[{"源":"1","目标":"2","类型":"朋友","原文":"林青山与王小虎是多年的朋友","双向":true}],"事件":[]}"""
            },
            {
                Bound,
                """{"實體列表":[{"ID":1,"實體名稱":"林青山","實體類型":"人物"},{"ID":2,"實體名稱":"王小虎","實體類型":"人物"},{"ID":3,"實體名稱":"白云镇","實體類型":"地點"}],"關係列表":[{"起點":1,"終點":2,"關係類型":"朋友","引文":"林青山与王小虎是多年的朋友","是否有向":"否"}]}"""
            },
            {
                Bound,
                """{"人物":[{"姓名":"林青山"},{"姓名":"王小虎"}],"地点":[{"地名":"白云镇"}],"人物关系":[{"人物1":"林青山","人物2":"王小虎","关系":"朋友","依据":"林青山与王小虎是多年的朋友","有向":false}]}"""
            },
            {
                Bound,
                """{"人物":["林青山","王小虎"],"地点":["白云镇"],"关系":[{"主体":"林青山","客体":"王小虎","谓词":"朋友","引用":"林青山与王小虎是多年的朋友"}],"事件":[]}"""
            },
            {
                Bound,
                """{"实体":{"人物":["林青山","王小虎"],"地点":["白云镇"]},"关系":[["林青山","朋友","王小虎","林青山与王小虎是多年的朋友"]]}"""
            },
            {
                Bound,
                """{"实体":{"林青山":{"类型":"人物"},"王小虎":{"类型":"人物"},"白云镇":{"类型":"地点"}},"关系":{"林青山":[{"目标":"王小虎","类型":"朋友","原文":"林青山与王小虎是多年的朋友"}]}}"""
            },
            {
                Bound,
                """{"实体":{"林青山":"人物","王小虎":"人物","白云镇":"地点"},"关系":{"朋友":[{"源":"林青山","目标":"王小虎","证据":"林青山与王小虎是多年的朋友"}]},"事件":{}}"""
            },
            { Names, """{"林青山":{"类型":"人物","别名":[]},"王小虎":{"类型":"人物"},"白云镇":{"类型":"地点"}}""" },
            {
                Bound,
                """{"林青山":{"类型":"人物","关系":[{"对象":"王小虎","类型":"朋友","原文":"林青山与王小虎是多年的朋友"}]},"王小虎":{"类型":"人物"},"白云镇":{"类型":"地点"}}"""
            },
            { Names, """[{"林青山":{"类型":"人物"}},{"王小虎":{"类型":"人物"}},{"白云镇":{"类型":"地点"}}]""" },
            { Names, """[{"人名":"林青山","类别":"角色"},{"人名":"王小虎","类别":"角色"},{"地名":"白云镇","类别":"地名"}]""" },
            {
                Bound,
                """{"章节":"第一章","摘要":"二人重逢","人物":[{"姓名":"林青山","关系":[{"对象":"王小虎","关系":"朋友","原文":"林青山与王小虎是多年的朋友"}]},{"姓名":"王小虎"}],"地点":[{"名称":"白云镇"}]}"""
            },
            {
                Bound,
                """{"抽取结果":{"数据":[{"实体":[{"名称":"林青山","类型":"人物"},{"名称":"王小虎","类型":"人物"},{"名称":"白云镇","类型":"地点"}]},{"三元组":[{"主语":"林青山","谓语":"朋友","宾语":"王小虎","原句":"林青山与王小虎是多年的朋友"}]}]}}"""
            },
            { Untyped, """{"实体":["林青山","王小虎","白云镇"],"关系":[],"事件":[]}""" },
            { Untyped, """{"实体":{"主要人物":["林青山","王小虎"],"白云镇":[]},"关系":[]}""" },
            { "林青山/person | ", """{"实体":{"名称":"林青山","类型":"人物"},"关系":[],"事件":[]}""" },
            { "林青山/person | ", """{"名称":"林青山","类型":"人物","原文":"林青山走进白云镇"}""" },
            {
                "林青山/other 王小虎/other | 林青山→王小虎/ally",
                """{"关系":[{"头实体":"林青山","尾实体":"王小虎","关系类型":"朋友","原文":"林青山与王小虎是多年的朋友"}]}"""
            },
            {
                "林青山/person 林青山走进白云镇/event | 林青山→林青山走进白云镇/takes_part",
                """{"实体":[{"名称":"林青山","类型":"人物"}],"关系":[],"事件":[{"概要":"林青山走进白云镇","参与者":["林青山"],"原文":"林青山走进白云镇"}]}"""
            },
            {
                "林青山/person 白云镇/place 进镇/event | 林青山→进镇/takes_part 进镇→白云镇/takes_place_in",
                """{"实体":[{"名称":"林青山","类型":"人物"},{"名称":"白云镇","类型":"地点"}],"事件":{"进镇":{"参与人物":"林青山","发生地点":"白云镇","引文":"林青山走进白云镇"}}}"""
            },
        };

    public static TheoryData<string, string> English() =>
        new()
        {
            {
                AnswerCorpus.EnFacts,
                """{"Entities":[{"ID":"e1","Name":"Anna Berg","Type":"Person"},{"ID":"e2","Name":"Tom Hale","Type":"PERSON"},{"ID":"e3","Name":"Lyme","Type":"Location"}],"Relations":[{"Source":"e1","Target":"E2","Type":"Friend","Quote":"Anna Berg is an old friend of Tom Hale"}],"Events":[]}"""
            },
            {
                AnswerCorpus.EnFacts,
                """{"entities":[{"entity_name":"Anna Berg","entity_type":"person"},{"entity_name":"Tom Hale","entity_type":"person"},{"entity_name":"Lyme","entity_type":"geo-place".}],"relationships":[{"source_entity":"Anna Berg","target_entity":"Tom Hale","relationship_type":"friend_of","evidence":"Anna Berg is an old friend of Tom Hale"}]}""".Replace(
                    "\"geo-place\".",
                    "\"place\"",
                    StringComparison.Ordinal
                )
            },
            {
                AnswerCorpus.EnFacts,
                """{"entities":[{"entityName":"Anna Berg","entityType":"Person"},{"entityName":"Tom Hale","entityType":"Person"},{"entityName":"Lyme","entityType":"Place"}],"relationships":[{"sourceEntity":"Anna Berg","targetEntity":"Tom Hale","relationshipType":"friendOf","relationType":"ally","sourceText":"Anna Berg is an old friend of Tom Hale"}]}""".Replace(
                    "\"relationshipType\":\"friendOf\",",
                    "",
                    StringComparison.Ordinal
                )
            },
            {
                AnswerCorpus.EnFacts,
                """{"ENTITIES":[{"ENTITY-NAME":"Anna Berg","ENTITY-TYPE":"person"},{"Entity Name":"Tom Hale","Entity Type":"person"},{"entity.name":"Lyme","entity.type":"place"}],"RELATIONS":[{"FROM":"Anna Berg","TO":"Tom Hale","TYPE":"ALLY","EVIDENCE":"Anna Berg is an old friend of Tom Hale"}]}"""
            },
            {
                AnswerCorpus.EnFacts,
                """{"nodes":[{"id":"Anna Berg","type":"Person"},{"id":"Tom Hale","type":"Person"},{"id":"Lyme","type":"Place"}],"edges":[{"source":"Anna Berg","target":"Tom Hale","type":"FRIEND","properties":{"quote":"Anna Berg is an old friend of Tom Hale"}}]}"""
            },
            {
                AnswerCorpus.EnFacts,
                """{"nodes":[{"id":1,"labels":["Person"],"properties":{"name":"Anna Berg"}},{"id":2,"labels":["Person"],"properties":{"name":"Tom Hale"}},{"id":3,"labels":["Place"],"properties":{"name":"Lyme"}}],"links":[{"start_node":{"id":1},"end_node":{"id":2},"label":"FRIEND","type":"ally","context":"Anna Berg is an old friend of Tom Hale"}]}"""
            },
            {
                AnswerCorpus.EnFacts,
                """{"entities":[{"entity":{"id":"e1","name":"Anna Berg","type":"person"}},{"entity":{"id":"e2","name":"Tom Hale","type":"person"}},{"entity":{"id":"e3","name":"Lyme","type":"place"}}],"relations":[{"relation":{"source":"e1","target":"e2","type":"ally","quote":"Anna Berg is an old friend of Tom Hale"}}]}"""
            },
            {
                AnswerCorpus.EnFacts,
                """{"people":[{"name":"Anna Berg"},{"name":"Tom Hale"}],"places":[{"name":"Lyme"}],"relationships":[{"person1":"Anna Berg","person2":"Tom Hale","relationship":"friends","quote":"Anna Berg is an old friend of Tom Hale"}]}"""
            },
            {
                AnswerCorpus.EnFacts,
                """{"characters":{"Anna Berg":{},"Tom Hale":{}},"locations":["Lyme"],"relations":[{"between":["Anna Berg","Tom Hale"],"type":"ally","quote":"Anna Berg is an old friend of Tom Hale"}]}"""
            },
            {
                AnswerCorpus.EnFacts,
                """{"entities":{"e1":{"name":"Anna Berg","type":"person"},"e2":{"name":"Tom Hale","type":"person"},"e3":{"name":"Lyme","type":"place"}},"relations":{"r1":{"source":"e1","target":"e2","type":"ally","quote":"Anna Berg is an old friend of Tom Hale"}},"events":{}}"""
            },
            {
                AnswerCorpus.EnFacts,
                """{"entities":{"entity":[{"id":"e1","name":"Anna Berg","type":"person"},{"id":"e2","name":"Tom Hale","type":"person"},{"id":"e3","name":"Lyme","type":"place"}]},"relations":{"source":"e1","target":"e2","type":"ally","quote":"Anna Berg is an old friend of Tom Hale"},"events":null}"""
            },
            {
                AnswerCorpus.EnFacts,
                """{"entities":[{"id":"e1","name":"Anna Berg","type":"person","aliases":null},{"id":"e2","name":"Tom Hale","type":"person"},{"id":"e3","name":"Lyme","type":"place"}],"relations":[{"source":{"id":"e1","name":"Anna Berg"},"target":{"name":"Tom Hale"},"type":"ally","quote":"Anna Berg is an old friend of Tom Hale"}]}"""
            },
            {
                AnswerCorpus.EnFacts,
                """{"entities":[[{"id":"e1","name":"Anna Berg","type":"person"},{"id":"e2","name":"Tom Hale","type":"person"}],[{"id":"e3","name":"Lyme","type":"place"}]],"relations":[{"subject":"e1","predicate":"friend","object":"e2","sentence":"Anna Berg is an old friend of Tom Hale"}]}"""
            },
            {
                EnNames,
                """{"graph":{"type":"knowledge graph","entities":[{"name":"Anna Berg","type":"person"},{"name":"Tom Hale","type":"person"},{"name":"Lyme","type":"place"}]}}"""
            },
            { EnNames, """{"Anna Berg":{"type":"person"},"Tom Hale":{"type":"person"},"Lyme":{"type":"place"}}""" },
            { EnNames, """{"entities":{"Anna Berg":"person","Tom Hale":"person","Lyme":"place","note":"nobody else"}}""" },
            {
                EnNames,
                """[{"word":"Anna Berg","entity":"PER"},{"word":"Tom Hale","entity":"PER"},{"word":"Lyme","entity":"LOC"}]""".Replace(
                    "\"entity\"",
                    "\"label\"",
                    StringComparison.Ordinal
                )
            },
            {
                EnNames,
                """[{"Name":"Anna Berg","Category":"Human"},{"Title":"Tom Hale","Kind":"man"},{"Entity":"Lyme","Class":"city"}]"""
            },
            {
                EnNames,
                "{\"Name\":\"Anna Berg\",\"Type\":\"person\"}\n{\"Name\":\"Tom Hale\",\"Type\":\"person\"}\n{\"Name\":\"Lyme\",\"Type\":\"place\"}"
            },
            {
                AnswerCorpus.EnFacts,
                """{"characters":[{"name":"Anna Berg","relationships":[{"with":"Tom Hale","type":"friend","quote":"Anna Berg is an old friend of Tom Hale"}]},{"name":"Tom Hale","relationships":[]}],"places":["Lyme"]}"""
            },
            {
                AnswerCorpus.EnFacts,
                """[{"id":1,"name":"Anna Berg","type":"person","relations":[{"target":2,"type":"friend","quote":"Anna Berg is an old friend of Tom Hale"}]},{"id":2,"name":"Tom Hale","type":"person"},{"id":3,"name":"Lyme","type":"place"}]"""
            },
            {
                "Anna Berg/person Anna arrives/event | Anna Berg→Anna arrives/takes_part",
                """{"entities":[{"name":"Anna Berg","type":"person"}],"events":[{"EventName":"Anna arrives","Actors":[{"name":"Anna Berg"}],"Evidence":"Anna Berg walked into Lyme"}]}"""
            },
        };

    [Theory]
    [MemberData(nameof(Chinese))]
    public void Chinese_keys_and_shapes_are_read(string facts, string body) => AssertRead("zh", facts, body);

    [Theory]
    [MemberData(nameof(English))]
    public void English_keys_and_shapes_are_read(string facts, string body) => AssertRead("en", facts, body);

    private static void AssertRead(string language, string facts, string body)
    {
        Assert.Equal(facts, AnswerCorpus.Facts(language, body, Recipes.First));
        // What the first recipe took for allies are friends by their own name.
        Assert.Equal(facts, AnswerCorpus.Facts(language, body).Replace("/friend", "/ally", StringComparison.Ordinal));
        Assert.True(AnswerParser.Parse(body) is { Acceptable: true, Truncated: false });
    }

    [Theory]
    [InlineData("""{"entities":[{"whom":"Anna Berg"},{"whom":"Tom Hale"}],"relations":[],"events":[]}""", 2)]
    [InlineData("""{"entities":[{"id":"e1","type":"person"}],"relations":[{"source":"e1","target":"e2"}],"events":[]}""", 2)]
    [InlineData("""{"实体":[{"甲甲":"林青山"}],"关系":[],"事件":[]}""", 1)]
    [InlineData("""{"entities":[null,null,7],"relations":[],"events":[]}""", 3)]
    [InlineData("""{"type":"object","properties":{"entities":{"type":"array","items":{"type":"object"}}}}""", 1)]
    [InlineData("""{"entities":[],"relations":[{"who":"Anna Berg"}]}""", 1)]
    public void An_answer_of_which_no_record_can_be_read_is_none(string body, int records)
    {
        var answer = AnswerParser.Parse(body);
        Assert.False(answer.Acceptable);
        Assert.Equal("answer_no_record", answer.Problem.Code);
        Assert.Contains($"holds {records} record", answer.Problem.Sentence, StringComparison.Ordinal);
        Assert.Contains($"{records} 条记录", answer.Problem.Say(ReasonTexts.Chinese), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"record_graph","arguments":{}}""")]
    [InlineData("""{"name":"record_graph","arguments":"I can't."}""")]
    [InlineData("""{"error":{"type":"server_error","message":"busy"}}""")]
    [InlineData("""{"response":{"type":"text","text":"no"}}""")]
    [InlineData("""{"result":["Anna Berg"]}""")]
    [InlineData("""{"relations":[{"source":"e1","target":"e2","type":"ally","quote":"x"}],"events":[]}""")]
    public void What_speaks_of_something_else_is_no_answer(string body) => Assert.False(AnswerParser.Parse(body).Acceptable);

    [Theory]
    [InlineData("entity_name", "entityname")]
    [InlineData("EntityName", "entityname")]
    [InlineData(" Entity Name ", "entityname")]
    [InlineData("ENTITY-NAME", "entityname")]
    [InlineData("ｎａｍｅ", "name")]
    [InlineData("實體名稱", "实体名称")]
    public void A_key_has_one_form(string key, string form) => Assert.Equal(form, AnswerKeys.Form(key));

    [Theory]
    [InlineData("e1", true)]
    [InlineData("#12", true)]
    [InlineData("entity_3", true)]
    [InlineData("N-7", true)]
    [InlineData("Anna", false)]
    [InlineData("R2D2", false)]
    [InlineData("林1", false)]
    [InlineData("Messerschmitt 109", false)]
    public void Ids_are_told_from_names(string text, bool isId) => Assert.Equal(isId, AnswerKeys.IsIdShaped(text));
}
