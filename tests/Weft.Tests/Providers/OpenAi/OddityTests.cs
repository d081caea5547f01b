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

/// <summary>Each way in which providers are known to answer, over real HTTP: what it comes to, and what a person is told of it.</summary>
public sealed class OddityTests(OddityTests.Server server) : IClassFixture<OddityTests.Server>
{
    private const string Text = "却说曹操引军到了许都。曹操与刘备饮酒。";
    private static readonly KeySeal Seal = KeySeal.FromSecret("a phrase for the tests");

    public static TheoryData<string> Names => [.. ScriptedOddity.All.Select(odd => odd.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_comes_to_what_it_means(string name)
    {
        var odd = ScriptedOddity.Of(name);
        var reply = await server.AskAsync(odd);
        Assert.Equal(odd.Means, MeaningOf(reply, odd));
        if (odd.Says is { } words)
            Assert.Contains(words, SaidIn(reply), StringComparison.Ordinal);
        if (odd.Wait is { } seconds)
            Assert.Equal(seconds, Assert.IsType<ChatReply.Busy>(reply).RetryAfter!.Value.TotalSeconds, 0.01);
        if (odd.Tokens is [var prompt, var cached, var written])
        {
            var answered = Assert.IsType<ChatReply.Answered>(reply);
            Assert.Equal((prompt, cached, written), (answered.PromptTokens, answered.CachedTokens, answered.AnswerTokens));
        }
    }

    [Fact]
    public async Task A_quota_of_the_day_is_waited_out_to_its_end()
    {
        var reply = Assert.IsType<ChatReply.Busy>(await server.AskAsync(ScriptedOddity.Of("day: OpenRouter")));
        var ends = TimeProvider.System.GetUtcNow() + reply.RetryAfter!.Value;
        Assert.InRange(ends.TimeOfDay.TotalSeconds is var second && second > 43_200 ? second - 86_400 : second, -60, 60);
    }

    private static string MeaningOf(ChatReply reply, ScriptedOddity odd) =>
        reply switch
        {
            ChatReply.Answered { Finish: PassagePolicy.Refused } => "refusal",
            ChatReply.Answered answered when string.IsNullOrWhiteSpace(answered.Body) => answered.Finish == "content_filter"
                ? "filtered"
                : "empty",
            ChatReply.Answered answered => Served(answered, odd),
            ChatReply.Busy { IsQuota: true } => "day",
            ChatReply.Busy { RetryAfter: null } => "busy",
            ChatReply.Busy => "paced",
            ChatReply.Closed => "person",
            ChatReply.Broken => "broken",
            ChatReply.FormatRefused => "format",
            ChatReply.Learnt => "field",
            ChatReply.Refused { TooLong: true } => "too_long",
            ChatReply.Refused => "text",
            _ => reply.GetType().Name,
        };

    /// <summary>The names are found in it, however it was wrapped.</summary>
    private static string Served(ChatReply.Answered answered, ScriptedOddity odd)
    {
        if (odd.Finish is { } finish)
            Assert.Equal(finish, answered.Finish);
        var names = AnswerParser.Parse(answered.Body).Entities.Select(entity => entity.Name).ToList();
        if (names.Count == 0)
            return "empty_lists";
        Assert.Contains("曹操", names);
        return "answered";
    }

    private static string SaidIn(ChatReply reply) =>
        reply switch
        {
            ChatReply.Busy busy => busy.Cause.Sentence,
            ChatReply.Closed closed => closed.Cause.Sentence,
            ChatReply.Broken broken => broken.Cause.Sentence,
            ChatReply.FormatRefused format => format.Words,
            ChatReply.Learnt learnt => learnt.Words,
            ChatReply.Refused refused => refused.Words,
            _ => "",
        };

    /// <summary>One server for all rows.</summary>
    public sealed class Server : IAsyncLifetime
    {
        private readonly HttpClient _http = OpenAiEndpoint.CreateClient();
        private ScriptedProvider _provider = null!;

        public async ValueTask InitializeAsync() => _provider = await ScriptedProvider.StartAsync();

        public async ValueTask DisposeAsync()
        {
            _http.Dispose();
            await _provider.DisposeAsync();
        }

        /// <summary>An endpoint that has learnt nothing of the rows before.</summary>
        internal Task<ChatReply> AskAsync(ScriptedOddity odd)
        {
            _provider.Follow([new(ScriptedFault.None, Oddity: odd.Name)]);
            var prompt = PromptText.For(Recipes.Default("zh"), new("r1", "zh", [], "{}"), new Passage(Text, 0));
            var call = new ChatCall(
                "m",
                prompt.System,
                prompt.User,
                AnswerFormat.JsonSchema,
                prompt.Schema,
                4_096,
                TimeSpan.FromSeconds(20)
            );
            var provider = new Provider
            {
                Name = "p",
                Url = _provider.Url,
                Model = "m",
                SealedKey = "",
                Limits = ProviderLimits.None,
                Price = Price.Free,
            };
            return new OpenAiEndpoint(_http, Seal, TimeProvider.System)
                .AskAsync(provider, call, TestContext.Current.CancellationToken)
                .Comes();
        }
    }
}
