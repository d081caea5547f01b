using System.Collections.Concurrent;
using Weft.Model;

namespace Weft.Providers.Chat;

/// <summary>What this process has found out about models since their providers' rows were read.</summary>
internal sealed class LearntManners
{
    private readonly ConcurrentDictionary<(string Name, string Url, string Model), Manners> _learnt = new();

    /// <summary>The provider as it is known by now.</summary>
    public Provider Of(Provider provider) => _learnt.TryGetValue(Key(provider), out var more) ? provider.Knowing(more) : provider;

    /// <summary>The provider with that known too, to be remembered; null = it was known.</summary>
    public Provider? Add(Provider provider, Manners more)
    {
        var before = Of(provider);
        if (before.Knowing(more).Health.Manners == before.Health.Manners)
            return null;
        _learnt.AddOrUpdate(Key(provider), more, (_, known) => known.Joined(more));
        return Of(provider);
    }

    private static (string, string, string) Key(Provider provider) => (provider.Name, provider.Url, provider.Model);
}
