using Weft.Application.Progress;
using Weft.Application.Texts;
using Weft.Cli.Terminal;
using Weft.Model;
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
