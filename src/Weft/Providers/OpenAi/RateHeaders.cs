using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Weft.Providers.OpenAi;

/// <summary>
/// When a limit ends, from the headers that count it (<c>x-ratelimit-remaining-requests</c>, <c>x-ratelimit-reset-requests</c> and kin). Each vendor writes
/// them in its own way, and some contradict themselves: what makes no sense says nothing.
/// </summary>
internal static partial class RateHeaders
{
    private const string Remaining = "-remaining";
    private const string Reset = "-reset";

    /// <summary>No limit of a minute or a day takes longer; a number of seconds that is larger is one of milliseconds, or a moment.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);
    private const double FirstEpochSecond = 1e9;
    private const double FirstEpochMillisecond = 1e11;

    [GeneratedRegex(
        "^(?:(?<d>\\d+)d)?(?:(?<h>\\d+)h)?(?:(?<m>\\d+)m(?!s))?(?:(?<s>\\d+(?:\\.\\d+)?)s)?(?:(?<ms>\\d+(?:\\.\\d+)?)ms)?$"
    )]
    private static partial Regex Span();

    /// <summary>The longest wait for a limit of which nothing is left; null where none can be told.</summary>
    /// <param name="now">By the server's own clock.</param>
    public static TimeSpan? Wait(IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers, DateTimeOffset now)
    {
        var told = headers
            .Where(header => header.Key.Contains("ratelimit", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.First().Trim());
        return told.Where(header => header.Key.Contains(Reset, StringComparison.Ordinal) && IsSpent(told, header.Key))
            .Select(header => TryRead(header.Value, now))
            .Max();
    }

    /// <summary>Nothing is left, or nobody says how much; below zero stands for no limit at some, and for anything at others.</summary>
    private static bool IsSpent(Dictionary<string, string> told, string reset) =>
        !told.TryGetValue(reset.Replace(Reset, Remaining, StringComparison.Ordinal), out var left)
        || (double.TryParse(left, CultureInfo.InvariantCulture, out var number) && number == 0);

    /// <summary>
    /// Seconds, milliseconds, <c>6m0s</c>, <c>PT20S</c>, a date, or a moment in seconds or milliseconds since 1970. Null where it is over, further away
    /// than any limit, or nothing of these.
    /// </summary>
    internal static TimeSpan? TryRead(string text, DateTimeOffset now) =>
        Read(text, now) is { } wait && wait > TimeSpan.Zero && wait <= Longest ? wait : null;

    private static TimeSpan? Read(string text, DateTimeOffset now)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return OfNumber(number, now);
        if (Span().Match(text.ToLowerInvariant()) is { Success: true, Length: > 0 } span)
            return OfParts(span);
        if (text.StartsWith('P'))
            return OfIso(text);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at - now
            : null;
    }

    private static TimeSpan? OfNumber(double number, DateTimeOffset now)
    {
        var since = (now - DateTimeOffset.UnixEpoch).TotalSeconds;
        var seconds =
            number >= FirstEpochMillisecond ? number / 1e3 - since
            : number >= FirstEpochSecond ? number - since
            : number > Longest.TotalSeconds ? number / 1e3
            : number;
        return Math.Abs(seconds) <= Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static TimeSpan? OfParts(Match span)
    {
        double Part(string name) =>
            span.Groups[name].Success ? double.Parse(span.Groups[name].Value, CultureInfo.InvariantCulture) : 0;
        var seconds = ((Part("d") * 24 + Part("h")) * 60 + Part("m")) * 60 + Part("s") + Part("ms") / 1e3;
        return seconds <= Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static TimeSpan? OfIso(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception trouble) when (trouble is FormatException or OverflowException)
        {
            return null;
        }
    }
}
