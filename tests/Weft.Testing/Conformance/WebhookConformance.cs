using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Xunit;

namespace Weft.Testing.Conformance;

/// <summary>Webhooks, and deliveries that are made of events, taken by one node at a time and settled.</summary>
public abstract class WebhookConformance<TBackend> : LedgerStory<TBackend>
    where TBackend : LedgerBackend, new()
{
    private static readonly Reason Why = Reason.OfWords("no more of this");
    private static readonly WebhookKind[] Every =
    [
        WebhookKind.Finished,
        WebhookKind.Failed,
        WebhookKind.Paused,
        WebhookKind.Closed,
    ];

    private IWebhooks Hooks => Ledger.Webhooks;
    private IWebhooks Elsewhere => Backend.OtherLedger.Webhooks;

    [Fact]
    public async Task An_address_is_added_once_and_comes_back_as_it_was_set()
    {
        Assert.False((await Hooks.LookAsync(Stop)).HasWebhooks);
        var id = await AddAsync("https://example.org/织", WebhookKind.Finished, WebhookKind.Closed);
        Assert.Null(await Hooks.TryAddAsync(New("https://example.org/织"), Stop));
        var back = Assert.Single(await Elsewhere.WebhooksAsync(Stop));
        Assert.Equal(
            (id, "https://example.org/织", true, "mark", "sealed", false),
            (back.Id, back.Url, back.AllowsHttp, back.Mark, back.SealedSecret, back.IsPaused)
        );
        Assert.Equal([WebhookKind.Finished, WebhookKind.Closed], back.Kinds);
        Assert.Equal(Now, back.CreatedAt);
        Assert.True((await Elsewhere.LookAsync(Stop)).HasWebhooks);
        Assert.True(await Hooks.TryRemoveAsync(id, Stop));
        Assert.False(await Hooks.TryRemoveAsync(id, Stop));
        Assert.Empty(await Elsewhere.WebhooksAsync(Stop));
    }

    [Fact]
    public async Task What_happens_is_told_once_to_those_who_asked_for_it()
    {
        var before = await RunningAsync(1);
        await Ledger.Jobs.TryPauseAsync(before, Why, Stop);
        var all = await AddAsync("https://a.example", Every);
        var closed = await AddAsync("https://b.example", WebhookKind.Closed);
        await SaveAsync("m1");
        await Ledger.Providers.PauseProviderAsync("m1", new(Now + Minute, Why), Stop);
        await Ledger.Providers.PauseProviderAsync("m1", new(null, Why), Stop);
        await Ledger.Jobs.TryResumeAsync(before, Budget.None, Stop);
        await Ledger.Jobs.TryPauseAsync(before, Why, Stop);
        await FinishedAsync();
        await Hooks.DeriveAsync(Stop);
        await Elsewhere.DeriveAsync(Stop);
        var told = await Hooks.DeliveriesAsync(all, 10, Stop);
        Assert.Equal(
            [(WebhookKind.Finished, "", Reason.None), (WebhookKind.Paused, "", Why), (WebhookKind.Closed, "m1", Why)],
            told.Select(one => (one.Kind, one.Provider, one.Cause))
        );
        Assert.Equal(before, told[1].Job);
        Assert.Equal(WebhookKind.Closed, Assert.Single(await Hooks.DeliveriesAsync(closed, 10, Stop)).Kind);
        Assert.Equal(4, (await Elsewhere.DeliveriesAsync(null, 10, Stop)).Count);
    }

    [Fact]
    public async Task A_pause_that_a_person_ordered_is_no_closing()
    {
        var all = await AddAsync("https://a.example", Every);
        await SaveAsync("m1", "m2");
        await Ledger.Providers.PauseProviderAsync("m1", new(null, RunReasons.PausedByPerson), Stop);
        await Ledger.Providers.PauseProviderAsync("m2", new(null, RunReasons.PausedByPersonFor("too dear")), Stop);
        await Hooks.DeriveAsync(Stop);
        Assert.Empty(await Hooks.DeliveriesAsync(all, 10, Stop));
    }

    [Fact]
    public async Task One_node_takes_a_delivery_and_another_once_its_lease_is_over()
    {
        var id = await AddAsync("https://a.example", Every);
        await FinishedAsync();
        await Hooks.DeriveAsync(Stop);
        Assert.Equal([id], (await Elsewhere.LookAsync(Stop)).Due);
        var first = await Hooks.TakeAsync(id, "one", Minute, Stop);
        Assert.Null(await Elsewhere.TakeAsync(id, "other", Minute, Stop));
        Assert.Empty((await Elsewhere.LookAsync(Stop)).Due);
        Time.Advance(Minute);
        var second = await Elsewhere.TakeAsync(id, "other", Minute, Stop);
        Assert.Equal((first!.Number, first.Event, 1, 2), (second!.Number, second.Event, first.Tries, second.Tries));
        Assert.False(await Hooks.TrySettleAsync(first.Number, "one", Delivered, Stop));
        Assert.True(await Elsewhere.TrySettleAsync(first.Number, "other", Delivered, Stop));
        Assert.False(await Elsewhere.TrySettleAsync(first.Number, "other", Delivered, Stop));
        var done = Assert.Single(await Hooks.DeliveriesAsync(id, 10, Stop));
        Assert.Equal((DeliveryState.Delivered, 200, "thanks 谢谢", Now), (done.State, done.Status, done.Answer, done.TriedAt));
        Time.Advance(Minute);
        Assert.Null(await Hooks.TakeAsync(id, "third", Minute, Stop));
    }

    [Fact]
    public async Task What_waits_for_a_later_try_is_not_taken_before_its_time()
    {
        var id = await AddAsync("https://a.example", Every);
        await FinishedAsync();
        await Hooks.DeriveAsync(Stop);
        var taken = await Hooks.TakeAsync(id, "one", Minute, Stop);
        var again = new DeliveryOutcome(DeliveryState.Waiting, Now + 2 * Minute, 500, "", WebhookReasons.Answered(500));
        Assert.True(await Hooks.TrySettleAsync(taken!.Number, "one", again, Stop));
        Assert.Null(await Hooks.TakeAsync(id, "two", Minute, Stop));
        var waits = Assert.Single(await Elsewhere.DeliveriesAsync(id, 10, Stop));
        Assert.Equal(
            (DeliveryState.Waiting, Now + 2 * Minute, WebhookReasons.Answered(500), 500),
            (waits.State, waits.NextAt, waits.Trouble, waits.Status)
        );
        Time.Advance(2 * Minute);
        Assert.Equal(2, (await Elsewhere.TakeAsync(id, "three", Minute, Stop))!.Tries);
    }

    [Fact]
    public async Task A_paused_one_sends_nothing_and_is_told_only_of_what_happens_after_it_is_resumed()
    {
        var id = await AddAsync("https://a.example", Every);
        await FinishedAsync();
        await Hooks.DeriveAsync(Stop);
        Assert.True(await Hooks.TryPauseAsync(id, Why, Stop));
        Assert.False(await Hooks.TryPauseAsync(id, Why, Stop));
        Assert.Equal(
            (true, Why),
            Assert.Single(await Elsewhere.WebhooksAsync(Stop)) is var paused ? (paused.IsPaused, paused.PauseReason) : default
        );
        Assert.Null(await Hooks.TakeAsync(id, "one", Minute, Stop));
        await FinishedAsync();
        await Hooks.DeriveAsync(Stop);
        Assert.True(await Hooks.TryResumeAsync(id, Stop));
        Assert.False(await Hooks.TryResumeAsync(id, Stop));
        await FinishedAsync();
        await Hooks.DeriveAsync(Stop);
        Assert.Equal(2, (await Hooks.DeliveriesAsync(id, 10, Stop)).Count);
        Assert.NotNull(await Hooks.TakeAsync(id, "one", Minute, Stop));
        Assert.NotNull(await Hooks.TakeAsync(id, "two", Minute, Stop));
        Assert.Null(await Hooks.TakeAsync(id, "three", Minute, Stop));
    }

    [Fact]
    public async Task A_test_is_taken_by_whoever_added_it_also_while_paused()
    {
        var id = await AddAsync("https://a.example", WebhookKind.Closed);
        await Hooks.TryPauseAsync(id, Reason.None, Stop);
        Assert.Null(await Hooks.AddTestAsync(new(id.Value + 1), "one", Minute, Stop));
        var test = await Hooks.AddTestAsync(id, "one", Minute, Stop);
        Assert.Equal((WebhookKind.Test, null, 1), (test!.Kind, test.Event, test.Tries));
        Assert.True(await Elsewhere.TrySettleAsync(test.Number, "one", Delivered, Stop));
        Time.Advance(TimeSpan.FromDays(31));
        await Hooks.DeriveAsync(Stop);
        Assert.Empty(await Hooks.DeliveriesAsync(id, 10, Stop));
    }

    private static DeliveryOutcome Delivered => new(DeliveryState.Delivered, null, 200, "thanks 谢谢", Reason.None);

    private Webhook New(string url, params WebhookKind[] kinds) => new(default, url, true, kinds, "mark", "sealed", Now);

    private async Task<WebhookId> AddAsync(string url, params WebhookKind[] kinds) =>
        (await Hooks.TryAddAsync(New(url, kinds), Stop))!.Value;

    private async Task FinishedAsync()
    {
        var job = await RunningAsync(1);
        await CompleteAsync(await ClaimOneAsync(await SessionAsync(), job));
        Assert.True(await Ledger.Jobs.TryFinishAsync(job, 0, Stop));
    }
}
