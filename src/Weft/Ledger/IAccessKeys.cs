using Weft.Model;

namespace Weft.Ledger;

/// <summary>What programs show to be let in, and what guards the page's forms.</summary>
public interface IAccessKeys
{
    /// <summary>By name, also those that are over.</summary>
    Task<IReadOnlyList<ApiToken>> TokensAsync(CancellationToken cancel);

    /// <summary>Null = none has this hash, or it is over.</summary>
    Task<ApiToken?> FindTokenAsync(string hash, CancellationToken cancel);

    /// <summary>False = one bears that name; nothing was changed.</summary>
    Task<bool> TryAddTokenAsync(ApiToken token, string hash, CancellationToken cancel);

    /// <summary>False = there is none.</summary>
    Task<bool> TryRevokeTokenAsync(string name, CancellationToken cancel);

    Task<IReadOnlyList<FormKey>> FormKeysAsync(CancellationToken cancel);

    /// <summary>One of that name that stands is kept.</summary>
    Task AddFormKeyAsync(FormKey key, CancellationToken cancel);
}
