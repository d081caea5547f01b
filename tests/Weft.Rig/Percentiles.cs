using System.Globalization;
using System.Text;
using Xunit;

namespace Weft.Rig;

/// <summary>Times that were measured, as people want to read them.</summary>
internal sealed class Percentiles(string what)
{
    private static readonly int[] Steps = [50, 100, 150, 200, 250, 300, 400, 500, 750, 1_000, 2_000, 3_000, 4_000, 5_000, 10_000];

    private readonly List<TimeSpan> _times = [];

    public int Count => _times.Count;

    public TimeSpan Most => _times.Count == 0 ? TimeSpan.Zero : _times.Max();

    public void Add(IEnumerable<TimeSpan> times) => _times.AddRange(times);

    /// <summary>The time that so many of a hundred did not exceed (nearest rank).</summary>
    public TimeSpan At(double percent) =>
        _times.Order().ElementAt(Math.Max(0, (int)Math.Ceiling(_times.Count * percent / 100) - 1));

    /// <summary>Prints the figures and the histogram; holds them to the aims where that was asked for, else to what no machine excuses.</summary>
    public void Tell(ITestOutputHelper output, TimeSpan half, TimeSpan nearlyAll, TimeSpan never)
    {
        Assert.NotEmpty(_times);
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: {Count} times; p50 {Ms(At(50))} ms (aim {Ms(half)}), p90 {Ms(At(90))}, p99 {Ms(At(99))} (aim {Ms(nearlyAll)}), most {Ms(Most)}"
            )
        );
        output.WriteLine(Histogram());
        Assert.True(Most <= never, $"{what}: one took {Ms(Most)} ms");
        if (!Size.HoldsAims)
            return;
        Assert.True(At(50) <= half, $"{what}: p50 {Ms(At(50))} ms");
        Assert.True(At(99) <= nearlyAll, $"{what}: p99 {Ms(At(99))} ms");
    }

    private string Histogram()
    {
        var (text, below) = (new StringBuilder(), 0);
        foreach (var step in Steps)
        {
            var upTo = _times.Count(time => time.TotalMilliseconds <= step);
            if (upTo > below)
                text.Append(CultureInfo.InvariantCulture, $"  ≤ {step} ms: {upTo - below}");
            below = upTo;
        }
        if (below < _times.Count)
            text.Append(CultureInfo.InvariantCulture, $"  more: {_times.Count - below}");
        return text.ToString();
    }

    private static string Ms(TimeSpan time) => time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
}
