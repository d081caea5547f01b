using System.Globalization;

namespace Weft.Reasons.Findings;

/// <summary>Figures as findings tell them, in both languages alike.</summary>
public static class Measures
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB", "PB"];

    /// <summary>In the largest unit that leaves a whole number: <c>1.4 GB</c>.</summary>
    public static string Size(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        for (; Math.Abs(value) >= 1024 && unit < Units.Length - 1; unit++)
            value /= 1024;
        return value.ToString(value < 10 && unit > 0 ? "0.#" : "0", CultureInfo.InvariantCulture) + " " + Units[unit];
    }

    /// <summary>With one digit behind the point, without a sign.</summary>
    public static string Seconds(TimeSpan span) => Math.Abs(span.TotalSeconds).ToString("0.#", CultureInfo.InvariantCulture);

    public static long Milliseconds(TimeSpan span) => (long)Math.Ceiling(span.TotalMilliseconds);
}
