using System.Globalization;
using System.Text;
using Weft.Application;

namespace Weft.Web.Page.Readings;

/// <summary>The chapters per minute of an hour as lines on a field of 300 by 64.</summary>
internal sealed class PaceCurve
{
    public const int Width = 300;
    public const int Height = 64;
    private const double Top = 2;
    private const double Foot = 63.5;
    private const int MostLines = 4;

    /// <param name="Label">Null = all providers beyond the first four together.</param>
    public sealed record Line(string? Label, int LastMinute, string Path);

    public PaceCurve(IReadOnlyList<ProviderPace> paces)
    {
        Total = Sum(paces);
        Most = Total.Max();
        Lines =
        [
            .. paces.Take(MostLines).Select(pace => new Line(pace.Provider, pace.PerMinute[^1], PathOf(pace.PerMinute))),
            .. paces.Count > MostLines ? [Others(Sum([.. paces.Skip(MostLines)]))] : Array.Empty<Line>(),
        ];
    }

    /// <summary>Of all providers, the oldest minute first.</summary>
    public IReadOnlyList<int> Total { get; }
    public int Most { get; }

    /// <summary>Minutes from the curve's beginning to the one with the most.</summary>
    public int MostAt => Total.ToList().IndexOf(Most);
    public int All => Total.Sum();
    public int LastMinute => Total[^1];
    public IReadOnlyList<Line> Lines { get; }
    public string TotalPath => PathOf(Total);

    /// <summary>The same down to the foot, to be filled.</summary>
    public string Area => string.Create(CultureInfo.InvariantCulture, $"{TotalPath} L{Width} {Height} L0 {Height}z");

    /// <summary>Where a moment stands, from the left.</summary>
    public static string Across(DateTimeOffset moment, LastHour hour) =>
        (Width * (moment - hour.Since).TotalMinutes / LastHour.Minutes).ToString("0.0", CultureInfo.InvariantCulture);

    private Line Others(int[] others) => new(null, others[^1], PathOf(others));

    private static int[] Sum(IReadOnlyList<ProviderPace> paces) =>
        [.. Enumerable.Range(0, LastHour.Minutes).Select(minute => paces.Sum(pace => pace.PerMinute[minute]))];

    private string PathOf(IReadOnlyList<int> minutes)
    {
        var path = new StringBuilder();
        for (var minute = 0; minute < minutes.Count; minute++)
        {
            var across = (double)Width * minute / (minutes.Count - 1);
            var down = Foot - (Foot - Top) * minutes[minute] / Math.Max(1, Most);
            path.Append(CultureInfo.InvariantCulture, $"{(minute == 0 ? "M" : " L")}{across:0.0} {down:0.0}");
        }
        return path.ToString();
    }
}
