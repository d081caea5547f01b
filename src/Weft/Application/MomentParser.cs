using System.Globalization;

namespace Weft.Application;

/// <summary>Moments as people write them: how long ago (<c>90s</c>, <c>30m</c>, <c>2h</c>, <c>7d</c>), or a date with or without a time of day.</summary>
internal static class MomentParser
{
    private const int MostDays = 36_500;

    /// <summary>Null = it is neither. Without an offset it is meant in this machine's time zone.</summary>
    public static DateTimeOffset? TryParse(string text, TimeProvider time)
    {
        text = text.Trim();
        if (Ago(text) is { } ago)
            return time.GetUtcNow() - ago;
        if (
            !DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment) || !HasYear(text)
        )
            return null;
        if (moment.Kind == DateTimeKind.Utc)
            return new DateTimeOffset(moment);
        return moment.Kind == DateTimeKind.Local && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var exact)
            ? exact.ToUniversalTime()
            : new DateTimeOffset(moment, time.LocalTimeZone.GetUtcOffset(moment)).ToUniversalTime();
    }

    /// <summary>A lone time of day or month would be taken for today's or this year's.</summary>
    private static bool HasYear(string text) =>
        text.Length >= 10 && text.Take(4).All(char.IsAsciiDigit) && (text[4] is '-' or '/');

    private static TimeSpan? Ago(string text)
    {
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return null;
        TimeSpan? one = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => null,
        };
        return one is { } unit && count * unit.TotalDays <= MostDays ? count * unit : null;
    }
}
