using System.Globalization;
using Xunit;
using Xunit.Sdk;

// Each story starts and kills servers and counts milliseconds: one at a time.
[assembly: Xunit.v3.Parallelization(Mode = ParallelMode.None)]

namespace Weft.Rig;

/// <summary>How large a story is played: small by default, by a variable of its own, or all in full with <c>WEFT_RIG=full</c>.</summary>
internal static class Size
{
    /// <summary>Whether speeds are held to their aims: only on a machine that does nothing else.</summary>
    public static bool HoldsAims => Environment.GetEnvironmentVariable("WEFT_RIG_AIMS") == "1";

    private static bool IsFull => Environment.GetEnvironmentVariable("WEFT_RIG") == "full";

    /// <param name="variable">For example <c>WEFT_RIG_KILLS</c>.</param>
    public static int Of(string variable, int usual, int full) => Number(variable) ?? (IsFull ? full : usual);

    /// <summary>A story's chance: of <c>WEFT_SEED</c>, else new each time; printed, so that it can be played again.</summary>
    public static Random Chance(ITestOutputHelper output)
    {
        var seed = Number("WEFT_SEED") ?? Environment.TickCount & 0xFFFFFF;
        output.WriteLine($"WEFT_SEED={seed}");
        return new Random(seed);
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
