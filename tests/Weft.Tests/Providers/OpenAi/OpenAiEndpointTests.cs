using System.Net;
using Weft.Extraction;
using Weft.Extraction.Answers;
using Weft.Extraction.Passages;
using Weft.Extraction.Prompting;
using Weft.Model;
using Weft.Providers;
using Weft.Providers.OpenAi;
using Weft.Testing;
using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Tests.Providers.OpenAi;

/// <summary>Over real HTTP, against a server that misbehaves on order.</summary>
public sealed class OpenAiEndpointTests : IDisposable
{
    private const string Key = "sk-very-secret-key";
    private const string Text = "却说曹操引军到了许都。曹操与刘备饮酒。";

    private static readonly KeySeal Seal = KeySeal.FromSecret("a phrase for the tests");

    private readonly HttpClient _http = OpenAiEndpoint.CreateClient();

    public void Dispose() => _http.Dispose();

    private static Provider At(string url) =>
        new()
        {
            Name = "p",
            Url = url,
            Model = "m",
            SealedKey = Seal.Seal("p", Key),
            Limits = new(null, null, null),
            Price = Price.Free,
        };

    private static ChatCall Call(AnswerFormat format = AnswerFormat.JsonSchema, TimeSpan? timeout = null)
    {
        var prompt = PromptText.For(Recipes.Default("zh"), new("r1", "zh", [], "{}"), new Passage(Text, 0));
        return new("m", prompt.System, prompt.User, format, prompt.Schema, 4_096, timeout ?? TimeSpan.FromSeconds(20));
    }

    private OpenAiEndpoint Endpoint() => new(_http, Seal, TimeProvider.System);

    private async Task<(ChatReply Reply, IReadOnlyList<ScriptedCall> Calls)> AskAsync(
        ScriptedRule rule,
        AnswerFormat format = AnswerFormat.JsonSchema,
        TimeSpan? timeout = null
    )
    {
        await using var server = await ScriptedProvider.StartAsync(new() { Rules = [rule] });
        var reply = await Endpoint()
            .AskAsync(At(server.Url), Call(format, timeout), TestContext.Current.CancellationToken)
            .Comes();
        return (reply, server.Calls);
    }

    [Theory]
    [InlineData(AnswerFormat.JsonSchema, "json_schema")]
    [InlineData(AnswerFormat.JsonObject, "json_object")]
    [InlineData(AnswerFormat.Plain, "plain")]
    public async Task A_good_answer_comes_with_its_usage(AnswerFormat format, string sent)
    {
        await using var server = await ScriptedProvider.StartAsync();
        var reply = await Endpoint().AskAsync(At(server.Url + "/"), Call(format), TestContext.Current.CancellationToken).Comes();
        var answered = Assert.IsType<ChatReply.Answered>(reply);
        Assert.Equal("stop", answered.Finish);
        Assert.True(answered is { PromptTokens: > 500, AnswerTokens: > 50, CachedTokens: > 100 });
        Assert.Contains("曹操", AnswerParser.Parse(answered.Body).Entities.Select(entity => entity.Name));
        var call = Assert.Single(server.Calls);
        Assert.Equal(
            (sent, "Bearer " + Key, new Passage(Text, 0).Hash, "answered"),
            (call.Format, call.Key, call.Content, call.Outcome)
        );
        var estimate = TokenEstimate.Of(Call().System, "m") + TokenEstimate.Of(Call().User, "m");
        Assert.InRange(call.Tokens, estimate / 2, estimate);
    }

    [Theory]
    [InlineData(ScriptedFault.TooMany, 7.0, 7.0)]
    [InlineData(ScriptedFault.TooMany, null, null)]
    [InlineData(ScriptedFault.Unavailable, 3.0, 3.0)]
    [InlineData(ScriptedFault.Unavailable, null, null)]
    [InlineData(ScriptedFault.ErrorInside, null, null)]
    public async Task A_busy_provider_is_told_from_a_broken_one(ScriptedFault fault, double? retryAfter, double? expected)
    {
        var (reply, _) = await AskAsync(new(fault, RetryAfter: retryAfter));
        var busy = Assert.IsType<ChatReply.Busy>(reply);
        Assert.Equal(expected, busy.RetryAfter?.TotalSeconds);
        Assert.Matches("^(429|503): ", busy.Cause.Sentence);
    }

