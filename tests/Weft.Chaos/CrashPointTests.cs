using System.Globalization;
using Weft.Runtime;
using Weft.Testing;
using Xunit;

namespace Weft.Chaos;

/// <summary>A real process is killed at each numbered crash point; started again, it comes to the graph of an undisturbed run.</summary>
public sealed class CrashPointTests
{
    private static readonly int[] OfAsking = [CrashPoint.CallRowWritten, CrashPoint.AnswerCame, CrashPoint.AnswerJournalled];

    /// <summary>Reached once for each chapter or call, so that a later time is another situation than the first.</summary>
    private static readonly int[] Often =
    [
        CrashPoint.Claimed,
        CrashPoint.TextRead,
        CrashPoint.FactsReady,
        CrashPoint.GraphWritten,
        CrashPoint.RunCompleted,
        .. OfAsking,
    ];

    public static TheoryData<string, string> Kills
    {
        get
        {
            var kills = new TheoryData<string, string>();
            foreach (var provider in new[] { Workshop.Rules, Workshop.Scripted })
                for (var point = 1; point <= CrashPoint.Last; point++)
                {
                    if (provider == Workshop.Rules && OfAsking.Contains(point))
                        continue;
                    kills.Add(provider, point.ToString(CultureInfo.InvariantCulture));
                    // A claim takes many chapters at once: there is no fifth.
                    if (Often.Contains(point))
                        kills.Add(
                            provider,
                            string.Create(CultureInfo.InvariantCulture, $"{point}:{(point == CrashPoint.Claimed ? 2 : 5)}")
                        );
                }
            return kills;
        }
    }

    [Theory]
    [MemberData(nameof(Kills))]
    public async Task A_process_killed_at_a_crash_point_loses_and_repeats_nothing(string provider, string point)
    {
        await using var shop = await Workshop.OpenAsync(provider, Undisturbed.Latency);
        if (point == CrashPoint.SessionTakenOver.ToString(CultureInfo.InvariantCulture))
        {
            // A takeover needs somebody who died.
            await using var forerunner = shop.Start(CrashPoint.GraphWritten.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(128 + ProcessSignal.Kill, await forerunner.EndsAsync());
        }
        await using (var killed = shop.Start(point))
            Assert.True(
                await killed.EndsAsync() == 128 + ProcessSignal.Kill,
                $"point {point} was never reached:\n{killed.Output}"
            );
        Assert.Equal((await Undisturbed.Of(provider)).Hash, await shop.FinishAsync());
        await shop.AssertNothingAskedAgainAsync();
    }
}
