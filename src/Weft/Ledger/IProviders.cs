using Weft.Model;

namespace Weft.Ledger;

/// <summary>Providers with their settings, their pauses and what was found out about them.</summary>
public interface IProviders
{
    /// <summary>All providers by name. <c>rules</c> is always among them.</summary>
    Task<IReadOnlyList<Provider>> ProvidersAsync(CancellationToken cancel);

    /// <summary>Adds or changes a provider; its pause and health stay as they are.</summary>
    Task SaveProviderAsync(Provider provider, CancellationToken cancel);

    /// <summary>One statement decides: a provider that an open job needs stays.</summary>
    Task<ProviderRemoval> RemoveProviderAsync(string name, CancellationToken cancel);

    /// <summary>A call of this provider succeeded: no failures in a row, no pause that a probe was to end.</summary>
    Task NoteSuccessAsync(string provider, CancellationToken cancel);

    /// <summary>A failure of the provider's own making. Returns the failures in a row over the fleet, this one included.</summary>
    Task<int> NoteFailureAsync(string provider, CancellationToken cancel);

    /// <summary>Pauses a provider; a longer pause that stands is kept. After it, one probe goes before all.</summary>
    Task PauseProviderAsync(string provider, Pause pause, CancellationToken cancel);

    /// <summary>A person's resume: no pause, no failures, no probe.</summary>
    Task<bool> TryResumeProviderAsync(string provider, CancellationToken cancel);

    /// <summary>
    /// What was found out about the provider's model at its address; forgotten once either is another, or with the provider. What stands is
    /// replaced: whoever saves has joined it.
    /// </summary>
    Task SaveMannersAsync(Provider provider, CancellationToken cancel);
}