    [Fact]
    public async Task Retry_after_may_be_a_date()
    {
        var (reply, _) = await AskAsync(new(ScriptedFault.TooManyUntil, RetryAfter: 30));
        Assert.InRange(Assert.IsType<ChatReply.Busy>(reply).RetryAfter!.Value.TotalSeconds, 28, 31);
    }

    [Theory]
    [InlineData(ScriptedFault.Unauthorized)]
    [InlineData(ScriptedFault.NoBalance)]
    [InlineData(ScriptedFault.NoQuota)]
    [InlineData(ScriptedFault.NoSuchModel)]
    [InlineData(ScriptedFault.Redirect)]
    public async Task What_only_a_person_can_mend_closes_the_provider(ScriptedFault fault)
    {
        var (reply, calls) = await AskAsync(new(fault));
        var closed = Assert.IsType<ChatReply.Closed>(reply);
        Assert.DoesNotContain(Key, closed.Cause.Sentence, StringComparison.Ordinal);
        Assert.Single(calls);
    }

    [Theory]
    [InlineData(ScriptedFault.ServerError)]
    [InlineData(ScriptedFault.CutBody)]
    [InlineData(ScriptedFault.Html)]
    [InlineData(ScriptedFault.Huge)]
    public async Task Trouble_of_the_providers_own_making_is_broken_and_sent_once(ScriptedFault fault)
    {
        var (reply, calls) = await AskAsync(new(fault));
        Assert.True(Assert.IsType<ChatReply.Broken>(reply).Sent);
        Assert.InRange(calls.Count, 0, 1);
    }

