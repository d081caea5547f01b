using System.Globalization;
using Weft.Model;
using Weft.Providers;
using Weft.Reasons.Findings;

namespace Weft.Application.Diagnosis;

/// <summary>Providers: can they be reached, are they paused, is their price known; and, where it may cost a little, do they answer.</summary>
internal sealed class ProvidersCheck(DoctorParts parts, DoctorStores stores, bool calls)
{
    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancel)
    {
        var providers = (await stores.Ledger.Providers.ProvidersAsync(cancel)).Where(one => one.Kind.MakesCalls).ToList();
        if (providers.Count == 0)
            return [new("providers_rules")];
        var findings = await Task.WhenAll(providers.Select(provider => OfAsync(provider, cancel)));
        return [.. findings.SelectMany(found => found)];
    }

    private async Task<List<Finding>> OfAsync(Provider provider, CancellationToken cancel)
    {
        var findings = new List<Finding> { await ReachedAsync(provider, cancel) };
        findings.AddRange(Paused(provider));
        findings.AddRange(Priced(provider));
        if (calls && findings[0].Level == FindingLevel.Ok)
            findings.AddRange(await AskedAsync(provider, cancel));
        return findings;
    }

    private async Task<Finding> ReachedAsync(Provider provider, CancellationToken cancel)
    {
        var asked = parts.Time.GetTimestamp();
        return await parts.Reach(provider, cancel) is { } cause
            ? new("provider_unreached", ("provider", provider.Name), ("cause", cause))
            : new(
                "provider_reached",
                ("provider", provider.Name),
                ("model", provider.Model),
                ("ms", Measures.Milliseconds(parts.Time.GetElapsedTime(asked)))
            );
    }

    private IEnumerable<Finding> Paused(Provider provider)
    {
        if (provider.Pause is not { } pause || !provider.IsPaused(parts.Time.GetUtcNow()))
            yield break;
        yield return pause.Until is { } until
            ? new(
                "provider_paused",
                ("provider", provider.Name),
                ("until", Texts.Figures.Moment(until, parts.Time)),
                ("cause", pause.Reason)
            )
            : new("provider_closed", ("provider", provider.Name), ("cause", pause.Reason));
    }

    private IEnumerable<Finding> Priced(Provider provider)
    {
        var now = parts.Time.GetUtcNow();
        if (parts.Presets.Prices.At(provider, now) == Price.Free)
            yield return new("provider_no_price", ("provider", provider.Name), ("model", provider.Model));
        else if (parts.Presets.Prices.AsOf(provider) is { } asOf && Prices.IsOld(asOf, now))
            yield return new(
                "provider_price_old",
                ("provider", provider.Name),
                ("model", provider.Model),
                ("date", asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                ("days", DateOnly.FromDateTime(now.UtcDateTime).DayNumber - asOf.DayNumber)
            );
    }

    private async Task<IEnumerable<Finding>> AskedAsync(Provider provider, CancellationToken cancel) =>
        await stores.Probe().TestAsync(provider.Name, cancel) switch
        {
            Result<ProviderTest>.Done({ Ok: true } test) =>
            [
                new("provider_answers", ("provider", provider.Name), ("seconds", Measures.Seconds(test.Took))),
                .. test.Found.Select(found => new Finding("provider_shows", ("provider", provider.Name), ("words", found))),
            ],
            Result<ProviderTest>.Done(var test) =>
            [
                new("provider_silent", ("provider", provider.Name), ("cause", test.Found is [var first, ..] ? first : test.Said)),
            ],
            // It was removed meanwhile.
            _ => [],
        };
}
