using Weft.Application.Texts;
using Weft.Cli.Terminal;
using Weft.Model;

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
            ? shell.Phrases.Say("progress.pausedUntil", provider.Name, Clock(until, shell), OneLine.Of(pause.Reason))
            : shell.Phrases.Say("progress.pausedByError", provider.Name, OneLine.Of(pause.Reason));
    }

    public static string Limits(ProviderLimits limits, Shell shell)
    {
        var parts = new List<string>();
        if (limits.Calls is { } calls)
            parts.Add(shell.Phrases.Say("provider.limit.calls", calls));
        if (limits.RequestsPerMinute is { } requests)
            parts.Add(shell.Phrases.Say("provider.limit.rpm", requests));
        if (limits.TokensPerMinute is { } tokens)
            parts.Add(shell.Phrases.Say("provider.limit.tpm", tokens));
        return parts.Count == 0 ? "-" : string.Join(", ", parts);
    }

    private static string Clock(DateTimeOffset at, Shell shell) =>
        TimeZoneInfo
            .ConvertTime(at, shell.Time.LocalTimeZone)
            .ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
}
