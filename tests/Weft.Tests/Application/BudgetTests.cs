using Weft.Application;
using Weft.Model;
using Weft.Providers;
using Weft.Reasons;
using Xunit;
using static Weft.Tests.Application.ApplicationStage;

namespace Weft.Tests.Application;

/// <summary>A budget is kept or refused: never taken and then passed by.</summary>
public sealed class BudgetTests
{
    private static readonly Price Dollars = new(150_000, 3_000, 600_000, "USD");
    private static readonly Price Yuan = new(2_000_000, 200_000, 8_000_000, "CNY");
    private readonly ApplicationStage _stage = new();

    private async Task PutAsync(string name, Price price, string model = "m") =>
        Done(await _stage.Providers.SaveAsync(Endpoint(name) with { Price = price, Model = model }, Stop));

    private async Task<Result<JobId>> StartAsync(BudgetWish wish, params string[] providers) =>
        await _stage.Orders.StartAsync(
            await _stage.BookAsync(),
            Request(providers) with
            {
                Budget = wish.Budget,
                Currency = wish.Currency,
            },
            Stop
        );

    private static BudgetWish Wish(string text) => BudgetText.TryParse(text)!;

    [Fact]
    public async Task Money_without_a_price_is_refused_before_the_first_call()
    {
        await PutAsync("local", Price.Free);
        await PutAsync("dear", Dollars);
        var money = new BudgetWish(new(null, 100));
        Assert.Equal(new Refusal.NoPrice("local", "m"), Refused(await StartAsync(money, "local")));
        // One of several is enough: its calls would cost nothing that counts.
        Assert.Equal(new Refusal.NoPrice("local", "m"), Refused(await StartAsync(money, "dear", "local")));
        Done(await StartAsync(new(new(1000, null)), "local"));
        Done(await StartAsync(money, "dear", "rules"));
        Done(await StartAsync(money));
        // Said to cost nothing, in a currency: that is a price.
        await PutAsync("local", new(0, 0, 0, "USD"));
        Done(await StartAsync(money, "local"));
        // Known by its model's name.
        await PutAsync("known", Price.Free, "gpt-4o-mini");
        Done(await StartAsync(money, "known"));
    }

    [Fact]
    public async Task Money_is_meant_in_one_currency()
    {
        await PutAsync("dollars", Dollars);
        await PutAsync("yuan", Yuan);
        Assert.Equal(new Refusal.OtherCurrency("yuan", "CNY", null, "USD"), Refused(await StartAsync(Wish("3USD"), "yuan")));
        Assert.Equal(
            new Refusal.OtherCurrency("yuan", "CNY", "dollars", "USD"),
            Refused(await StartAsync(new(new(null, 5_000_000)), "dollars", "yuan"))
        );
        Done(await StartAsync(Wish("20元"), "yuan"));
        Done(await StartAsync(Wish("$3"), "dollars", "rules"));
        Done(await StartAsync(Wish("500ktok"), "dollars", "yuan"));
    }

    [Fact]
    public async Task A_job_that_is_paused_at_its_budget_goes_on_with_a_higher_one_alone()
    {
        var (job, _) = await _stage.ReadingAsync(await _stage.BookAsync());
        var why = RunReasons.OverTokenBudget(budget: 30_000, spent: 0, reserved: 0, needed: 6_000);
        async Task PauseAsync() => Assert.True(await _stage.Ledger.Jobs.TryPauseAsync(job, why, Stop));
        async Task<Result<ResumedJobs>> WithAsync(BudgetWish raise) => await _stage.Orders.ResumeAsync(job, raise, Stop);

        await PauseAsync();
        Done(await WithAsync(Wish("30ktok")));
        Assert.Equal(30_000, (await _stage.JobAsync(job)).Order.Budget.Tokens);
        await PauseAsync();
        // The next call needs 6,000.
        Assert.Equal(
            new Refusal.BudgetIsSpent(job, "5000", "0", "6000", "60000tok", IsMoney: false),
            Refused(await WithAsync(Wish("5000tok")))
        );
        Done(await WithAsync(Wish("1Mtok")));
        await PauseAsync();
        Done(await WithAsync(BudgetWish.None));
        Assert.Equal(1_000_000, (await _stage.JobAsync(job)).Order.Budget.Tokens);
        Assert.Equal(JobState.Running, (await _stage.JobAsync(job)).State);
    }

    [Theory]
    [InlineData("3USD", null, 3_000_000L, "USD")]
    [InlineData("3 usd", null, 3_000_000L, "USD")]
    [InlineData("$2.50", null, 2_500_000L, "USD")]
    [InlineData("20CNY", null, 20_000_000L, "CNY")]
    [InlineData("¥20", null, 20_000_000L, "CNY")]
    [InlineData("￥20", null, 20_000_000L, "CNY")]
    [InlineData("20元", null, 20_000_000L, "CNY")]
    [InlineData("２０人民币", null, 20_000_000L, "CNY")]
    [InlineData("1,200EUR", null, 1_200_000_000L, "EUR")]
    [InlineData("500ktok", 500_000L, null, "")]
    [InlineData("2Mtok", 2_000_000L, null, "")]
    [InlineData("1.5M tokens", 1_500_000L, null, "")]
    [InlineData("30000 tok", 30_000L, null, "")]
    [InlineData("50万token", 500_000L, null, "")]
    public void A_budget_is_read_as_people_write_it(string text, long? tokens, long? micros, string currency) =>
        Assert.Equal(new BudgetWish(new(tokens, micros), currency), BudgetText.TryParse(text));

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("3 of them")]
    [InlineData("-3USD")]
    [InlineData("USD")]
    [InlineData("0tok")]
    [InlineData("0ktok")]
    [InlineData("0USD")]
    [InlineData("0.0000001USD")]
    [InlineData("1e9USD")]
    [InlineData("$3CNY")]
    [InlineData("99999999999999USD")]
    public void What_is_no_budget_is_none(string text) => Assert.Null(BudgetText.TryParse(text));
}
