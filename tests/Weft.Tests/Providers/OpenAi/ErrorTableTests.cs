using Weft.Model;
using Weft.Providers;
using Weft.Providers.OpenAi;
using Xunit;

namespace Weft.Tests.Providers.OpenAi;

/// <summary>What providers' errors mean: each row by its own examples, and what stands inside a success.</summary>
public sealed class ErrorTableTests
{
    private const string Key = "sk-very-secret";

    public static TheoryData<string, int, string> Examples
    {
        get
        {
            var data = new TheoryData<string, int, string>();
            foreach (var row in ErrorTable.Rows)
            foreach (var example in row.Examples)
                data.Add(row.Name, example[0].GetInt32(), example[1].GetString()!);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_is_met_by_its_own_row(string row, int status, string body) =>
        Assert.Equal(row, OpenAiError.Read(status, body, Key).RowName());

    [Theory]
    [InlineData("Please retry in 2.4s.", 2.4)]
    [InlineData("try again in 9m38.016s", 578.016)]
    [InlineData("Please try again in 450ms. Visit", 0.45)]
    [InlineData("please try again after 1 seconds", 1.0)]
    [InlineData("try again in 1h2m3s", 3723.0)]
    [InlineData("try again in 6m", 360.0)]
    [InlineData("try again in a while", null)]
    public void How_long_to_wait_is_read_from_the_words(string words, double? seconds)
    {
        var reply = OpenAiError
            .Read(429, $$$"""{"error":{"message":"{{{words}}}"}}""", Key)
            .ToReply(AnswerFormat.Plain, new(Manners.Common, []), null);
        Assert.Equal(seconds, Assert.IsType<ChatReply.Busy>(reply).RetryAfter?.TotalSeconds);
    }

    [Theory]
    [InlineData(
        """{"choices":[{"message":{"content":""},"finish_reason":"error","error":{"code":502,"message":"Provider returned error"}}]}""",
        502,
        true
    )]
    [InlineData("""{"choices":[{"message":{"content":""},"finish_reason":"insufficient_system_resource"}]}""", 500, false)]
    [InlineData("""{"choices":[{"message":{},"finish_reason":"network_error"}]}""", 500, false)]
    [InlineData("""{"base_resp":{"status_code":1008,"status_msg":"insufficient balance"},"choices":null}""", 402, false)]
    [InlineData("""{"code":500,"msg":"404 NOT_FOUND","success":false}""", 500, true)]
    [InlineData("""{"error":{"code":"1113","message":"您的账户已欠费，请充值后重试"}}""", 500, false)]
    [InlineData("""{"detail":"Not authenticated"}""", 500, false)]
    [InlineData("""{"error":{"message":"Upstream rate limit","code":429}}""", 429, true)]
    public void An_error_inside_a_success_is_read_as_the_error_that_it_is(string body, int status, bool isSaid)
    {
        var inside = Assert.IsType<OpenAiAnswer.ErrorInside>(OpenAiAnswer.Read(body));
        Assert.Equal((status, isSaid), (inside.Status, inside.IsSaid));
    }

    [Theory]
    [InlineData("""{"base_resp":{"status_code":1008,"status_msg":"insufficient balance"}}""", "insufficient balance")]
    [InlineData("""{"error":{"code":"1113","message":"您的账户已欠费，请充值后重试"}}""", "您的账户已欠费")]
    [InlineData("""{"detail":"Not authenticated"}""", "Not authenticated")]
    public void What_only_a_person_can_mend_closes_in_the_providers_own_words(string body, string words)
    {
        var inside = Assert.IsType<OpenAiAnswer.ErrorInside>(OpenAiAnswer.Read(body));
        var reply = OpenAiError
            .Read(inside.Status, inside.Body, Key, inside.IsSaid)
            .ToReply(AnswerFormat.Plain, new(Manners.Common, []), null);
        var said = Assert.IsType<ChatReply.Closed>(reply).Cause.Sentence;
        Assert.Contains(words, said);
        // No status that nobody sent.
        Assert.DoesNotContain("500", said);
    }

    [Theory]
    // Thinking stands in the total alone.
    [InlineData("""{"prompt_tokens":1500,"completion_tokens":300,"total_tokens":9800}""", 1500L, 8300L, null)]
    [InlineData("""{"prompt_tokens":1500,"completion_tokens":300,"total_tokens":1800}""", 1500L, 300L, null)]
    [InlineData("""{"prompt_tokens":1500,"completion_tokens":300}""", 1500L, 300L, null)]
    // Zeros tell nothing where there is an answer.
    [InlineData("""{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}""", null, null, null)]
    [InlineData("""{}""", null, null, null)]
    [InlineData("""{"prompt_tokens":1500,"completion_tokens":300,"cached_tokens":1024}""", 1500L, 300L, 1024L)]
    public void What_was_used_is_the_greater_of_what_is_told(string usage, long? prompt, long? written, long? cached)
    {
        var body = $$$"""{"choices":[{"message":{"content":"{}"},"finish_reason":"stop"}],"usage":{{{usage}}}}""";
        var answered = Assert.IsType<ChatReply.Answered>(OpenAiAnswer.Read(body));
        Assert.Equal((prompt, written, cached), (answered.PromptTokens, answered.AnswerTokens, answered.CachedTokens));
    }

    [Theory]
    // DeepSeek, OpenAI: counted in the answer.
    [InlineData(
        """{"prompt_tokens":100,"completion_tokens":900,"total_tokens":1000,"completion_tokens_details":{"reasoning_tokens":700}}""",
        900,
        700
    )]
    // Gemini: in the total alone; xAI: told too.
    [InlineData("""{"prompt_tokens":100,"completion_tokens":200,"total_tokens":1000}""", 900, 700)]
    [InlineData(
        """{"prompt_tokens":100,"completion_tokens":200,"total_tokens":1000,"completion_tokens_details":{"reasoning_tokens":700}}""",
        900,
        700
    )]
    // Beside the answer, and no total that would say so.
    [InlineData(
        """{"prompt_tokens":100,"completion_tokens":200,"completion_tokens_details":{"reasoning_tokens":700}}""",
        900,
        700
    )]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":900,"output_tokens_details":{"reasoning_tokens":700}}""", 900, 700)]
    [InlineData(
        """{"prompt_tokens":100,"completion_tokens":900,"completion_tokens_details":null,"reasoning_tokens":700}""",
        900,
        700
    )]
    // An answer that is counted in the total alone is no thinking; neither is a total that is too small.
    [InlineData("""{"prompt_tokens":100,"total_tokens":1000}""", 900, 0)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":900,"total_tokens":50}""", 900, 0)]
    public void Thinking_is_told_apart_and_is_part_of_what_was_written(string usage, long written, long thought)
    {
        var body = $$$"""{"choices":[{"message":{"content":"{}"},"finish_reason":"stop"}],"usage":{{{usage}}}}""";
        var answered = Assert.IsType<ChatReply.Answered>(OpenAiAnswer.Read(body));
        Assert.Equal((written, thought), (answered.AnswerTokens, answered.ThinkingTokens));
    }

    [Fact]
    public void A_text_of_a_book_decides_nothing()
    {
        var body = """
            {"error":{"message":"m requires moderation. Your input was flagged.","code":403,
            "metadata":{"flagged_input":"insufficient balance, try again in 5s, per day"}}}
            """;
        Assert.Equal("text refused", OpenAiError.Read(403, body, Key).RowName());
    }
}
