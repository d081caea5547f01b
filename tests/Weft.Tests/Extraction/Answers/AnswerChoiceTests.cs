using System.Text.Json;
using Weft.Extraction;
using Weft.Extraction.Answers;
using Weft.Extraction.Passages;
using Weft.Extraction.Prompting;
using Weft.Model;
using Xunit;

namespace Weft.Tests.Extraction.Answers;

/// <summary>Bodies with more than one answer. <c>@</c> stands for the whole answer, <c>#</c> for a draft, <c>%</c> for the prompt's example.</summary>
public sealed class AnswerChoiceTests
{
    public static TheoryData<string> Mixed() =>
        [
            "@",
            "Let me first list who is in the text: #. Wait, one is missing. Final answer:\n\n@",
            "先列出人物：#。\n等等，还漏了一个。最终答案：\n@",
            "```json\n#\n```\nOn reflection:\n```json\n@\n```",
            "```json\n#\n```\n```json\n#\n```\n```json\n@\n```\n以上。",
            "<think>I begin: # but that is not all.\n\n@",
            "<think>草稿：#，不对，</think>@",
            "<think>one: #</think>two: #</think>\n@",
            "<thinking>#</thinking>\n```json\n@\n```",
            "◁think▷#◁/think▷@",
            "[THINK]#[/THINK]@",
            "<|channel|>analysis<|message|>Draft #<|end|><|start|>assistant<|channel|>final<|message|>@",
            "<think>The answer is @</think>",
            "The format is %\n\nMy answer is\n@",
            "@\n(as in the example: %)",
            "%\n@\n%",
            "For instance {\"entities\":[{\"id\":\"e1\",\"name\":\"Alice\",\"type\":\"person\",\"quote\":\"Alice ran\"},{\"id\":\"e2\",\"name\":\"Bob\",\"type\":\"person\"}],\"relations\":[]}. So: @",
            "{\"entities\":[],\"relations\":[],\"events\":[]}\n@",
            "@\n{\"entities\":[],\"relations\":[],\"events\":[]}",
            "@\nThe first record again: {\"entities\":[{\"id\":\"e1\",\"name\":\"Lyme\",\"type\":\"place\"}]}",
            "@\nOnce more:\n{\"entities\":[{\"id\":\"e1\",\"name\":\"Lyme\",\"type\":\"place\",\"quo",
            "{\"entities\":[{\"id\":\"e1\",\"name\":\"Lyme\",\"type\":\"place\"},{\"id\":\"e2\",\"na\nNo, let me begin again.\n@",
            "```json\n{\"entities\":[{\"id\":\"e1\",\"name\":\"Lyme\",\"type\":\"place\"}\n```\n```json\n@\n```",
            "{entities:[{id:'e1',name:'Lyme',type:'place'},]}\n最后：@",
            "{\"entities\":[{\"id\":\"e1\",\"name\":\"Lyme\",\"type\":\"place\"},\n{\"language\":\"any\",\"answer\":@}",
            "{\"draft\":#,\"final\":@}",
            "{\"answer\":@,\"draft\":#}",
            "{\"thinking\":\"I first took {\\\"entities\\\":[{\\\"id\\\":\\\"e1\\\",\\\"name\\\":\\\"Lyme\\\"}]}\",\"answer\":@}",
            "[#,@]",
            "{\"type\":\"object\",\"properties\":{\"entities\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\"},\"name\":{\"type\":\"string\"}}}}}}\n\n@",
            "{the passage says {so}} and {so on: @",
            "Use {as agreed} [1], [2] and [a]. @",
            string.Concat(Enumerable.Repeat("#\nNo.\n", 40)) + "@",
        ];

