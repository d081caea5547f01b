using Weft.Extraction.Answers;
using Weft.Reasons;
using Weft.Testing;
using Xunit;

namespace Weft.Tests.Extraction.Answers;

public sealed class AnswerParserTests
{
    private const string En =
        """{"entities":[{"id":"e1","name":"Anne","type":"person","aliases":["Nan"],"quote":"Anne wept"},{"id":"e2","name":"Lyme","type":"place","aliases":[],"quote":"to Lyme"}],"relations":[{"source":"e1","target":"e2","type":"located_in","label":"goes to","directed":true,"quote":"Anne went to Lyme","confidence":0.9}],"events":[{"summary":"Anne goes to Lyme","participants":["e1"],"location":"e2","quote":"Anne went to Lyme"}]}""";

    private const string Zh =
        """{"entities":[{"id":"e1","name":"曹操","type":"person","aliases":["孟德"],"quote":"曹操大笑"},{"id":"e2","name":"许都","type":"place","aliases":[],"quote":"回到许都"}],"relations":[{"source":"e1","target":"e2","type":"located_in","label":"回到","directed":true,"quote":"曹操回到许都","confidence":0.9}],"events":[{"summary":"曹操回许都","participants":["e1"],"location":"e2","quote":"曹操回到许都"}]}""";

    public static TheoryData<string, int> Whole() =>
        new()
        {
            { En, (int)AnswerRung.Whole },
            { Zh, (int)AnswerRung.Whole },
            { "\uFEFF" + Zh, (int)AnswerRung.Unwrapped },
            { "```json\n" + Zh + "\n```", (int)AnswerRung.Unwrapped },
            { "```\n" + En + "\n```\n", (int)AnswerRung.Unwrapped },
            { "<think>先看 {\"entities\": 再说}</think>\n" + Zh, (int)AnswerRung.Unwrapped },
            { "the opening tag is missing {…}</think>" + En, (int)AnswerRung.Unwrapped },
            {
                "Here is the json you asked for {as agreed}:\n\n" + En + "\n\nTell me if you need more!",
                (int)AnswerRung.Unwrapped
            },
            { "好的，以下是结果：\n```json\n" + Zh + "\n```\n希望有帮助。", (int)AnswerRung.Unwrapped },
            { "{\"result\":{\"data\":" + En + "}}", (int)AnswerRung.Whole },
            { "[" + Zh + "]", (int)AnswerRung.Whole },
            { En.Replace("}],", "},],", StringComparison.Ordinal), (int)AnswerRung.Whole },
            { En.Replace("\"relations\"", "/* who with whom */ \"relations\"", StringComparison.Ordinal), (int)AnswerRung.Whole },
            { En.Replace("\"relations\"", "// who\n\"relations\"", StringComparison.Ordinal), (int)AnswerRung.Whole },
            { Zh.Replace('"', '“'), (int)AnswerRung.Repaired },
            { Curly(Zh), (int)AnswerRung.Repaired },
            {
                Curly(Zh)
                    .Replace("：", "：", StringComparison.Ordinal)
                    .Replace(":", "：", StringComparison.Ordinal)
                    .Replace(",", "，", StringComparison.Ordinal),
                (int)AnswerRung.Repaired
            },
            { En.Replace('"', '\''), (int)AnswerRung.Repaired },
            {
                En.Replace("\"id\"", "id", StringComparison.Ordinal).Replace("\"name\"", "name", StringComparison.Ordinal),
                (int)AnswerRung.Repaired
            },
            { En.Replace("true", "True", StringComparison.Ordinal), (int)AnswerRung.Repaired },
            {
                En.Replace("\"type\":\"person\",\"aliases\"", "\"type\":\"person\" \"aliases\"", StringComparison.Ordinal),
                (int)AnswerRung.Repaired
            },
            { En.Replace("},{", "} {", StringComparison.Ordinal), (int)AnswerRung.Repaired },
            { En.Replace("},{", "},,{", StringComparison.Ordinal), (int)AnswerRung.Repaired },
            { En.Replace("],\"relations\"", ",\"relations\"", StringComparison.Ordinal), (int)AnswerRung.Repaired },
            {
                En.Replace("\"quote\":\"to Lyme\"}]", "\"quote\":\"to Lyme\"]", StringComparison.Ordinal),
                (int)AnswerRung.Repaired
            },
            {
                En.Replace("\"quote\":\"to Lyme\"}]", "\"quote\":\"to Lyme\"}}]", StringComparison.Ordinal),
                (int)AnswerRung.Repaired
            },
            {
                En.Replace("\"type\":\"person\"", "\"type\":\"person", StringComparison.Ordinal)
                    .Replace("\"type\":\"person,", "\"type\":\"person\n", StringComparison.Ordinal),
                (int)AnswerRung.Repaired
            },
            { En.Replace("\"aliases\":[\"Nan\"]", "\"aliases\":\"Nan\"", StringComparison.Ordinal), (int)AnswerRung.Whole },
            { En.Replace(":0.9}", ":\"90%\"}", StringComparison.Ordinal), (int)AnswerRung.Whole },
            { "\"" + En.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"", (int)AnswerRung.Unwrapped },
            { En[..^1], (int)AnswerRung.CutTail },
            { En.Replace("],\"relations\"", "]}\n{\"relations\"", StringComparison.Ordinal), (int)AnswerRung.Unwrapped },
            {
                Zh.Replace("\"entities\"", "\"实体\"", StringComparison.Ordinal)
                    .Replace("\"relations\"", "\"关系\"", StringComparison.Ordinal)
                    .Replace("\"events\"", "\"事件\"", StringComparison.Ordinal),
                (int)AnswerRung.Whole
            },
        };

