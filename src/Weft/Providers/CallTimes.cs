using System.Globalization;

namespace Weft.Providers;

/// <summary>Time limits of calls as people write them: <c>90s</c>, <c>30m</c>, <c>1h</c>.</summary>
internal static class CallTimes
{
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan Most = TimeSpan.FromHours(6);

    public static TimeSpan? TryParse(string text)
    {
        var trimmed = text.Trim();
        TimeSpan? unit =
            trimmed.Length < 2
                ? null
                : trimmed[^1] switch
                {
                    's' => TimeSpan.FromSeconds(1),
                    'm' => TimeSpan.FromMinutes(1),
                    'h' => TimeSpan.FromHours(1),
                    _ => null,
                };
        return
            unit is { } one
            && int.TryParse(trimmed[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && one * number is var time
            && IsGood(time)
            ? time
            : null;
    }

    public static bool IsGood(TimeSpan time) => time >= Least && time <= Most;

    /// <summary>As it would be written.</summary>
    public static string Write(TimeSpan time) =>
        time.TotalSeconds % 3600 == 0 ? $"{time.TotalHours:0}h"
        : time.TotalSeconds % 60 == 0 ? $"{time.TotalMinutes:0}m"
        : $"{time.TotalSeconds:0}s";
}
