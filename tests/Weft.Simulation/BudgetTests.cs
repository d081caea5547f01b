using System.Collections.Concurrent;
using Weft.Runtime;
using Weft.Testing.Models;
using Xunit;

namespace Weft.Simulation;

/// <summary>
/// No budget is passed by a single call, as the provider counts, whoever dies or is taken for dead meanwhile. <c>WEFT_BUDGET_SCHEDULES</c> = how many
/// (50 unless told otherwise; 1,000 is the long form), <c>WEFT_FIRST</c> = from which seed on.
/// </summary>
public sealed class BudgetTests(ITestOutputHelper output)
{
    private const int ShortForm = 50;

    [Fact]
    public void No_budget_is_passed_by_a_single_call()
    {
        var (first, count) = (
            SimulationTests.Number("WEFT_FIRST") ?? 1,
            SimulationTests.Number("WEFT_BUDGET_SCHEDULES") ?? ShortForm
        );
        var broken = new ConcurrentBag<Schedule>();
        var (steps, paused) = (0L, 0);
        Parallel.ForEach(
            Enumerable.Range(first, count),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            seed =>
            {
                var played = Schedule.Play(seed, Guards.All, history: false, Mix.Budgets);
                Interlocked.Add(ref steps, played.Steps);
                Interlocked.Add(ref paused, played.StoppedByBudget);
                if (played.Violations.Count > 0)
                    broken.Add(played);
            }
        );
        output.WriteLine($"{count} schedules from {first}, {steps} steps, {paused} jobs stopped by their budgets");
        Assert.True(
            broken.IsEmpty,
            string.Join('\n', broken.OrderBy(one => one.Seed).Select(one => $"seed {one.Seed}: {one.Violations[0]}"))
        );
        // Budgets that are never reached would prove nothing.
        Assert.True(paused > count / 4, $"only {paused} jobs were stopped by their budgets");
    }

    [Fact]
    public void Without_its_guard_a_budget_is_passed() =>
        Assert.Contains(
            Enumerable.Range(1, ShortForm),
            seed =>
                Schedule
                    .Play(seed, Guards.All, history: false, Mix.Budgets, ModelGuards.Without(ModelGuard.CallBudget))
                    .Violations.Any(violation => violation.Contains("has spent", StringComparison.Ordinal))
        );
}