    [Theory]
    [MemberData(nameof(Whole))]
    public void All_records_are_read(string body, int rung)
    {
        var answer = AnswerParser.Parse(body);
        Assert.True(answer.Acceptable, body);
        Assert.False(answer.Truncated, body);
        Assert.Equal((AnswerRung)rung, answer.Rung);
        Assert.Equal((2, 1, 1, 0), (answer.Entities.Count, answer.Relations.Count, answer.Events.Count, answer.Rejected.Count));
        Assert.Equal(["person", "place"], answer.Entities.Select(entity => entity.Type));
        Assert.Single(answer.Entities[0].Aliases);
        Assert.Equal(("e1", "e2", 0.9), (answer.Relations[0].Source, answer.Relations[0].Target, answer.Relations[0].Confidence));
        Assert.Equal("e2", answer.Events[0].Location);
    }

    [Fact]
    public void Quotes_that_were_not_escaped_stay_in_their_text()
    {
        var answer = AnswerParser.Parse(
            """{"entities":[{"id":"e1","name":"Tom","type":"person","aliases":[],"quote":"He said "go", then "stay" to Tom"}],"relations":[{"source":"e1","target":"e1","label":"he "himself"","quote":"x"}],"events":[]}"""
        );
        Assert.Equal("He said \"go\", then \"stay\" to Tom", answer.Entities[0].Quote);
        Assert.Equal("he \"himself\"", answer.Relations[0].Label);
    }

    [Fact]
    public void Chinese_quotation_marks_stay_in_their_text()
    {
        var answer = AnswerParser.Parse(
            """{"entities":[{"id":"e1","name":"宝玉","type":"person","aliases":["宝二爷",],"quote":"宝玉笑道：“好妹妹”，便走了"} {"id":"e2","name":"黛玉","type":"person","aliases":[],"quote":"黛玉道：“你又来了。”"}],"relations":[],"events":[]}"""
        );
        Assert.Equal(["宝玉笑道：“好妹妹”，便走了", "黛玉道：“你又来了。”"], answer.Entities.Select(entity => entity.Quote));
    }

    [Fact]
    public void A_raw_line_end_in_a_quote_is_read()
    {
        var answer = AnswerParser.Parse(
            "{\"entities\":[{\"id\":\"e1\",\"name\":\"Anne\",\"quote\":\"Anne\nwept\"}],\"relations\":[],\"events\":[]}"
        );
        Assert.Equal("Anne wept", answer.Entities[0].Quote);
        Assert.Equal(AnswerRung.Repaired, answer.Rung);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("I'm sorry, I can't help with that.")]
    [InlineData("对不起，这段文字无法处理。")]
    [InlineData("{\"error\":\"no\"}")]
    [InlineData("<think>only thoughts {\"a\":1}</think>")]
    [InlineData("{\"entities\"")]
    public void What_is_no_answer_is_not_acceptable(string? body)
    {
        var answer = AnswerParser.Parse(body);
        Assert.False(answer.Acceptable);
        Assert.NotEqual("", answer.Problem.Sentence);
    }

