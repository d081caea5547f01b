using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;

namespace Weft.Web.Doors;

/// <summary>
/// Keys that guard the page's forms, kept in the ledger, so that a form of one web node is good on each; sealed by the secret that seals
/// providers' keys. A key that another secret sealed is passed over: forms that it guarded are shown anew.
/// </summary>
internal sealed class FormKeyRing(IAccessKeys keys, Func<KeySeal> seal) : IXmlRepository
{
    /// <summary>Providers' names have no blank, so that none of their keys is one of these.</summary>
    private const string Purpose = "page form keys";

    private readonly Lazy<KeySeal> _seal = new(seal);

    // The framework asks for its keys on a thread of its own, and cannot wait otherwise.
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. keys.FormKeysAsync(CancellationToken.None).GetAwaiter().GetResult().Select(Opened).OfType<XElement>()];

    public void StoreElement(XElement element, string friendlyName) =>
        keys.AddFormKeyAsync(
                new(friendlyName, _seal.Value.Seal(Purpose, element.ToString(SaveOptions.DisableFormatting))),
                CancellationToken.None
            )
            .GetAwaiter()
            .GetResult();

    private XElement? Opened(FormKey key)
    {
        try
        {
            return XElement.Parse(_seal.Value.Open(Purpose, key.Sealed));
        }
        catch (KeySealException)
        {
            return null;
        }
    }
}