    [Theory]
    [InlineData(ScriptedFault.Hang)]
    [InlineData(ScriptedFault.HangInBody)]
    public async Task The_deadline_holds_for_the_body_too(ScriptedFault fault)
    {
        var (reply, _) = await AskAsync(new(fault), timeout: TimeSpan.FromMilliseconds(300));
        Assert.Contains("no answer within", Assert.IsType<ChatReply.Broken>(reply).Cause.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_callers_cancel_is_no_reply()
    {
        await using var server = await ScriptedProvider.StartAsync(new() { Rules = [new(ScriptedFault.Hang)] });
        using var cancel = new CancellationTokenSource();
        var asking = Endpoint().AskAsync(At(server.Url), Call(), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.Comes());
    }

    [Theory]
    [InlineData(ScriptedFault.NoSchema, AnswerFormat.JsonSchema)]
    [InlineData(ScriptedFault.NoFormats, AnswerFormat.JsonSchema)]
    [InlineData(ScriptedFault.NoFormats, AnswerFormat.JsonObject)]
    public async Task A_format_that_is_not_there_is_refused_as_such(ScriptedFault fault, AnswerFormat format) =>
        Assert.IsType<ChatReply.FormatRefused>((await AskAsync(new(fault), format)).Reply);

    [Theory]
    [InlineData(ScriptedFault.NewTokensName)]
    [InlineData(ScriptedFault.NoTemperature)]
    public async Task Fields_that_a_model_names_otherwise_are_learnt_once(ScriptedFault fault)
    {
        await using var server = await ScriptedProvider.StartAsync(new() { Rules = [new(fault)] });
        var endpoint = Endpoint();
        var cancel = TestContext.Current.CancellationToken;
        Assert.IsType<ChatReply.Learnt>(await endpoint.AskAsync(At(server.Url), Call(), cancel));
        Assert.IsType<ChatReply.Answered>(await endpoint.AskAsync(At(server.Url), Call(), cancel));
        Assert.IsType<ChatReply.Answered>(await endpoint.AskAsync(At(server.Url), Call(), cancel));
        Assert.Equal(3, server.Calls.Count);
    }

    [Theory]
    [InlineData(ScriptedFault.TooLong, true)]
    [InlineData(ScriptedFault.Moderated, false)]
    public async Task A_refused_text_is_told_from_one_that_is_too_long(ScriptedFault fault, bool tooLong) =>
        Assert.Equal(tooLong, Assert.IsType<ChatReply.Refused>((await AskAsync(new(fault))).Reply).TooLong);

    [Theory]
    [InlineData(ScriptedFault.KeepAlive, "stop", true)]
    [InlineData(ScriptedFault.Fences, "stop", true)]
    [InlineData(ScriptedFault.InvalidJson, "stop", true)]
    [InlineData(ScriptedFault.WrongQuotes, "stop", true)]
    [InlineData(ScriptedFault.Empty, "stop", false)]
    [InlineData(ScriptedFault.Prose, "stop", false)]
    [InlineData(ScriptedFault.CutJson, "length", true)]
    [InlineData(ScriptedFault.ContentFilter, "content_filter", false)]
    public async Task Bad_content_is_an_answer_all_the_same(ScriptedFault fault, string finish, bool readable)
    {
        var answered = Assert.IsType<ChatReply.Answered>((await AskAsync(new(fault))).Reply);
        Assert.Equal(finish, answered.Finish);
        Assert.Equal(readable, AnswerParser.Parse(answered.Body).Acceptable);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/v1")]
    [InlineData("http://no-such-host.invalid/v1")]
    public async Task Without_a_connection_nothing_was_sent(string url) =>
        Assert.False(
            Assert
                .IsType<ChatReply.Broken>(
                    await Endpoint().AskAsync(At(url), Call(), TestContext.Current.CancellationToken).Comes()
                )
                .Sent
        );

    [Theory]
    [InlineData("ftp://example.com/v1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("localhost:8080/v1")]
    [InlineData("")]
    public async Task Only_http_addresses_are_asked(string url) =>
        Assert.Contains(
            "http",
            Assert
                .IsType<ChatReply.Closed>(await Endpoint().AskAsync(At(url), Call(), TestContext.Current.CancellationToken))
                .Cause.Sentence,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task A_key_that_cannot_be_opened_closes_the_provider()
    {
        var provider = At("http://127.0.0.1:1/v1") with { SealedKey = KeySeal.FromSecret("some other phrase").Seal("p", Key) };
        var reply = await Endpoint().AskAsync(provider, Call(), TestContext.Current.CancellationToken);
        Assert.Contains("WEFT_KEY", Assert.IsType<ChatReply.Closed>(reply).Cause.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_scripted_server_keeps_its_limits_and_counts_what_went_over()
    {
        await using var server = await ScriptedProvider.StartAsync(
            new() { Limits = new(Calls: 2, RequestsPerMinute: 3), Rules = [new(ScriptedFault.None, DelayMs: 200)] }
        );
        var endpoint = Endpoint();
        var cancel = TestContext.Current.CancellationToken;
        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => endpoint.AskAsync(At(server.Url), Call(), cancel)))
            .Comes();
        Assert.Equal(2, replies.Count(reply => reply is ChatReply.Answered));
        Assert.Equal(4, server.Violations.Count);
        Assert.Equal(2, server.MostAtOnce);
        Assert.All(replies.OfType<ChatReply.Busy>(), busy => Assert.NotNull(busy.RetryAfter));
        Assert.Equal(6, server.Calls.Count);
    }

    [Fact]
    public void Words_are_short_and_without_the_key()
    {
        var words = OpenAiWords.Safe($"a\n{Key}\0b " + new string('x', 5_000), Key);
        Assert.StartsWith("a …b x", words, StringComparison.Ordinal);
        Assert.InRange(words.Length, 100, 300);
    }

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData("-3", null)]
    [InlineData("soon", null)]
    [InlineData("99999999999999999999", 31_536_000.0)]
    public void Retry_after_is_read_with_care(string header, double? seconds)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.TryAddWithoutValidation("Retry-After", header);
        Assert.Equal(seconds, OpenAiWords.RetryAfter(response, DateTimeOffset.UnixEpoch)?.TotalSeconds);
    }
}
