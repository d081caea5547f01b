using Weft.Application;
using Weft.Application.Estimates;
using Weft.Model;
using Weft.Providers;
using Weft.Reasons;
using Xunit;
using static Weft.Tests.Application.ApplicationStage;

namespace Weft.Tests.Application;

public sealed class EstimateQueriesTests
{
    private static readonly Price Dollars = new(1_000_000, 100_000, 4_000_000, "USD");
    private static readonly Price Yuan = new(2_000_000, 200_000, 8_000_000, "CNY");
    private readonly ApplicationStage _stage = new();

    private EstimateQueries Estimates =>
        new(_stage.Ledger, new BookMeasurer(_stage.Ledger.Library), Prices.BuiltIn(), _stage.Time);

    private async Task PutAsync(string name, Price price, ProviderLimits? limits = null) =>
        Done(
            await _stage.Providers.SaveAsync(Endpoint(name) with { Price = price, Limits = limits ?? ProviderLimits.None }, Stop)
        );

    private async Task<Estimate> EstimateAsync(JobRequest request, params Book[] books) =>
        Done(await Estimates.EstimateAsync(books, request, Stop));

    [Fact]
    public async Task In_order_the_first_is_expected_to_read_all()
    {
        await PutAsync("first", Dollars);
        await PutAsync("second", Yuan);
        var book = await _stage.BookAsync();
        var estimate = await EstimateAsync(Request("first", "second", "rules"), book);
        Assert.Equal((1, 3, 3, 3), (estimate.Books, estimate.Chapters, estimate.Passages, estimate.Expected.Calls));
        Assert.Equal([1.0, 0.0], estimate.Readers.Select(reader => reader.Share));
        var money = Assert.Single(estimate.Money);
        Assert.Equal("USD", money.Currency);
        Assert.True(money.Micros > 0 && money.MostMicros > money.Micros);
        Assert.Equal(estimate.Expected, estimate.Readers[0].Cost);
    }

    [Fact]
    public async Task Side_by_side_they_share_by_their_calls_at_once()
    {
        await PutAsync("dollars", Dollars, new(6, null, null));
        await PutAsync("yuan", Yuan, new(2, null, null));
        var order = Request("dollars", "yuan") with { Order = ProviderOrder.SideBySide };
        var estimate = await EstimateAsync(order, await _stage.BookAsync());
        Assert.Equal([0.75, 0.25], estimate.Readers.Select(reader => reader.Share));
        Assert.Equal(["USD", "CNY"], estimate.Money.Select(money => money.Currency));
    }

    [Fact]
    public async Task Rules_before_all_ask_nobody()
    {
        await PutAsync("p", Dollars);
        var estimate = await EstimateAsync(Request("rules", "p"), await _stage.BookAsync());
        Assert.Equal(0, estimate.Expected.Calls);
        Assert.Equal([EstimateReasons.NoCalls], estimate.Notes);
    }

    [Fact]
    public async Task Limits_per_minute_are_slower_than_calls_at_once()
    {
        await PutAsync("free", Dollars);
        await PutAsync("slow", Dollars, new(null, 1, null));
        var book = await _stage.BookAsync();
        var free = await EstimateAsync(Request("free"), book);
        var slow = await EstimateAsync(Request("slow"), book);
        Assert.True(free.Expected.Time < TimeSpan.FromSeconds(30), $"{free.Expected.Time}");
        // The first leaves at once, the third two minutes later.
        Assert.Equal(TimeSpan.FromMinutes(2), slow.Expected.Time);
    }

    [Fact]
    public async Task Calls_at_once_are_those_that_were_found_out()
    {
        await PutAsync("p", Dollars);
        var book = await _stage.BookAsync();
        var before = await EstimateAsync(Request("p"), book);
        var known = (await _stage.Ledger.Providers.ProvidersAsync(Stop)).Single(provider => provider.Name == "p");
        var found = Manners.Common with { Calls = new(1, 2, _stage.Time.GetUtcNow()) };
        await _stage.Ledger.Providers.SaveMannersAsync(known.Knowing(found), Stop);
        // Three calls: one after another, and not side by side.
        Assert.Equal(before.Expected.Time * 3, (await EstimateAsync(Request("p"), book)).Expected.Time);
    }

    [Fact]
    public async Task A_budget_tells_where_it_will_pause()
    {
        await PutAsync("p", Dollars);
        var book = await _stage.BookAsync();
        var whole = await EstimateAsync(Request("p"), book);
        Assert.Null(whole.PausesAt);
        var budget = new Budget(whole.Expected.Tokens / 2, null);
        var half = await EstimateAsync(Request("p") with { Budget = budget }, book);
        Assert.Equal(new PausePoint("Emma", 2), half.PausesAt);
        Assert.Contains(half.Notes, note => note.Code == "estimate_over_budget");
    }

    [Fact]
    public async Task Several_books_are_one_estimate_and_share_their_budget()
    {
        await PutAsync("p", Dollars);
        var (one, other) = (await _stage.BookAsync("Emma"), await _stage.BookAsync("Persuasion, a longer title"));
        var request = Request("p") with { Budget = new(1_000_000, 3_000_000) };
        var estimate = await EstimateAsync(request, one, other);
        Assert.Equal((2, 6), (estimate.Books, estimate.Expected.Calls));
        Assert.Contains(estimate.Notes, note => note.Code == "estimate_shared_budget");
        // One after another: it is the second book at which less than both of them need is spent.
        var half = await EstimateAsync(request with { Budget = new(estimate.Expected.Tokens * 2 / 3, null) }, one, other);
        Assert.Equal("Persuasion, a longer title", half.PausesAt!.Title);
    }

    [Fact]
    public async Task What_is_not_there_is_refused()
    {
        await PutAsync("p", Dollars);
        var book = await _stage.BookAsync();
        Assert.IsType<Refusal.UnknownProvider>(Refused(await Estimates.EstimateAsync([book], Request("q"), Stop)));
        var beyond = Request("p") with { Chapters = ChapterRanges.TryParse("2-9") };
        Assert.IsType<Refusal.NoSuchChapter>(Refused(await Estimates.EstimateAsync([book], beyond, Stop)));
    }

    [Theory]
    [InlineData(12, 3, 3, "7")]
    [InlineData(12, 3, 5, "4,10")]
    [InlineData(61, 1, 5, "7,19,31,43,55")]
    [InlineData(2, 1, 9, "1,2")]
    [InlineData(1, 4, 2, "1")]
    public void A_pilot_is_spread_over_the_book(int chapters, int each, int passages, string chosen)
    {
        var measured = Enumerable
            .Range(1, chapters)
            .Select(number => new ChapterMeasure(
                number,
                number,
                new("h", number),
                100,
                [.. Enumerable.Repeat(new PassageMeasure("h", 10, 1, 1, 1), each)]
            ));
        Assert.Equal(chosen, PilotChapters.Choose([.. measured], passages).ToString());
    }

    [Fact]
    public void Names_count_once_whatever_they_are_called()
    {
        var profile = new Profile(
            "1",
            "en",
            [new("Tom Brown", "person", 9, ["Tom", "Brown"]), new("London", "place", 3, []), new("Tomlin", "person", 1, [])],
            ""
        );
        var names = new NameCounter(profile);
        Assert.Equal(2, names.CountIn("Tom went with Tom Brown to London; in London Brown slept."));
        Assert.Equal(1, names.CountIn("Tomlin"));
        Assert.Equal(0, names.CountIn(""));
    }
}
