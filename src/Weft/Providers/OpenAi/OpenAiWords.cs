using System.Globalization;

namespace Weft.Providers.OpenAi;

/// <summary>What a provider says beside its answers.</summary>
internal static class OpenAiWords
{
    private const int Longest = 300;

    /// <summary>On one line, short, without the key.</summary>
    public static string Safe(string words, string key)
    {
        var safe = words.Length <= Longest * 4 ? words : words[..(Longest * 4)];
        if (key.Trim().Length > 3)
            safe = safe.Replace(key.Trim(), "…", StringComparison.Ordinal);
        safe = string.Join(' ', safe.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        safe = string.Concat(safe.Where(character => !char.IsControl(character) && !char.IsSurrogate(character)));
        return safe.Length <= Longest ? safe : safe[..(Longest - 1)] + "…";
    }

    /// <summary>Retry-After in seconds or as a date, or retry-after-ms; null where none can be read.</summary>
    /// <param name="now">By the server's own clock.</param>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        if (Header(response, "retry-after-ms") is { } milliseconds && Number(milliseconds) is { } exact)
            return TimeSpan.FromMilliseconds(exact);
        if (Header(response, "Retry-After") is not { } text)
            return null;
        if (Number(text) is { } seconds)
            return TimeSpan.FromSeconds(seconds);
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return null;
        var wait = at - now;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>At most a year of seconds: no arithmetic goes over.</summary>
    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? Math.Min(number, 31_536_000)
            : null;
}