    [Fact]
    public void Nothing_found_is_an_answer() =>
        Assert.True(
            AnswerParser.Parse("{\"entities\":[],\"relations\":[],\"events\":[]}")
                is { Acceptable: true, Truncated: false, Rung: AnswerRung.Whole }
        );

    [Fact]
    public void A_null_costs_its_record_alone()
    {
        var answer = AnswerParser.Parse(
            """{"entities":[null,{"id":"e1","name":null},{"id":"e2","name":"Anne","type":null,"aliases":null,"quote":null},"Tom"],"relations":null,"events":[{"summary":""}]}"""
        );
        Assert.Equal("Anne", Assert.Single(answer.Entities).Name);
        Assert.Equal(4, answer.Rejected.Count);
        Assert.All(answer.Rejected, rejection => Assert.EndsWith(".", rejection.Reason.Sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(En)]
    [InlineData(Zh)]
    public void Of_a_cut_answer_every_whole_record_is_kept(string whole)
    {
        var all = AnswerParser.Parse(whole);
        for (var length = 1; length < whole.Length - 1; length++)
        {
            var body = whole[..length];
            var answer = AnswerParser.Parse(body);
            // A record is whole once its closing brace is there.
            var records = body.Count(character => character == '}');
            Assert.Equal(records, answer.Entities.Count + answer.Relations.Count + answer.Events.Count);
            Assert.Equal(
                all.Entities.Take(answer.Entities.Count).Select(entity => entity.Name),
                answer.Entities.Select(entity => entity.Name)
            );
            Assert.True(answer.Truncated || !answer.Acceptable, body);
        }
    }

    [Fact]
    public void Records_without_a_whole_are_picked_out()
    {
        var answer = AnswerParser.Parse(
            """
            Entity 1: {"id":"e1","name":"Anne","type":"person"}
            Entity 2: {"id":"e2","name":"Lyme","type":"place"}
            Relation: {"source":"e1","target":"e2","type":"located_in","quote":"x"}
            Event: {"summary":"Anne goes","participants":["e1"],"quote":"x"}
            """
        );
        Assert.True(answer is { Acceptable: true, Rung: AnswerRung.Salvaged });
        Assert.Equal((2, 1, 1), (answer.Entities.Count, answer.Relations.Count, answer.Events.Count));
    }

    [Fact]
    public void More_records_than_an_answer_may_have_are_counted()
    {
        var many = string.Join(',', Enumerable.Range(0, 5_000).Select(i => $$"""{"id":"e{{i}}","name":"N{{i}}"}"""));
        var answer = AnswerParser.Parse($$"""{"entities":[{{many}}],"relations":[],"events":[]}""");
        Assert.InRange(answer.Entities.Count, 100, 1_000);
        Assert.Contains($"{5_000 - answer.Entities.Count}", Assert.Single(answer.Rejected).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", 1_000_000)]
    [InlineData("[", 1_000_000)]
    [InlineData("{\"a\":", 300_000)]
    [InlineData("[{\"entities\":", 100_000)]
    [InlineData("\"//", 300_000)]
    [InlineData("{\"entities\":[\"\n", 60_000)]
    [InlineData("{\"name\":\"x\"},", 100_000)]
    [InlineData("{\"entities\":[{\"name\":\"a\",", 50_000)]
    [InlineData("\\u", 300_000)]
    [InlineData("<think>", 100_000)]
    [InlineData("{\"entities\":[{\"name\":\"\ud800", 30_000)]
    [InlineData("” “ ", 200_000)]
    public void Hostile_bodies_are_read_in_bounded_time(string unit, int times)
    {
        var body = string.Concat(Enumerable.Repeat(unit, times));
        var answer = AnswerParser.Parse("");
        var time = ThreadTime.Of(() => answer = AnswerParser.Parse(body));
        Assert.InRange(answer.Entities.Count, 0, 400);
        Assert.InRange(time, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        var quoteless = AnswerParser.Parse("{\"entities\":[{\"name\":\"" + new string('\n', 390_000));
        Assert.False(quoteless.Acceptable && !quoteless.Truncated);
    }

    private static string Curly(string json)
    {
        var open = false;
        return string.Concat(
            json.Select(character =>
                character != '"' ? character
                : (open = !open) ? '“'
                : '”'
            )
        );
    }
}
