using System.Diagnostics;
using Weft.Application.Texts;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Providers.Presets;
using Weft.Reasons;

namespace Weft.Application;

/// <summary>A provider as a person wants it. What is not named is reset to what its preset says, or to none: no limits, no price.</summary>
/// <param name="Url">Null: its preset's.</param>
/// <param name="Model">Null: its preset's first.</param>
/// <param name="Key">Empty = it needs none; null = the one that is kept stays.</param>
internal sealed record ProviderRequest(string Name, string? Url, string? Model, string? Key, ProviderLimits Limits, Price Price)
{
    /// <summary>Null: the preset of its name, where no address is given.</summary>
    public string? Preset { get; init; }

    /// <summary>What is said of how it is asked; <c>{}</c> = no further fields, whatever the preset has.</summary>
    public ProviderSettings Settings { get; init; } = ProviderSettings.Usual;

    public ProviderKind Kind { get; init; } = ProviderClients.Default.Kind;

    /// <summary>The same for one that is there: what is not said stays as it is, unless another preset is named.</summary>
    public ProviderRequest Over(Provider known)
    {
        if (Preset is not null)
            return this;
        var (said, had) = (Settings, known.Settings);
        return this with
        {
            Url = Url ?? known.Url,
            Model = Model ?? known.Model,
            Preset = had.Preset.Length > 0 ? had.Preset : null,
            Limits = new(
                Limits.Calls ?? known.Limits.Calls,
                Limits.RequestsPerMinute ?? known.Limits.RequestsPerMinute,
                Limits.TokensPerMinute ?? known.Limits.TokensPerMinute
            ),
            Price = Price == Price.Free ? known.Price : Price,
            Settings = had with
            {
                Extra = said.Extra.Length > 0 ? said.Extra : had.Extra,
                Temperature = said.Temperature ?? had.Temperature,
                Streams = said.Streams ?? had.Streams,
                Timeout = said.Timeout ?? had.Timeout,
                Context = said.Context ?? had.Context,
                ThinkingTokens = said.ThinkingTokens ?? had.ThinkingTokens,
            },
        };
    }
}

/// <summary>A provider as it was saved; its pause and what was found out about it stay as they were.</summary>
/// <param name="IsNew">There was none of that name before.</param>
/// <param name="IsKeyTrimmed">Blanks or quotation marks round the key were left out.</param>
internal sealed record SavedProvider(Provider Provider, bool IsNew, bool IsKeyTrimmed);

/// <summary>What came of one short question.</summary>
/// <param name="Words">The answer, or the provider's words about why there is none.</param>
internal sealed record ProviderTest(Provider Provider, bool Ok, Reason Said, TimeSpan Took)
{
    /// <summary>What it has shown, and how its model is asked by now.</summary>
    public IReadOnlyList<Reason> Found { get; init; } = [];

    /// <summary>As it counts them itself; null where it does not.</summary>
    public long? PromptTokens { get; init; }
    public long? AnswerTokens { get; init; }
}

