using System.Globalization;

namespace Weft.Application.Texts;

/// <summary>Numbers, amounts, moments and spans as people read them.</summary>
internal static class Figures
{
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>In the machine's time zone, to the minute.</summary>
    public static string Moment(DateTimeOffset? at, TimeProvider time) =>
        at is { } moment
            ? TimeZoneInfo.ConvertTime(moment, time.LocalTimeZone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
            : "-";

    /// <summary>Millionths as an amount.</summary>
    public static decimal Amount(long micros) => micros / 1_000_000m;

    public static string Money(long micros, string currency) =>
        (
            Amount(micros).ToString(micros < 10_000 ? "0.######" : "0.00##", CultureInfo.InvariantCulture) + " " + currency
        ).TrimEnd();

    /// <summary>About how long, in the two largest units.</summary>
    public static string Span(TimeSpan span, Phrases phrases) =>
        span switch
        {
            { TotalSeconds: < 60 } => phrases.Say("span.seconds", (int)Math.Ceiling(span.TotalSeconds)),
            { TotalMinutes: < 60 } => phrases.Say("span.minutes", (int)span.TotalMinutes, span.Seconds),
            _ => phrases.Say("span.hours", (int)span.TotalHours, span.Minutes),
        };
}
