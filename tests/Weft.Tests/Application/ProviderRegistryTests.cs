using Weft.Application;
using Weft.Model;
using Weft.Providers;
using Weft.Reasons;
using Xunit;
using static Weft.Tests.Application.ApplicationStage;

namespace Weft.Tests.Application;

public sealed class ProviderRegistryTests
{
    private readonly ApplicationStage _stage = new();

    private ProviderRegistry Registry => _stage.Providers;

    private async Task<Provider> FindAsync(string name) => Done(await Registry.FindAsync(name, Stop));

    [Fact]
    public async Task A_change_resets_what_it_does_not_name_and_leaves_the_pause_and_a_key_that_is_not_given()
    {
        var full = Endpoint("a", "secret") with { Limits = new(1, 2, 3), Price = new(4, 5, 6, "CNY") };
        Assert.True(Done(await Registry.SaveAsync(full, Stop)).IsNew);
        var kept = (await FindAsync("a")).SealedKey;
        Assert.NotEmpty(kept);
        var pause = new Pause(_stage.Time.GetUtcNow().AddHours(1), Reason.OfWords("429"));
        Assert.Equal(pause, Done(await Registry.PauseAsync("a", pause, Stop)).Pause);

        Assert.False(Done(await Registry.SaveAsync(Endpoint("a", key: null), Stop)).IsNew);
        var changed = await FindAsync("a");
        Assert.Equal((kept, pause), (changed.SealedKey, changed.Pause));
        Assert.Equal((ProviderLimits.None, Price.Free), (changed.Limits, changed.Price));

        Done(await Registry.SaveAsync(Endpoint("a", key: ""), Stop));
        Assert.Empty((await FindAsync("a")).SealedKey);
        Assert.Null(Done(await Registry.ResumeAsync("a", Stop)).Pause);
    }

