using Weft.Application;
using Weft.Model;
using Weft.Reasons;
using Weft.Testing;
using Weft.Tests.Watching;
using Weft.Webhooks;
using Xunit;

namespace Weft.Tests.Webhooks;

/// <summary>What a receiver gets, and what becomes of a delivery that it does not take.</summary>
public sealed class WebhookSenderTests : IAsyncLifetime
{
    private readonly WebhookReceiver _receiver = new();
    private WatchStage _stage = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private WebhookRegistry Registry => _stage.Parts.UseCases.Webhooks;

    public async ValueTask InitializeAsync() => _stage = await WatchStage.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        _receiver.Dispose();
        await _stage.DisposeAsync();
    }

    /// <summary>As one node has it.</summary>
    private WebhookSender Sender() =>
        new(
            _stage.Ledger,
            _stage.Parts.Seal,
            new WebhookPost(_stage.Time),
            new(_stage.Ledger, "https://weft.example/"),
            new(1),
            _stage.Time
        );

    private async Task<NewWebhook> AddAsync(params WebhookKind[] kinds) =>
        Assert.IsType<Result<NewWebhook>.Done>(await Registry.AddAsync(new(_receiver.Url, kinds, true), Stop)).Value;

    private async Task<JobId> PausedAsync()
    {
        var job = await _stage.JobAsync("红楼梦", 2, "rules");
        Assert.True(await _stage.Ledger.Jobs.TryPauseAsync(job, RunReasons.PausedByPerson, Stop));
        return job;
    }

    private static async Task RoundAsync(params WebhookSender[] senders)
    {
        foreach (var sender in senders)
            Assert.True(await sender.BeginRoundAsync(Stop));
        await Task.WhenAll(senders.Select(sender => sender.LanesAsync())).Comes();
    }

    private async Task<WebhookDelivery> OnlyAsync() =>
        Assert.Single(await _stage.Ledger.Webhooks.DeliveriesAsync(null, 10, Stop));

    [Fact]
    public async Task A_paused_job_is_told_signed_with_its_book_and_its_numbers()
    {
        var made = await AddAsync();
        var job = await PausedAsync();
        await RoundAsync(Sender());
        var got = Assert.Single(_receiver.All);
        Assert.True(got.IsSignedWith(made.Secret));
        Assert.False(got.IsSignedWith(WebhookSignature.NewSecret()));
        Assert.Equal(("job.paused", job.Value), (got.Type, got.Data.GetProperty("job").GetInt64()));
        Assert.Equal("红楼梦", got.Data.GetProperty("book").GetProperty("title").GetString());
        Assert.Equal(2, got.Data.GetProperty("chapters").GetProperty("pending").GetInt32());
        Assert.Equal("由人暂停", got.Data.GetProperty("reason").GetProperty("zh").GetString());
        Assert.Equal($"https://weft.example/jobs/{job}", got.Data.GetProperty("page").GetString());
        Assert.True(got.Body.Length < 20_000);
        var done = await OnlyAsync();
        Assert.Equal((DeliveryState.Delivered, 200, "thanks"), (done.State, done.Status, done.Answer));
    }

    [Fact]
    public async Task A_closed_provider_is_told_and_one_that_waits_a_minute_is_not()
    {
        await AddAsync(WebhookKind.Closed);
        await _stage.SaveAsync("qwen");
        await _stage.Ledger.Providers.PauseProviderAsync(
            "qwen",
            new(_stage.Time.GetUtcNow().AddMinutes(1), Reason.OfWords("429")),
            Stop
        );
        await _stage.Ledger.Providers.PauseProviderAsync("qwen", new(null, Reason.OfWords("401: no such key")), Stop);
        await RoundAsync(Sender());
        var got = Assert.Single(_receiver.All);
        Assert.Equal(("provider.closed", "qwen"), (got.Type, got.Data.GetProperty("provider").GetString()));
        Assert.Equal("401: no such key", got.Data.GetProperty("reason").GetProperty("en").GetString());
    }

    [Fact]
    public async Task A_receiver_that_fails_is_tried_again_with_the_same_id_until_it_is_shown_as_failed()
    {
        await AddAsync();
        await PausedAsync();
        (_receiver.Status, _receiver.Body) = (500, new string('x', 5000));
        var sender = Sender();
        await RoundAsync(sender);
        var waits = await OnlyAsync();
        Assert.Equal((DeliveryState.Waiting, 1, WebhookReasons.Answered(500)), (waits.State, waits.Tries, waits.Trouble));
        Assert.Equal(WebhookPost.MostAnswerBytes, waits.Answer.Length);
        var began = _stage.Time.GetUtcNow();
        while ((await OnlyAsync()) is { State: DeliveryState.Waiting } next)
        {
            _stage.Time.SetUtcNow(next.NextAt);
            await RoundAsync(sender);
        }
        Assert.Equal((DeliveryState.Failed, WebhookWaits.MostTries), ((await OnlyAsync()).State, _receiver.All.Count));
        Assert.InRange(_stage.Time.GetUtcNow() - began, TimeSpan.FromHours(23), TimeSpan.FromHours(27));
        Assert.Single(_receiver.All.Select(got => got.Id).Distinct());
    }

    [Fact]
    public async Task Retry_after_is_respected()
    {
        await AddAsync();
        await PausedAsync();
        (_receiver.Status, _receiver.Header) = (429, ("Retry-After", "3600"));
        await RoundAsync(Sender());
        Assert.Equal(_stage.Time.GetUtcNow().AddHours(1), (await OnlyAsync()).NextAt);
    }

    [Fact]
    public async Task A_410_turns_it_off()
    {
        await AddAsync();
        await PausedAsync();
        _receiver.Status = 410;
        await RoundAsync(Sender());
        var webhook = Assert.Single(await Registry.ListAsync(Stop));
        Assert.Equal((true, WebhookReasons.Gone), (webhook.IsPaused, webhook.PauseReason));
        Assert.Equal(DeliveryState.Failed, (await OnlyAsync()).State);
        Assert.False(await Sender().BeginRoundAsync(Stop));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        using var other = new WebhookReceiver();
        await AddAsync();
        await PausedAsync();
        (_receiver.Status, _receiver.Header) = (307, ("Location", other.Url));
        await RoundAsync(Sender());
        Assert.Empty(other.All);
        Assert.Equal(WebhookReasons.Redirected(307), (await OnlyAsync()).Trouble);
    }

    [Fact]
    public async Task A_slow_receiver_is_waited_for_fifteen_seconds()
    {
        await AddAsync();
        await PausedAsync();
        _receiver.Held = new();
        var sender = Sender();
        Assert.True(await sender.BeginRoundAsync(Stop));
        await _receiver.Arrived.Task.Comes();
        _stage.Time.Advance(WebhookPost.Patience);
        await sender.LanesAsync().Comes();
        Assert.Equal(WebhookReasons.TimedOut(15), (await OnlyAsync()).Trouble);
    }

    [Fact]
    public async Task One_that_is_away_is_told_when_it_is_back()
    {
        await AddAsync();
        await PausedAsync();
        _receiver.Dispose();
        var sender = Sender();
        await RoundAsync(sender);
        var waits = await OnlyAsync();
        Assert.Equal((DeliveryState.Waiting, "webhook_not_reached", null), (waits.State, waits.Trouble.Code, waits.Status));
        using var back = new WebhookReceiver(_receiver.Port);
        _stage.Time.SetUtcNow(waits.NextAt);
        await RoundAsync(sender);
        Assert.Single(back.All);
        Assert.Equal(DeliveryState.Delivered, (await OnlyAsync()).State);
    }

    [Fact]
    public async Task Two_nodes_send_each_delivery_once()
    {
        await AddAsync();
        for (var i = 0; i < 10; i++)
            await PausedAsync();
        await RoundAsync(Sender(), Sender());
        Assert.Equal(10, _receiver.All.Count);
        Assert.Equal(10, _receiver.All.Select(got => got.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_node_that_dies_between_sending_and_writing_leaves_it_to_another_with_the_same_id()
    {
        await AddAsync();
        await PausedAsync();
        _receiver.Held = new();
        using var killed = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var first = Sender();
        Assert.True(await first.BeginRoundAsync(killed.Token));
        await _receiver.Arrived.Task.Comes();
        await killed.CancelAsync();
        await first.LanesAsync().Comes();
        _receiver.Held.SetResult();
        _receiver.Held = null;
        var second = Sender();
        await RoundAsync(second);
        Assert.Single(_receiver.All);
        _stage.Time.Advance(WebhookSender.Lease);
        await RoundAsync(second);
        Assert.Equal(2, _receiver.All.Count);
        Assert.Single(_receiver.All.Select(got => got.Id).Distinct());
        Assert.Equal((DeliveryState.Delivered, 2), (await OnlyAsync()) is var done ? (done.State, done.Tries) : default);
    }

    [Fact]
    public async Task A_test_is_sent_at_once_and_once()
    {
        var made = await AddAsync();
        _receiver.Status = 503;
        var came = await Registry.TestAsync(made.Webhook.Id, Sender(), Stop);
        var test = Assert.IsType<Result<WebhookDelivery>.Done>(came).Value;
        Assert.Equal((DeliveryState.Failed, 503), (test.State, test.Status));
        Assert.Equal("webhook.test", Assert.Single(_receiver.All).Type);
    }

    [Fact]
    public async Task Without_webhooks_there_is_nothing_to_do()
    {
        await PausedAsync();
        Assert.False(await Sender().BeginRoundAsync(Stop));
        Assert.Empty(_receiver.All);
    }

    [Theory]
    [InlineData("example.org", false, AddressFault.NoAddress)]
    [InlineData("ftp://127.0.0.1/", false, AddressFault.NoAddress)]
    [InlineData("https://me:secret@127.0.0.1/", false, AddressFault.HasCredentials)]
    [InlineData("http://127.0.0.1/", false, AddressFault.NeedsHttps)]
    [InlineData("http://8.8.8.8/", true, AddressFault.NotPrivate)]
    [InlineData("https://169.254.169.254/latest", false, AddressFault.Refused)]
    [InlineData("https://[::ffff:169.254.169.254]/", false, AddressFault.Refused)]
    [InlineData("https://[64:ff9b::a9fe:a9fe]/", false, AddressFault.Refused)]
    [InlineData("https://[fe80::1]/", false, AddressFault.Refused)]
    [InlineData("http://0.0.0.0/", true, AddressFault.Refused)]
    [InlineData("https://2852039166/", false, AddressFault.Refused)]
    public async Task An_address_that_must_not_be_is_refused_and_says_no_password(string url, bool allowsHttp, object fault)
    {
        var came = await Registry.AddAsync(new(url, [], allowsHttp), Stop);
        var refused = Assert.IsType<Refusal.BadWebhookUrl>(Assert.IsType<Result<NewWebhook>.Refused>(came).Why);
        Assert.Equal(fault, refused.Fault);
        Assert.DoesNotContain("secret", refused.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_leads_elsewhere_by_now_is_refused_at_connecting()
    {
        var post = new WebhookPost(TimeProvider.System);
        var came = await post.SendAsync("https://169.254.169.254/", WebhookSignature.NewSecret(), "msg_1", [1], Stop);
        Assert.Equal((WebhookReasons.TargetRefused("169.254.169.254", "169.254.169.254"), null), (came.Trouble, came.Status));
        came = await post.SendAsync("http://8.8.8.8/", WebhookSignature.NewSecret(), "msg_1", [1], Stop);
        Assert.Equal(WebhookReasons.NotPrivate("8.8.8.8", "8.8.8.8"), came.Trouble);
    }

    [Fact]
    public async Task The_same_address_a_second_time_and_a_bad_secret_are_refused_and_secrets_are_kept_sealed()
    {
        var made = await AddAsync();
        var again = await Registry.AddAsync(new(_receiver.Url, [], true), Stop);
        Assert.Equal(new Refusal.WebhookExists(1, _receiver.Url), Assert.IsType<Result<NewWebhook>.Refused>(again).Why);
        var bad = await Registry.AddAsync(new(_receiver.Url + "2", [], true, "hunter2"), Stop);
        Assert.IsType<Refusal.BadWebhookSecret>(Assert.IsType<Result<NewWebhook>.Refused>(bad).Why);
        Assert.DoesNotContain(
            made.Secret[6..],
            Assert.Single(await Registry.ListAsync(Stop)).SealedSecret,
            StringComparison.Ordinal
        );
        Assert.Equal("https://h/serv…".Length, WebhookAddress.Shown("https://h/services0123456789abcdef").Length);
        Assert.Equal("https://h/a?…", WebhookAddress.Shown("https://u:p@h/a?token=1"));
    }

    /// <summary>The example of the specification.</summary>
    [Fact]
    public void It_signs_as_the_specification_does() =>
        Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            WebhookSignature.Of(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                """{"test": 2432232314}"""u8
            )
        );
}
