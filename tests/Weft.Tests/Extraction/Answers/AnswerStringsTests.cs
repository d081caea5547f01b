using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Weft.Extraction.Answers;
using Weft.Testing;
using Xunit;

namespace Weft.Tests.Extraction.Answers;

/// <summary>JSON inside strings of JSON. <c>@</c> stands for the answer, <c>@1</c> to <c>@3</c> for it as a string, so many times over.</summary>
public sealed partial class AnswerStringsTests
{
    public static TheoryData<string> Bodies() =>
        [
            "@1",
            "@2",
            "@3",
            "{\"answer\":@1}",
            "{\"answer\":@2}",
            "{\"answer\":@3}",
            "{\"result\":{\"output\":[@1]}}",
            "{\"name\":\"record_graph\",\"arguments\":@}",
            "{\"name\":\"record_graph\",\"arguments\":@1}",
            "{\"name\":\"record_graph\",\"parameters\":@1}",
            "{\"type\":\"function\",\"function\":{\"name\":\"record_graph\",\"arguments\":@1}}",
            "[{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"record_graph\",\"arguments\":@1}}]",
            "{\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"record_graph\",\"arguments\":@2}}]}",
            "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":@1}}]}",
            "{\"choices\":[{\"message\":{\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":@1}}]}}]}",
            "<tool_call>\n{\"name\":\"record_graph\",\"arguments\":@1}\n</tool_call>",
            "<tool_call>{\"name\":\"record_graph\",\"arguments\":@}</tool_call>",
            "{\"type\":\"tool_use\",\"name\":\"record_graph\",\"input\":@}",
            "[TOOL_CALLS][{\"name\":\"record_graph\",\"arguments\":@1}]",
            "functions.record_graph:0 {\"arguments\":@1}",
            "```json\n@1\n```",
            "The answer is @1, as asked.",
            "答案：@1。",
            "<think>as a string?</think>{\"answer\":@1}",
            // Without the marks around, or with an end that is missing.
            "@1-",
            "@2-",
            "{\"answer\":@1-",
            "{\"answer\":\"Here it is:\\n```json\\n@1-\\n```\"}",
            "{\"answer\":@1-\"",
            "{'arguments': @1}",
            "<function=record_graph><parameter=graph>@</parameter></function>",
            "record_graph(graph=@)",
            "{\"output\":[{\"type\":\"output_text\",\"text\":@1}]}",
        ];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Json_in_strings_is_read(string body)
    {
        foreach (var language in (string[])["zh", "en"])
        foreach (var ascii in (bool[])[false, true])
        foreach (var indented in (bool[])[false, true])
        {
            var said = Filled(body, AnswerCorpus.Answer(language), ascii, indented);
            Assert.Equal(language == "zh" ? AnswerCorpus.ZhFacts : AnswerCorpus.EnFacts, AnswerCorpus.Facts(language, said));
            Assert.True(AnswerParser.Parse(said) is { Acceptable: true, Truncated: false }, said);
        }
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public void Lists_and_records_in_strings_are_read(string language)
    {
        using var whole = JsonDocument.Parse(AnswerCorpus.Answer(language));
        string Text(string name) => Quoted(whole.RootElement.GetProperty(name).GetRawText(), false);
        var records = whole.RootElement.GetProperty("entities").EnumerateArray().Select(item => Quoted(item.GetRawText(), false));
        string[] bodies =
        [
            $$"""{"entities":{{Text("entities")}},"relations":{{Text("relations")}},"events":"[]"}""",
            $$"""{"entities":[{{string.Join(',', records)}}],"relations":{{whole.RootElement.GetProperty("relations").GetRawText()}},"events":[]}""",
        ];
        foreach (var body in bodies)
            Assert.Equal(language == "zh" ? AnswerCorpus.ZhFacts : AnswerCorpus.EnFacts, AnswerCorpus.Facts(language, body));
    }

    [Theory]
    [InlineData("zh", 1)]
    [InlineData("en", 1)]
    [InlineData("zh", 2)]
    [InlineData("en", 2)]
    public void Of_a_string_that_is_cut_off_whole_records_are_kept(string language, int times)
    {
        var body = "{\"arguments\":" + AnswerCorpus.Answer(language);
        for (var each = 0; each < times; each++)
            body = Quoted(body, false);
        body = body[..body.IndexOf("relations", StringComparison.Ordinal)];
        var answer = AnswerParser.Parse(body);
        Assert.True(answer is { Truncated: true, Entities.Count: 3 }, body);
    }

    [Theory]
    [InlineData("zh", 1)]
    [InlineData("en", 1)]
    [InlineData("zh", 2)]
    [InlineData("en", 2)]
    [InlineData("zh", 3)]
    [InlineData("en", 3)]
    public void Wherever_a_string_is_cut_off_every_whole_record_is_kept(string language, int times)
    {
        // Records alone have brackets then, so that they can be counted by those.
        var body = Traits().Replace(AnswerCorpus.Answer(language), "");
        for (var each = 0; each < times; each++)
            body = "{\"arguments\":" + Quoted(body, false) + "}";
        var last = body.IndexOf("events", StringComparison.Ordinal);
        for (var length = 1; length < last; length++)
        {
            var answer = AnswerParser.Parse(body[..length]);
            Assert.Equal(body[..length].Count(character => character == '}'), answer.Records);
            Assert.True(answer.Truncated || !answer.Acceptable, body[..length]);
        }
    }

    [Fact]
    public void Thoughts_in_a_string_are_taken_off()
    {
        var said =
            $"<think>{AnswerCorpus.EnAnswer.Replace("Tom Hale", "Bob", StringComparison.Ordinal)}</think>{AnswerCorpus.EnDraft}";
        var answer = AnswerParser.Parse($$"""{"role":"assistant","content":{{Quoted(said, true)}}}""");
        Assert.Equal(["Tom Hale", "Lyme"], answer.Entities.Select(entity => entity.Name));
        Assert.Empty(answer.Others);
    }

    [Fact]
    public void A_draft_in_a_string_and_the_answer_in_another_are_told_apart()
    {
        var body = $$"""
            [{"name":"draft","arguments":{{Quoted(AnswerCorpus.ZhDraft, false)}}},{"name":"final","arguments":{{Quoted(
                AnswerCorpus.ZhAnswer,
                false
            )}}}]
            """;
        Assert.Equal(AnswerCorpus.ZhFacts, AnswerCorpus.Facts("zh", body));
    }

    [Theory]
    [InlineData("\"{\\\"a\\\":", 40_000)]
    [InlineData("{\"a\":\"{", 40_000)]
    [InlineData("{\\\"", 100_000)]
    [InlineData("[\\n", 100_000)]
    [InlineData("[\"{", 100_000)]
    [InlineData("{\"entities\":[", 30_000)]
    [InlineData("{\"entities\":[]}", 25_000)]
    [InlineData("{\"entities\":[{\"id\":\"e1\",\"name\":\"x\"}]}", 10_000)]
    [InlineData("{\"entities\":[{\"name\":\"{\\\"entities\\\":[]}\"}]}", 8_000)]
    [InlineData("{a}", 130_000)]
    [InlineData("{\"a\"}", 80_000)]
    [InlineData("<think>{</think>", 25_000)]
    [InlineData("{entities", 40_000)]
    [InlineData("{    \n", 60_000)]
    [InlineData("```\n", 90_000)]
    [InlineData("{\"a\":{\"type\":1},", 25_000)]
    public void Hostile_strings_are_read_in_bounded_time(string unit, int times)
    {
        var body = string.Concat(Enumerable.Repeat(unit, times));
        var answer = AnswerParser.Parse("");
        var time = ThreadTime.Of(() => answer = AnswerParser.Parse(body));
        Assert.InRange(answer.Entities.Count, 0, 400);
        Assert.InRange(time, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    /// <summary>A minus behind the number takes the marks around it off.</summary>
    private static string Filled(string body, string answer, bool ascii, bool indented)
    {
        if (indented)
        {
            using var document = JsonDocument.Parse(answer);
            answer = JsonSerializer.Serialize(document.RootElement, Indented);
        }
        return Place()
            .Replace(
                body,
                place =>
                {
                    var text = answer;
                    for (var times = place.Groups["times"].Length > 0 ? place.Value[1] - '0' : 0; times > 0; times--)
                        text = Quoted(text, ascii);
                    return place.Value.EndsWith('-') ? text[1..^1] : text;
                }
            );
    }

    private static string Quoted(string text, bool ascii) => JsonSerializer.Serialize(text, ascii ? Ascii : Plain);

    private static readonly JsonSerializerOptions Ascii = new();
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Indented = new(Plain) { WriteIndented = true };

    [GeneratedRegex("@(?<times>[0-9])?-?")]
    private static partial Regex Place();

    [GeneratedRegex(""",\"traits\":\[[^\]]*\]""")]
    private static partial Regex Traits();
}