    [Theory]
    [InlineData("https://api.example.com/v1/", "https://api.example.com/v1")]
    [InlineData("https://api.example.com/v1/chat/completions", "https://api.example.com/v1")]
    [InlineData("http://127.0.0.1:11434/v1/chat/completions/", "http://127.0.0.1:11434/v1")]
    public async Task The_address_of_the_call_is_cut_to_the_base(string given, string kept)
    {
        Done(await Registry.SaveAsync(Endpoint("a") with { Url = given }, Stop));
        Assert.Equal(kept, (await FindAsync("a")).Url);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a,b")]
    [InlineData("a23456789 123456789 123456789 123456789 123456789 123456789 12345")]
    public async Task A_name_that_cannot_stand_in_keys_and_lists_is_refused(string name) =>
        Assert.Equal(new Refusal.BadProviderName(name), Refused(await Registry.SaveAsync(Endpoint(name), Stop)));

    [Theory]
    [InlineData("")]
    [InlineData("api.example.com/v1")]
    [InlineData("ftp://api.example.com")]
    public async Task What_is_no_address_is_refused(string url) =>
        Assert.Equal(new Refusal.BadProviderUrl(url), Refused(await Registry.SaveAsync(Endpoint("a") with { Url = url }, Stop)));

    [Theory]
    [InlineData("https://me:secret@api.example.com/v1", "…@api.example.com/v1")]
    [InlineData("https://secret@api.example.com", "…@api.example.com")]
    public async Task An_address_that_holds_a_password_is_refused_without_saying_it(string url, string shown) =>
        Assert.Equal(
            new Refusal.BadProviderUrl(shown),
            Refused(await Registry.SaveAsync(Endpoint("a") with { Url = url }, Stop))
        );

    [Fact]
    public async Task Rules_stay_as_they_are()
    {
        Assert.IsType<Refusal.RulesCannotChange>(Refused(await Registry.SaveAsync(Endpoint("rules"), Stop)));
        Assert.IsType<Refusal.RulesCannotBeRemoved>(await Registry.RemoveAsync("rules", Stop));
        Assert.Equal([Provider.Rules], await Registry.ListAsync(Stop));
    }

    [Fact]
    public async Task A_provider_goes_when_no_open_job_needs_it()
    {
        Done(await Registry.SaveAsync(Endpoint("deepseek"), Stop));
        var job = await _stage.StartAsync(await _stage.BookAsync(), "deepseek");
        var inUse = Assert.IsType<Refusal.ProviderInUse>(await Registry.RemoveAsync("deepseek", Stop));
        Assert.Equal([job], inUse.Jobs);
        Done(await _stage.Orders.CancelAsync(job, Stop));
        Assert.Null(await Registry.RemoveAsync("deepseek", Stop));
        Assert.IsType<Refusal.UnknownProvider>(await Registry.RemoveAsync("deepseek", Stop));
    }

    [Fact]
    public async Task A_slip_in_a_name_is_told_with_what_was_meant()
    {
        var slip = Assert.IsType<Refusal.UnknownProvider>(Refused(await Registry.FindAsync("ruels", Stop)));
        Assert.Equal(("ruels", "rules"), (slip.Name, slip.Nearest));
        var far = Assert.IsType<Refusal.UnknownProvider>(Refused(await Registry.ResumeAsync("qwertz", Stop)));
        Assert.Null(far.Nearest);
        Assert.Equal(["rules"], far.Known);
    }

    [Theory]
    [InlineData("sk-plain", "sk-plain")]
    [InlineData(" “sk-quoted” \n", "sk-quoted")]
    [InlineData("'sk-quoted'", "sk-quoted")]
    [InlineData("\uFEFFsk-bom", "sk-bom")]
    public async Task A_key_is_kept_without_what_a_copy_brought_along(string copied, string kept)
    {
        var saved = Done(await Registry.SaveAsync(Endpoint("a", copied), Stop));
        Assert.Equal(copied != kept, saved.IsKeyTrimmed);
        Assert.Equal(kept, KeySeal.FromSecret("a secret of this test").Open("a", saved.Provider.SealedKey));
    }

    [Theory]
    [InlineData("Bearer sk-1")]
    [InlineData("sk-密钥")]
    [InlineData("sk-1\nsk-2")]
    public async Task What_no_key_is_like_is_refused_without_being_repeated(string key) =>
        Assert.Equal(new Refusal.BadProviderKey("a"), Refused(await Registry.SaveAsync(Endpoint("a", key), Stop)));

    [Fact]
    public async Task A_probe_tells_the_answer_or_the_provider_s_words()
    {
        Done(await Registry.SaveAsync(Endpoint("a"), Stop));
        async Task<ProviderTest> AfterAsync(ChatReply reply) =>
            Done(await new ProviderProbe(Registry, new Endpoints(reply), _stage.Time, _stage.Log).TestAsync("a", Stop));
        var good = await AfterAsync(new ChatReply.Answered("{\"ok\":true}", "stop", 5_000, 0, 6));
        Assert.Equal((true, "{\"ok\":true}"), (good.Ok, good.Said.Sentence));
        foreach (var empty in new[] { "", " \n" })
            Assert.False((await AfterAsync(new ChatReply.Answered(empty, "stop", 1, 0, 0))).Ok);
        var thought = await AfterAsync(new ChatReply.Answered("", "length", 1, 0, 1_024));
        Assert.Equal((false, "only_thought"), (thought.Ok, thought.Said.Code));
        ChatReply[] bad =
        [
            new ChatReply.Busy(Reason.OfWords("words"), null),
            new ChatReply.Closed(Reason.OfWords("words")),
            new ChatReply.Broken(Reason.OfWords("words"), false),
            new ChatReply.FormatRefused("words"),
            new ChatReply.Learnt("words", Manners.Common),
            new ChatReply.Refused("words", false),
        ];
        foreach (var reply in bad)
            Assert.Equal((false, "words"), ((await AfterAsync(reply)).Ok, (await AfterAsync(reply)).Said.Sentence));
        var probe = new ProviderProbe(Registry, new Endpoints(bad[0]), _stage.Time, _stage.Log);
        Assert.IsType<Refusal.RulesNeedNoTest>(Refused(await probe.TestAsync("rules", Stop)));
        Assert.IsType<Refusal.UnknownProvider>(Refused(await probe.TestAsync("b", Stop)));
    }

    private async Task<ProviderTest> ProbeAsync(IChatEndpoint endpoint) =>
        Done(await new ProviderProbe(Registry, endpoint, _stage.Time, _stage.Log).TestAsync("a", Stop));

    private static ChatReply.Answered Good(long? prompt = 5_800, long? written = 6) =>
        new("{\"ok\":true}", "stop", prompt, 0, written);

    private sealed class Told(Func<Provider, ChatCall, ChatReply> tell, params string[] models) : IChatEndpoint
    {
        public List<ChatCall> Calls { get; } = [];

        public Task<ChatReply> AskAsync(Provider provider, ChatCall call, CancellationToken cancel)
        {
            Calls.Add(call);
            return Task.FromResult(tell(provider, call));
        }

        public Task<IReadOnlyList<string>> ModelsAsync(Provider provider, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyList<string>>(models);
    }

    [Fact]
    public async Task A_probe_finds_out_how_the_model_is_asked_says_it_and_remembers_it()
    {
        Done(await Registry.SaveAsync(Endpoint("a"), Stop));
        var endpoint = new Told(
            (provider, call) =>
                !provider.Health.Manners.NoTemperature ? new ChatReply.Learnt("no", new() { NoTemperature = true })
                : call.Format == AnswerFormat.JsonSchema ? new ChatReply.FormatRefused("no")
                : Good()
        );
        var test = await ProbeAsync(endpoint);
        Assert.Equal((true, 3, 5_800L, 6L), (test.Ok, endpoint.Calls.Count, test.PromptTokens, test.AnswerTokens));
        Assert.Equal(["takes_json", "no_temperature"], test.Found.Select(reason => reason.Code));
        var known = (await FindAsync("a")).Health.Manners;
        Assert.Equal(new Manners { Format = AnswerFormat.JsonObject, NoTemperature = true }, known);
    }

    [Theory]
    [InlineData(5_800L, 6L, true, "")]
    [InlineData(2_050L, 6L, false, "prompt_cut")]
    [InlineData(5_800L, 700L, true, "thinks")]
    [InlineData(null, null, true, "counts_nothing")]
    public async Task A_probe_sees_a_cut_prompt_thinking_and_missing_counts(long? prompt, long? written, bool ok, string code)
    {
        Done(await Registry.SaveAsync(Endpoint("a"), Stop));
        var test = await ProbeAsync(new Told((_, _) => Good(prompt, written)));
        Assert.Equal(ok, test.Ok);
        Assert.Equal(code, test.Found.Select(reason => reason.Code).FirstOrDefault(found => found != "takes_schema") ?? "");
    }

    [Fact]
    public async Task A_probe_of_an_unknown_model_names_those_that_there_are_the_nearest_first()
    {
        Done(await Registry.SaveAsync(Endpoint("a") with { Model = "qwen3-8b" }, Stop));
        var refusing = new Told((_, _) => new ChatReply.Closed(Reason.OfWords("404")), "llama3", "qwen3:8b");
        var said = Assert.Single((await ProbeAsync(refusing)).Found);
        Assert.Equal("qwen3-8b is not among the models that it lists: qwen3:8b, llama3", said.Sentence);
        var known = new Told((_, _) => new ChatReply.Closed(Reason.OfWords("401")), "qwen3-8b");
        Assert.Empty((await ProbeAsync(known)).Found);
    }

    [Fact]
    public async Task A_probe_fits_into_the_window_that_is_said()
    {
        var small = Endpoint("a") with
        {
            Settings = new() { Context = 2_048, Timeout = TimeSpan.FromMinutes(30) },
        };
        Done(await Registry.SaveAsync(small, Stop));
        var endpoint = new Told((_, _) => Good(700));
        Assert.True((await ProbeAsync(endpoint)).Ok);
        Assert.InRange(endpoint.Calls[0].User.Length, 100, 3_000);
        Assert.Equal(TimeSpan.FromMinutes(10), endpoint.Calls[0].Timeout);
    }

    private static ProviderRequest Bare(string name) => new(name, null, null, "sk-1", ProviderLimits.None, Price.Free);

    [Fact]
    public async Task The_name_of_a_preset_is_enough_and_what_is_said_overrules_it()
    {
        var saved = Done(await Registry.SaveAsync(Bare("deepseek"), Stop)).Provider;
        Assert.Equal(("https://api.deepseek.com", "deepseek-flash"), (saved.Url, saved.Model));
        Assert.Equal("""{"thinking":{"type":"disabled"}}""", saved.Settings.Extra);
        Assert.Equal(AnswerFormat.JsonObject, (await FindAsync("deepseek")).Health.Manners.Format);
        var other = Bare("mine") with
        {
            Preset = "deepseek",
            Model = "deepseek-v4-pro",
            Limits = new(3, null, null),
            Settings = new()
            {
                Extra = "{}",
                Temperature = new(1),
                Context = 9_000,
            },
        };
        var changed = Done(await Registry.SaveAsync(other, Stop)).Provider;
        Assert.Equal(
            ("deepseek-v4-pro", 3, "", 9_000),
            (changed.Model, changed.Limits.Calls, changed.Settings.Extra, changed.Settings.Context)
        );
        // An address of one's own is no preset's, whatever the name.
        var own = Done(
            await Registry.SaveAsync(Bare("deepseek") with { Url = "http://127.0.0.1:1/v1", Model = "m" }, Stop)
        ).Provider;
        Assert.Equal(ProviderSettings.Usual, own.Settings);
    }

    [Fact]
    public async Task What_is_missing_or_unknown_is_refused_by_name()
    {
        async Task<Refusal> WhyAsync(ProviderRequest request) => Refused(await Registry.SaveAsync(request, Stop));
        Assert.Equal(new Refusal.ProviderLacks("mine", true, true, null), await WhyAsync(Bare("mine")));
        Assert.Equal(new Refusal.ProviderLacks("ollama", false, true, "ollama"), await WhyAsync(Bare("ollama")));
        Assert.Equal(new Refusal.ProviderLacks("mine", true, false, null), await WhyAsync(Bare("mine") with { Model = "m" }));
        var slip = Assert.IsType<Refusal.UnknownPreset>(await WhyAsync(Bare("mine") with { Preset = "depseek" }));
        Assert.Equal("deepseek", slip.Nearest);
        Assert.IsType<Refusal.BadExtra>(await WhyAsync(Bare("deepseek") with { Settings = new() { Extra = "[1]" } }));
        Assert.Equal(
            new Refusal.OwnField("messages"),
            await WhyAsync(Bare("deepseek") with { Settings = new() { Extra = """{"messages":[]}""" } })
        );
    }

    [Fact]
    public async Task A_price_keeps_the_day_on_which_it_was_given()
    {
        var priced = Endpoint("a") with { Price = new(1, 2, 3, "CNY") };
        Done(await Registry.SaveAsync(priced, Stop));
        Assert.Equal(new DateOnly(2026, 11, 1), (await FindAsync("a")).Settings.PricedOn);
        _stage.Time.Advance(TimeSpan.FromDays(200));
        Done(await Registry.SaveAsync(priced, Stop));
        Assert.Equal(new DateOnly(2026, 11, 1), (await FindAsync("a")).Settings.PricedOn);
        Done(await Registry.SaveAsync(priced with { Price = new(4, 5, 6, "CNY") }, Stop));
        Assert.Equal(new DateOnly(2027, 5, 20), (await FindAsync("a")).Settings.PricedOn);
        Done(await Registry.SaveAsync(Endpoint("a"), Stop));
        Assert.Null((await FindAsync("a")).Settings.PricedOn);
    }

    private sealed class Endpoints(ChatReply reply) : IChatEndpoint
    {
        public Task<ChatReply> AskAsync(Provider provider, ChatCall call, CancellationToken cancel) => Task.FromResult(reply);
    }
}
