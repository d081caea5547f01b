using System.Globalization;
using Weft.Cli.Texts;

namespace Weft.Cli.Showing;

/// <summary>Numbers, moments and words of the domain, for people.</summary>
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

    /// <summary>A state, a kind of unit or a type as it is called in the user's language; types of a user's own stay as they are.</summary>
    public static string Name(string family, string word, Phrases phrases) =>
        phrases.Has($"{family}.{word}") ? phrases[$"{family}.{word}"] : word;

    /// <summary>As it is written in JSON and tables: <c>SideBySide</c> is side_by_side.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
