using Weft.Cli.Parsing;
using Weft.Cli.Showing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Cli.Texts;
using Weft.Model;

namespace Weft.Cli.Work;

/// <summary>Providers as lists show them. Keys are never shown, only whether there is one.</summary>
internal static class ProviderRows
{
    public static async Task<Provider> FindAsync(Workplace place, string name, CancellationToken cancel)
    {
        var all = await place.Ledger.Providers.ProvidersAsync(cancel);
        if (all.FirstOrDefault(one => one.Name == name) is { } found)
            return found;
        var phrases = place.Shell.Phrases;
        var known = all.Select(one => one.Name).ToList();
        throw new Refusal(
            Nearest.To(name, known) is { } near
                ? phrases.Say("provider.unknownNear", name, near)
                : phrases.Say("provider.unknown", name, string.Join(", ", known))
        );
    }

    public static object ToJson(Provider provider, TimeProvider time) =>
        new
        {
            name = provider.Name,
            kind = provider.Kind.Name,
            url = provider.Url,
            model = provider.Model,
            has_key = provider.SealedKey.Length > 0,
            calls = provider.Limits.Calls,
            rpm = provider.Limits.RequestsPerMinute,
            tpm = provider.Limits.TokensPerMinute,
            price_in = Figures.Amount(provider.Price.InputMicros),
            price_cached = Figures.Amount(provider.Price.CachedInputMicros),
            price_out = Figures.Amount(provider.Price.OutputMicros),
            currency = provider.Price.Currency,
            answers = provider.Format is { } format ? Figures.Word(format) : null,
            paused = provider.IsPaused(time.GetUtcNow()),
            paused_until = provider.Pause?.Until,
            reason = provider.Pause?.Reason ?? "",
        };

    public static string State(Provider provider, Shell shell) =>
        provider.IsPaused(shell.Time.GetUtcNow())
            ? Progress.ProgressText.Waiting(provider, shell)
            : shell.Phrases["provider.ready"];

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
}