/// <summary>Providers as people look after them.</summary>
/// <param name="seal">What seals keys; asked for only where there is a key, since one machine makes its own then.</param>
internal sealed class ProviderRegistry(
    IProviders providers,
    Func<KeySeal> seal,
    AuditLog audit,
    PresetTable presets,
    TimeProvider time
)
{
    public PresetTable Presets => presets;

    public Prices Prices => presets.Prices;

    private const int LongestName = 64;

    public Task<IReadOnlyList<Provider>> ListAsync(CancellationToken cancel) => providers.ProvidersAsync(cancel);

    public async Task<Result<Provider>> FindAsync(string name, CancellationToken cancel)
    {
        var all = await providers.ProvidersAsync(cancel);
        return all.FirstOrDefault(provider => provider.Name == name) is { } found
            ? found
            : Unknown(name, [.. all.Select(provider => provider.Name)]);
    }

    /// <summary>Adds a provider, or changes the one of that name.</summary>
    public async Task<Result<SavedProvider>> SaveAsync(ProviderRequest request, CancellationToken cancel)
    {
        var choice = PresetChoice.Complete(presets, request);
        if (choice is not Result<CompletedProvider>.Done(var completed))
            return ((Result<CompletedProvider>.Refused)choice).Why;
        if (Check(request.Name, request.Kind, completed.Url) is { } refusal)
            return refusal;
        var key = request.Key is null ? null : BareKey(request.Key);
        // It goes into a header of HTTP.
        if (key?.All(letter => letter is > ' ' and <= '~') == false)
            return new Refusal.BadProviderKey(request.Name);
        var known = (await providers.ProvidersAsync(cancel)).FirstOrDefault(provider => provider.Name == request.Name);
        var provider = new Provider
        {
            Name = request.Name,
            Kind = request.Kind,
            Url = ProviderClients.Find(request.Kind)!.AddressOf(completed.Url)!,
            Model = completed.Model,
            SealedKey = SealedKey(request with { Key = key }, known),
            Limits = completed.Limits,
            Price = request.Price,
            Settings = completed.Settings with { PricedOn = PricedOn(request.Price, known) },
        };
        await providers.SaveProviderAsync(provider, cancel);
        await NoteAsync(provider, known);
        return new SavedProvider(await InformedAsync(provider, completed.Manners, cancel), known is null, key != request.Key);
    }

    /// <summary>As it stands by now, knowing what its preset does.</summary>
    private async Task<Provider> InformedAsync(Provider provider, Manners manners, CancellationToken cancel)
    {
        var stands = (await providers.ProvidersAsync(cancel)).FirstOrDefault(saved => saved.Name == provider.Name) ?? provider;
        var informed = stands.Knowing(manners);
        if (informed.Health.Manners != stands.Health.Manners)
            await providers.SaveMannersAsync(informed, cancel);
        return informed;
    }

    /// <summary>What was found out about its model, for all that ask it.</summary>
    public Task RememberAsync(Provider provider, CancellationToken cancel) => providers.SaveMannersAsync(provider, cancel);

    private DateOnly? PricedOn(Price price, Provider? known) =>
        price == Price.Free ? null
        : price == known?.Price ? known.Settings.PricedOn
        : DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private Task NoteAsync(Provider provider, Provider? known) =>
        known is null ? audit.NoteAsync(AuditKind.ProviderAdded, AuditReasons.ProviderAdded(provider.Name))
        : known.SealedKey == provider.SealedKey
            ? audit.NoteAsync(AuditKind.ProviderChanged, AuditReasons.ProviderChanged(provider.Name))
        : audit.NoteAsync(AuditKind.ProviderChanged, AuditReasons.ProviderKeyChanged(provider.Name));

    /// <summary>Null = good; told before a person is asked for a key.</summary>
    public static Refusal? Check(string name, ProviderKind kind, string url)
    {
        if (name == Provider.RulesName)
            return new Refusal.RulesCannotChange();
        // It stands in keys of Redis, lists of the command line and settings.
        if (name.Length is 0 or > LongestName || !name.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.'))
            return new Refusal.BadProviderName(name);
        if (ProviderClients.Find(kind) is not { } client)
            return new Refusal.UnknownProviderKind(kind, [.. ProviderClients.All.Select(known => known.Kind)]);
        return client.AddressOf(url) is null ? new Refusal.BadProviderUrl(WithoutUser(url)) : null;
    }

    /// <summary>What stands before the @ of an address may be a password, which is never said again.</summary>
    private static string WithoutUser(string url) => url.LastIndexOf('@') is var at && at >= 0 ? "…" + url[at..] : url;

    /// <summary>Removes a provider that no open job needs. Null = it is removed.</summary>
    public async Task<Refusal?> RemoveAsync(string name, CancellationToken cancel)
    {
        if (name == Provider.RulesName)
            return new Refusal.RulesCannotBeRemoved();
        Refusal? refusal = await providers.RemoveProviderAsync(name, cancel) switch
        {
            ProviderRemoval.Removed => null,
            ProviderRemoval.InUse(var jobs) => new Refusal.ProviderInUse(name, jobs),
            ProviderRemoval.NotThere => await UnknownAsync(name, cancel),
            _ => throw new UnreachableException(),
        };
        return await audit.NotedAsync(refusal, AuditKind.ProviderRemoved, AuditReasons.ProviderRemoved(name));
    }

    /// <summary>Holds its calls back; a longer pause that stands is kept.</summary>
    public async Task<Result<Provider>> PauseAsync(string name, Pause pause, CancellationToken cancel)
    {
        await providers.PauseProviderAsync(name, pause, cancel);
        return await audit.NotedAsync(
            await FindAsync(name, cancel),
            AuditKind.ProviderPaused,
            _ => AuditReasons.ProviderPaused(name, pause.Reason)
        );
    }

    /// <summary>Ends its pause, also one that waits for a person.</summary>
    public async Task<Result<Provider>> ResumeAsync(string name, CancellationToken cancel)
    {
        await providers.TryResumeProviderAsync(name, cancel);
        return await audit.NotedAsync(
            await FindAsync(name, cancel),
            AuditKind.ProviderResumed,
            _ => AuditReasons.ProviderResumed(name)
        );
    }

    private async Task<Refusal> UnknownAsync(string name, CancellationToken cancel) =>
        Unknown(name, [.. (await providers.ProvidersAsync(cancel)).Select(provider => provider.Name)]);

    internal static Refusal Unknown(string name, IReadOnlyList<string> known) =>
        new Refusal.UnknownProvider(name, Nearest.To(name, known), known);

    /// <summary>Without what a copy from a page or a chat brings along.</summary>
    public static string BareKey(string key) =>
        key.Trim().Trim('"', '\'', '“', '”', '‘', '’', '「', '」', '`', '\u200B', '\uFEFF').Trim();

    private string SealedKey(ProviderRequest request, Provider? known) =>
        request.Key switch
        {
            null => known?.SealedKey ?? "",
            "" => "",
            var key => seal().Seal(request.Name, key),
        };
}
