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

    private sealed class Endpoints(ChatReply reply) : IChatEndpoint
    {
        public Task<ChatReply> AskAsync(Provider provider, ChatCall call, CancellationToken cancel) => Task.FromResult(reply);
    }
}
