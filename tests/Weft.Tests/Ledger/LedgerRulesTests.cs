using Weft.Ledger;
using Weft.Model;
using Xunit;

namespace Weft.Tests.Ledger;

public sealed class LedgerRulesTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_delay_doubles_with_each_way_through_the_list_up_to_a_day()
    {
        var hours = TimeSpan.FromHours(10);
        Assert.Equal([Minute, Minute, 2 * Minute, 2 * Minute, 4 * Minute], Delays(2, Minute));
        Assert.Equal(
            [hours, 2 * hours, RunTransitions.LongestRetryDelay, RunTransitions.LongestRetryDelay, null],
            Delays(1, hours)
        );
    }

    private static TimeSpan?[] Delays(int providers, TimeSpan first) =>
        [.. Enumerable.Range(1, 5).Select(failures => RunTransitions.RetryAfter(failures, providers, first, null))];

    [Fact]
    public void A_delay_is_at_least_what_the_provider_asked_for_and_none_where_none_is_wanted()
    {
        Assert.Equal(7 * Minute, RunTransitions.RetryAfter(1, 1, Minute, 7 * Minute));
        Assert.Equal(Minute, RunTransitions.RetryAfter(1, 1, Minute, TimeSpan.FromSeconds(1)));
        Assert.Null(RunTransitions.RetryAfter(1, 1, null, Minute));
        Assert.Null(RunTransitions.RetryAfter(10, 2, Minute, null));
    }

    [Theory]
    [InlineData(2, "", 2)]
    [InlineData(2, "b", 1)]
    [InlineData(2, "a", 2)]
    [InlineData(2, "ab", 0)]
    [InlineData(0, "b", 0)]
    public void Earlier_rungs_are_open_down_to_the_first_provider_that_works(int index, string workless, int lowest)
    {
        Assert.Equal(lowest, RunTransitions.LowestRung(["a", "b", "c"], index, provider => workless.Contains(provider)));
    }

    [Fact]
    public void Rules_stand_in_for_nobody_and_read_what_the_models_failed()
    {
        Assert.Equal(2, RunTransitions.LowestRung(["a", "b", "rules"], 2, _ => true));
        Assert.Equal(1, RunTransitions.LowestRung(["a", "b", "rules"], 2, _ => true, provider => provider == "b"));
        Assert.Equal(0b001, RunTransitions.Needs(["a", "rules", "c"], 1, provider => provider == "c"));
        Assert.Equal(0, RunTransitions.LowestRung(["rules", "b"], 1, _ => true));
        Assert.Equal(0b101, RunTransitions.Needs(["a", "rules", "c"], 1));
        Assert.Equal(0, RunTransitions.Needs(["a", "rules", "c"], 0));
        Assert.Equal(0, RunTransitions.Needs(["rules"], 0));
    }

    [Theory]
    [InlineData(ProviderOrder.InOrder, 0, 0b001, 1)]
    [InlineData(ProviderOrder.InOrder, 0, 0b010, 2)]
    [InlineData(ProviderOrder.InOrder, 1, 0b010, 2)]
    [InlineData(ProviderOrder.InOrder, 2, 0b111, null)]
    [InlineData(ProviderOrder.InOrder, 1, 0b110, null)]
    [InlineData(ProviderOrder.SideBySide, 0, 0b011, 0)]
    [InlineData(ProviderOrder.SideBySide, 0, 0b111, null)]
    public void A_failed_run_goes_to_the_next_provider_that_has_not_failed_it(
        ProviderOrder order,
        int rung,
        int failedBy,
        int? next
    )
    {
        Assert.Equal(next, RunTransitions.NextRung(order, 3, rung, failedBy));
    }
}