    [Theory]
    [MemberData(nameof(Mixed))]
    public void The_last_whole_answer_counts_or_the_fullest(string body)
    {
        foreach (var language in (string[])["zh", "en"])
        {
            var facts = language == "zh" ? AnswerCorpus.ZhFacts : AnswerCorpus.EnFacts;
            var said = Filled(body, language);
            Assert.Equal(facts, AnswerCorpus.Facts(language, said));
            Assert.True(AnswerParser.Parse(said) is { Acceptable: true, Truncated: false }, said);
        }
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public void An_answer_in_several_pieces_is_one(string language)
    {
        using var whole = JsonDocument.Parse(AnswerCorpus.Answer(language));
        var (entities, relations) = (
            whole.RootElement.GetProperty("entities").GetRawText(),
            whole.RootElement.GetProperty("relations").GetRawText()
        );
        var items = whole.RootElement.GetProperty("entities").EnumerateArray().Select(item => item.GetRawText()).ToList();
        string[] bodies =
        [
            $$"""{"entities":{{entities}}} {"relations":{{relations}}} {"events":[]}""",
            $"```json\n{{\"entities\":{entities}}}\n```\nRelations:\n```json\n{{\"relations\":{relations}}}\n```",
            $$"""[{"entities":{{entities}}},{"relations":{{relations}}}]""",
            $"People and places:\n{entities}\nRelations:\n{relations}",
            $$"""{"entities":[{{items[0]}},{{items[1]}}]} and {"entities":[{{items[2]}}],"relations":{{relations}}}""",
            $$"""{"entities":[{{items[0]}},{{items[1]}}],"relations":[]} and {"entities":[{{items[2]}}],"relations":{{relations}}}""",
            $"{AnswerCorpus.Draft(language)}\nAnew:\n{{\"entities\":{entities}}}\n{{\"relations\":{relations}}}",
            $"{AnswerCorpus.Draft(language)[..AnswerCorpus.Draft(language).IndexOf(",\"relations", StringComparison.Ordinal)]}}}\nAnew:\n{{\"relations\":{relations}}}\n{{\"entities\":{entities}}}",
            $"{AnswerCorpus.Answer(language)}\nThe names once more: {{\"entities\":{entities}}}",
            $"{string.Join('\n', items)}\n{relations[1..^1]}",
            string.Join('\n', items.Append(relations[1..^1]).Select(record => JsonSerializer.Serialize(record))),
            $"[{string.Join(',', items.Append(relations[1..^1]).Select(record => $"{{\"name\":\"add\",\"arguments\":{JsonSerializer.Serialize(record)}}}"))}]",
            $"[{string.Join(',', items.Append(relations[1..^1]).Select(record => $"{{\"name\":\"add\",\"arguments\":{record}}}"))}]",
            $"{{\"entity_1\":{items[0]},\"entity_2\":{items[1]},\"entity_3\":{items[2]},\"relation_1\":{relations[1..^1]}}}",
            $"# draft\n{{\"id\":\"e1\",\"name\":\"Bob\"}}\n# answer\n{string.Join('\n', items)}\n{relations[1..^1]}",
        ];
        foreach (var body in bodies)
            Assert.Equal(language == "zh" ? AnswerCorpus.ZhFacts : AnswerCorpus.EnFacts, AnswerCorpus.Facts(language, body));
    }

    [Fact]
    public void An_answer_that_is_cut_off_after_a_poorer_draft_is_no_whole_one()
    {
        var cut = AnswerParser.Parse(AnswerCorpus.EnDraft + "\nFinal:\n" + AnswerCorpus.EnAnswer[..^60]);
        Assert.True(cut is { Truncated: true, Entities.Count: 3 });
        var loop = AnswerParser.Parse(string.Concat(Enumerable.Repeat(AnswerCorpus.EnAnswer, 4))[..^3]);
        Assert.True(loop is { Truncated: false, Entities.Count: 3, Relations.Count: 1 });
        var repeated = AnswerParser.Parse(AnswerCorpus.EnAnswer + "\nOnce more:\n" + AnswerCorpus.EnAnswer[..^300]);
        Assert.True(repeated is { Truncated: false, Acceptable: true, Entities.Count: 3, Relations.Count: 1 });
    }

    [Theory]
    [InlineData("zh", "\n")]
    [InlineData("en", "\n")]
    [InlineData("zh", "……不对，重来：")]
    [InlineData("en", " … no, once more: ")]
    [InlineData("zh", "\n```\n```json\n")]
    [InlineData("en", "\n```\n```json\n")]
    public void Wherever_a_draft_broke_off_the_answer_after_it_is_read(string language, string between)
    {
        var (draft, whole) = (AnswerCorpus.Draft(language), AnswerCorpus.Answer(language));
        var facts = language == "zh" ? AnswerCorpus.ZhFacts : AnswerCorpus.EnFacts;
        for (var length = 0; length <= draft.Length; length++)
        {
            AssertFacts(draft[..length] + between + whole);
            AssertFacts("{\"answer\":" + draft[..length] + between + whole);
            AssertFacts("{\"arguments\":" + JsonSerializer.Serialize(draft[..length] + between + whole) + "}");
        }
        for (var length = 0; length <= whole.Length; length++)
            AssertFacts(whole + between + whole[..length]);

        void AssertFacts(string body) =>
            Assert.True(facts == AnswerCorpus.Facts(language, body), $"{AnswerCorpus.Facts(language, body)}\n{body}");
    }

    [Fact]
    public void A_correction_that_leaves_out_a_record_counts()
    {
        var answer = AnswerParser.Parse(
            """{"entities":[{"id":"e1","name":"Anna"},{"id":"e2","name":"Tom"},{"id":"e3","name":"Lyme"},{"id":"e4","name":"Wine"}]} Wine is no name: {"entities":[{"id":"e1","name":"Anna"},{"id":"e2","name":"Tom"},{"id":"e3","name":"Lyme"}]}"""
        );
        Assert.Equal(["Anna", "Tom", "Lyme"], answer.Entities.Select(entity => entity.Name));
    }

    [Fact]
    public void The_example_alone_said_before_empty_lists_is_no_record()
    {
        var answer = AnswerParser.Parse(
            Filled("The form: % Nothing here: {\"entities\":[],\"relations\":[],\"events\":[]}", "en")
        );
        Assert.True(answer is { Acceptable: true, Records: 0 });
    }

    [Fact]
    public void An_id_with_two_entities_binds_neither()
    {
        Assert.Equal(
            "林青山/person 王小虎/person 白云镇/place | ",
            AnswerCorpus.Facts(
                "zh",
                """{"entities":[{"id":"e1","name":"林青山","type":"person"},{"id":"e2","name":"王小虎","type":"person"},{"id":"e1","name":"白云镇","type":"place"}],"relations":[{"source":"e1","target":"e2","type":"ally","quote":"林青山与王小虎是多年的朋友"}],"events":[]}"""
            )
        );
        // The first e1 is not in the text: what is said of it is not said of the second.
        Assert.Equal(
            "林青山/person 王小虎/person | ",
            AnswerCorpus.Facts(
                "zh",
                """{"entities":[{"id":"e1","name":"曹操","type":"person"},{"id":"e1","name":"林青山","type":"person"},{"id":"e2","name":"王小虎","type":"person"}],"relations":[{"source":"e1","target":"e2","type":"ally","quote":"林青山与王小虎是多年的朋友"}],"events":[]}"""
            )
        );
    }

    private static string Filled(string body, string language) =>
        body.Replace("@", AnswerCorpus.Answer(language), StringComparison.Ordinal)
            .Replace("#", AnswerCorpus.Draft(language), StringComparison.Ordinal)
            .Replace("%", Example(language), StringComparison.Ordinal);

    private static string Example(string language)
    {
        var rules = PromptText.For(Recipes.Default(language), new Profile("r1", language, [], "{}"), new Passage("x", 0)).System;
        return rules[rules.LastIndexOf("{\"entities\"", StringComparison.Ordinal)..].Trim();
    }
}
