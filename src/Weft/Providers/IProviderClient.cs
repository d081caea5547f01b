using Weft.Model;

namespace Weft.Providers;

/// <summary>A kind of provider that is asked over the network. All there are stand in <see cref="ProviderClients"/>.</summary>
internal interface IProviderClient
{
    /// <summary>Kept with every provider of this kind in the ledger, so its name is never changed.</summary>
    ProviderKind Kind { get; }

    /// <summary>An address as it is kept, in whichever of its forms a person wrote it; null where it is none of this kind.</summary>
    string? AddressOf(string url);

    /// <summary>Asks providers of this kind; one for a whole process.</summary>
    /// <param name="seal">Opens their keys.</param>
    IChatEndpoint Connect(KeySeal seal, TimeProvider time);
}
