using Weft.Application.Progress;
using Weft.Application.Texts;
using Weft.Cli.Terminal;
using Weft.Model;
using Weft.Providers;
using Weft.Reasons;

namespace Weft.Cli.Output;

/// <summary>Providers as lists show them.</summary>
internal static class ProviderCells
{
    public static string State(Provider provider, Shell shell) =>
        provider.IsPaused(shell.Time.GetUtcNow()) ? Paused(provider, shell) : shell.Phrases["provider.ready"];

    /// <summary>Of a provider that is paused: until when, and why.</summary>
    public static string Paused(Provider provider, Shell shell)
    {
        var pause = provider.Pause!;
        return pause.Until is { } until
            ? shell.Phrases.Say(
                "progress.pausedUntil",
                provider.Name,
                Clock(until, shell),
                OneLine.Of(pause.Reason.Say(shell.Phrases.Reasons))
            )
            : shell.Phrases.Say("progress.pausedByError", provider.Name, OneLine.Of(pause.Reason.Say(shell.Phrases.Reasons)));
    }

    /// <summary>What stands in a job's way, a line for each provider.</summary>
    public static IEnumerable<string> Waits(JobProgress job, Shell shell) =>
        job
            .Locked.Select(provider => shell.Phrases.Say("progress.locked", provider.Name))
            .Concat(job.Waiting.Select(provider => Paused(provider, shell)));

    public static string Limits(Provider provider, Shell shell)
    {
        var (limits, parts) = (provider.Limits, new List<string>());
        if (limits.Calls is { } calls)
            parts.Add(shell.Phrases.Say("provider.limit.calls", calls));
        if (provider.CallsNow is { } now)
            parts.Add(shell.Phrases.Say(limits.Calls is null ? "provider.limit.found" : "provider.limit.fewer", now));
        if (limits.RequestsPerMinute is { } requests)
            parts.Add(shell.Phrases.Say("provider.limit.rpm", requests));
        if (limits.TokensPerMinute is { } tokens)
            parts.Add(shell.Phrases.Say("provider.limit.tpm", tokens));
        return parts.Count == 0 ? "-" : string.Join(", ", parts);
    }

    /// <summary>As it holds now, with its day.</summary>
    public static string PriceAndDay(Provider provider, Prices prices, Shell shell)
    {
        var now = shell.Time.GetUtcNow();
        var price = prices.At(provider, now);
        if (price == Price.Free)
            return shell.Phrases["provider.noPrice"];
        var text = AskingText.Price(price);
        return prices.AsOf(provider) is { } day ? shell.Phrases.Say("provider.priceOf", text, Day(day, now, shell)) : text;
    }

    /// <summary>A day of which a price is; one long ago says so.</summary>
    public static string Day(DateOnly day, DateTimeOffset now, Shell shell)
    {
        var text = Written(day);
        return Prices.IsOld(day, now) ? shell.Phrases.Say("provider.oldDay", text) : text;
    }

    /// <summary>What is to be done about a price of long ago; null where it is none.</summary>
    public static string? OldPrice(Provider provider, Prices prices, Shell shell) =>
        prices.AsOf(provider) is { } day && Prices.IsOld(day, shell.Time.GetUtcNow())
            ? shell.Phrases.Say("provider.oldPrice", provider.Model, Written(day), Prices.OldAfterDays)
            : null;

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>With its day, where that is another than today.</summary>
    private static string Clock(DateTimeOffset at, Shell shell) =>
        Local(at, shell)
            .ToString(
                Local(at, shell).Date == Local(shell.Time.GetUtcNow(), shell).Date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm",
                System.Globalization.CultureInfo.InvariantCulture
            );

    private static DateTimeOffset Local(DateTimeOffset at, Shell shell) => TimeZoneInfo.ConvertTime(at, shell.Time.LocalTimeZone);
}
