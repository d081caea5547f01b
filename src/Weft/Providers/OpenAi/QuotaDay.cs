namespace Weft.Providers.OpenAi;

/// <summary>When a day's quota ends: as the provider says, else at the next midnight where the vendor counts its days.</summary>
internal static class QuotaDay
{
    private const string Google = "googleapis.com";
    private static readonly string[] Chinese = [".cn", "aliyuncs.com", "volces.com"];
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>Standard time, for a machine without a table of zones: an hour late in summer.</summary>
    private static readonly TimeSpan Pacific = TimeSpan.FromHours(-8);

    /// <summary>Gemini says "retry in 20 s" of a quota of the day too.</summary>
    private static readonly TimeSpan GoogleMinutes = TimeSpan.FromMinutes(5);

    public static TimeSpan Wait(TimeSpan? told, Uri address, DateTimeOffset now)
    {
        var isGoogle = address.Host.EndsWith(Google, StringComparison.OrdinalIgnoreCase);
        return told is { } said && !(isGoogle && said < GoogleMinutes) ? said
            : isGoogle ? UntilMidnight(now, PacificOffset(now))
            : Chinese.Any(end => address.Host.EndsWith(end, StringComparison.OrdinalIgnoreCase)) ? UntilMidnight(now, China)
            : UntilMidnight(now, TimeSpan.Zero);
    }

    private static TimeSpan UntilMidnight(DateTimeOffset now, TimeSpan offset)
    {
        var local = now.ToOffset(offset);
        return local.Date.AddDays(1) - local.DateTime;
    }

    private static TimeSpan PacificOffset(DateTimeOffset now) =>
        TimeZoneInfo.TryFindSystemTimeZoneById("America/Los_Angeles", out var zone) ? zone.GetUtcOffset(now) : Pacific;
}
