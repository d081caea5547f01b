using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Weft.Model;
using Weft.Providers;
using Weft.Providers.OpenAi;
using Xunit;

namespace Weft.Tests.Providers.OpenAi;

/// <summary>What a model does not have or names otherwise is learnt from its own words, and the next request is as it wants it.</summary>
public sealed class OpenAiDialectTests
{
    private const string Good =
        """{"choices":[{"message":{"content":"{}"},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":2}}""";

    private static readonly KeySeal Seal = KeySeal.FromSecret("a phrase for the tests");

    private static readonly Provider Model = new()
    {
        Name = "p",
        Url = "https://api.example.com/v1",
        Model = "m",
        SealedKey = "",
        Limits = ProviderLimits.None,
        Price = Price.Free,
    };

    private static readonly ChatCall Call = new(
        "m",
        "the rules",
        "the passage",
        AnswerFormat.Plain,
        "{}",
        4_096,
        TimeSpan.FromMinutes(1)
    );

    /// <summary>Answers one after the other, the last one for ever; keeps what was sent.</summary>
    private sealed class Replies(params (int Status, string Body)[] all) : HttpMessageHandler
    {
        public List<JsonNode> Sent { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
        {
            Sent.Add(JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancel))!);
            var (status, body) = all[Math.Min(Sent.Count, all.Length) - 1];
            return new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8), RequestMessage = request };
        }
    }

    private static Task<IReadOnlyList<ChatReply>> AskAsync(Replies replies, int times) => AskAsync(Model, replies, times);

    private static async Task<IReadOnlyList<ChatReply>> AskAsync(Provider model, Replies replies, int times)
    {
        using var http = new HttpClient(replies);
        var endpoint = new OpenAiEndpoint(http, Seal, TimeProvider.System);
        var came = new List<ChatReply>();
        for (var time = 0; time < times; time++)
            came.Add(await endpoint.AskAsync(model, Call, TestContext.Current.CancellationToken));
        return came;
    }

    private static (int, string) Refusal(string message) =>
        (400, new JsonObject { ["error"] = new JsonObject { ["message"] = message } }.ToJsonString());

    [Theory]
    [InlineData("invalid temperature: only 1 is allowed for this model", "temperature", null)]
    [InlineData("parameter.enable_thinking must be set to false for non-streaming calls", "enable_thinking", "false")]
    [InlineData("This model only support stream mode, please enable the stream parameter to access the model.", "stream", "true")]
    [InlineData("Range of max_tokens should be [1, 2048]", "max_tokens", "2048")]
    [InlineData(
        "max_tokens is too large: 4096. This model supports at most 2048 completion tokens, whereas you provided 4096.",
        "max_tokens",
        "2048"
    )]
    [InlineData(
        "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens (904 in the messages, 4096 in the completion).",
        "max_tokens",
        "3064"
    )]
    [InlineData(
        "Unsupported parameter: 'max_tokens' is not supported. Use 'max_completion_tokens' instead.",
        "max_completion_tokens",
        "4096"
    )]
    public async Task A_field_is_sent_as_the_model_wants_it(string words, string field, string? value)
    {
        var replies = new Replies(Refusal(words), (200, Good));
        var came = await AskAsync(replies, 2);
        Assert.IsType<ChatReply.Learnt>(came[0]);
        Assert.IsType<ChatReply.Answered>(came[1]);
        Assert.Equal(value, replies.Sent[1][field]?.ToJsonString());
    }

    private static Provider With(ProviderSettings settings) => Model with { Settings = settings };

    [Fact]
    public async Task What_people_set_is_sent()
    {
        var settings = new ProviderSettings
        {
            Extra = """{"thinking":{"type":"disabled"},"top_p":0.5}""",
            Temperature = new(0.3m),
            Streams = true,
        };
        var replies = new Replies((200, Good));
        await AskAsync(With(settings), replies, 1);
        var body = replies.Sent[0];
        Assert.Equal("""{"type":"disabled"}""", body["thinking"]!.ToJsonString());
        Assert.Equal((0.5, 0.3, true), ((double)body["top_p"]!, (double)body["temperature"]!, (bool)body["stream"]!));
        Assert.True((bool)body["stream_options"]!["include_usage"]!);
    }

    [Fact]
    public async Task Without_settings_a_call_is_as_it_always_was()
    {
        var replies = new Replies((200, Good));
        await AskAsync(replies, 1);
        Assert.Equal(
            """{"model":"m","messages":[{"role":"system","content":"the rules"},{"role":"user","content":"the passage"}],"max_tokens":4096,"stream":false,"temperature":0}""",
            replies.Sent[0].ToJsonString()
        );
        await AskAsync(With(new() { Temperature = Temperature.None }), replies, 1);
        Assert.Null(replies.Sent[1]["temperature"]);
    }

    [Theory]
    [InlineData("Unknown parameter: 'thinking'.")]
    [InlineData("""[{"type":"extra_forbidden","loc":["body","thinking"],"msg":"Extra inputs are not permitted"}]""")]
    [InlineData("Unrecognized request argument supplied: thinking")]
    [InlineData("thinking.type disabled is not supported by this model")]
    public async Task A_further_field_that_the_model_refuses_is_left_out_and_said_to_be(string words)
    {
        var settings = new ProviderSettings { Extra = """{"enable_thinking":false,"thinking":{"type":"disabled"}}""" };
        var replies = new Replies(Refusal(words), (200, Good));
        var came = await AskAsync(With(settings), replies, 2);
        Assert.Equal("thinking", Assert.IsType<ChatReply.Learnt>(came[0]).Manners.Without);
        Assert.IsType<ChatReply.Answered>(came[1]);
        Assert.Null(replies.Sent[1]["thinking"]);
        Assert.False((bool)replies.Sent[1]["enable_thinking"]!);
    }

    [Fact]
    public async Task A_stream_without_options_of_its_own_is_found_out()
    {
        var replies = new Replies(Refusal("Extra inputs are not permitted: stream_options"), (200, Good));
        var came = await AskAsync(With(new() { Streams = true }), replies, 2);
        Assert.IsType<ChatReply.Answered>(came[1]);
        Assert.True((bool)replies.Sent[1]["stream"]!);
        Assert.Null(replies.Sent[1]["stream_options"]);
    }

    [Fact]
    public async Task What_the_ledger_remembers_of_a_model_needs_no_refusal()
    {
        var known = new Manners
        {
            NewTokensName = true,
            NoTemperature = true,
            NoSystemRole = true,
            Streams = true,
            MostAnswerTokens = 2_048,
            Without = "thinking",
        };
        var replies = new Replies((200, Good));
        var model = With(new() { Extra = """{"thinking":{"type":"disabled"}}""", Temperature = new(1) });
        Assert.IsType<ChatReply.Answered>((await AskAsync(model.Knowing(known), replies, 1))[0]);
        var body = replies.Sent[0];
        Assert.Equal(2_048, (int)body["max_completion_tokens"]!);
        Assert.Null(body["temperature"]);
        Assert.Null(body["thinking"]);
        Assert.True((bool)body["stream"]!);
        Assert.Single(body["messages"]!.AsArray());
    }

    [Theory]
    [InlineData("Developer instruction is not enabled for models/gemma-3-27b-it")]
    [InlineData("System role not supported")]
    [InlineData("this model does not support system messages")]
    [InlineData("Conversation roles must alternate user/assistant/user/assistant/...")]
    public async Task Without_a_system_role_its_words_stand_before_the_users(string words)
    {
        var replies = new Replies(Refusal(words), (200, Good));
        await AskAsync(replies, 2);
        var only = Assert.Single(replies.Sent[1]["messages"]!.AsArray());
        Assert.Equal(("user", "the rules\n\nthe passage"), (only!["role"]!.ToString(), only["content"]!.ToString()));
    }

    [Fact]
    public async Task One_model_may_want_several_things_and_what_it_goes_on_to_refuse_ends_the_asking()
    {
        var replies = new Replies(
            Refusal("invalid temperature: only 1 is allowed for this model"),
            Refusal("Range of max_tokens should be [1, 2048]"),
            Refusal("System role not supported"),
            Refusal("Range of max_tokens should be [1, 2048]")
        );
        // The other name of the bound is tried too.
        var came = await AskAsync(replies, 5);
        Assert.Equal(4, came.Count(reply => reply is ChatReply.Learnt));
        Assert.IsType<ChatReply.Refused>(came[4]);
        Assert.Null(replies.Sent[4]["temperature"]);
        Assert.Equal(2048, (int)replies.Sent[4]["max_completion_tokens"]!);
    }

    [Theory]
    [InlineData(
        "data: {\"choices\":[{\"delta\":{\"content\":\"{\\\"a\\\":\"}}]}\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"1}\"},\"finish_reason\":\"stop\"}]}\n\ndata: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2}}\n\ndata: [DONE]\n\n"
    )]
    [InlineData(
        ": keep-alive\r\n\r\nevent: message\r\ndata:{\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\r\n\r\ndata:{\"choices\":[{\"delta\":{\"content\":\"{\\\"a\\\":1}\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2}}\r\n"
    )]
    public async Task A_stream_is_read_as_a_stream_whether_it_was_asked_for_or_not(string body)
    {
        var answered = Assert.IsType<ChatReply.Answered>((await AskAsync(new((200, body)), 1))[0]);
        Assert.Equal(
            ("""{"a":1}""", "stop", 9, 2),
            (answered.Body, answered.Finish, answered.PromptTokens, answered.AnswerTokens)
        );
    }

    [Fact]
    public async Task A_stream_that_broke_off_is_no_answer_and_an_error_inside_is_that_error()
    {
        var half = "data: {\"choices\":[{\"delta\":{\"content\":\"{\\\"a\\\":\"}}]}\n\n";
        Assert.IsType<ChatReply.Broken>((await AskAsync(new((200, half)), 1))[0]);
        Assert.IsType<ChatReply.Broken>((await AskAsync(new((200, half + "data: {\"choi")), 1))[0]);
        var error = half + "data: {\"error\":{\"code\":429,\"message\":\"Upstream rate limit\"}}\n\n";
        Assert.IsType<ChatReply.Busy>((await AskAsync(new((200, error)), 1))[0]);
    }

    [Fact]
    public async Task A_web_page_asks_whether_the_address_is_right()
    {
        const string page = "\n<!DOCTYPE html><html><body>Welcome</body></html>";
        var broken = Assert.IsType<ChatReply.Broken>((await AskAsync(new((200, page)), 1))[0]);
        Assert.Contains("/v1", broken.Cause.Sentence);
    }
}
