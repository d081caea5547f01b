using System.Globalization;
using Xunit;

namespace Weft.Chaos;

/// <summary>
/// A real process is killed at 50 random moments of its life; <c>WEFT_CHAOS_KILLS</c> = how many. Twice in each folder: a third death could
/// rightly set a chapter apart.
/// </summary>
public sealed class RandomKillTests(ITestOutputHelper output)
{
    private const int KillsOfAFolder = 2;
    private const int Unless = 50;

    [Theory]
    [InlineData(Workshop.Rules)]
    [InlineData(Workshop.Scripted)]
    public async Task A_process_killed_at_any_moment_loses_and_repeats_nothing(string provider)
    {
        var wanted = int.TryParse(
            Environment.GetEnvironmentVariable("WEFT_CHAOS_KILLS"),
            CultureInfo.InvariantCulture,
            out var asked
        )
            ? asked
            : Unless;
        var undisturbed = await Undisturbed.Of(provider);
        var random = new Random(20_261);
        var kills = 0;
        for (var folder = 1; kills < wanted; folder++)
        {
            Assert.True(folder <= wanted * 2, $"only {kills} of {folder} folders' processes lived until their kill");
            await using var shop = await Workshop.OpenAsync(provider, Undisturbed.Latency);
            for (var kill = 0; kill < KillsOfAFolder; kill++)
            {
                await using var process = shop.Start();
                // The moment is the point of the test: drawn over the whole life, the start of the runtime included.
                if (!process.EndsWithin(undisturbed.Takes * random.NextDouble()))
                    kills += await process.KillAsync() ? 1 : 0;
            }
            Assert.Equal(undisturbed.Hash, await shop.FinishAsync());
            await shop.AssertNothingAskedAgainAsync();
        }
        output.WriteLine($"{provider}: {kills} kills within {undisturbed.Takes.TotalMilliseconds:0} ms of life");
    }
}
