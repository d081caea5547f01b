using System.Collections.Concurrent;
using Weft.Model;

namespace Weft.Providers;

/// <summary>Which providers' keys the secret of this process opens. Each sealed key is tried once.</summary>
internal sealed class KeyCheck(Func<KeySeal> seal)
{
    private readonly ConcurrentDictionary<string, (string Sealed, bool Opens)> _tried = new(StringComparer.Ordinal);

    /// <summary>True also where there is no key to open.</summary>
    public bool Opens(Provider provider)
    {
        if (provider.SealedKey.Length == 0)
            return true;
        if (_tried.TryGetValue(provider.Name, out var tried) && tried.Sealed == provider.SealedKey)
            return tried.Opens;
        var opens = Tries(provider);
        _tried[provider.Name] = (provider.SealedKey, opens);
        return opens;
    }

    private bool Tries(Provider provider)
    {
        try
        {
            seal().Open(provider.Name, provider.SealedKey);
            return true;
        }
        catch (KeySealException)
        {
            return false;
        }
    }
}
