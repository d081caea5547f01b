using Weft.Providers;
using Weft.Reasons.Findings;

namespace Weft.Application.Diagnosis;

/// <summary>Whether this machine's secret opens the providers' keys.</summary>
internal static class KeysCheck
{
    public static async Task<IReadOnlyList<Finding>> LookAsync(DoctorParts parts, DoctorStores stores, CancellationToken cancel)
    {
        var sealedOnes = (await stores.Ledger.Providers.ProvidersAsync(cancel)).Where(one => one.SealedKey.Length > 0).ToList();
        if (sealedOnes.Count == 0)
            return [new("keys_none")];
        if (parts.Seal is not { } seal)
            return [new("secret_gone", ("count", sealedOnes.Count), ("file", Path.Combine(parts.Folder, KeySeal.FileName)))];
        try
        {
            // Made first: a secret that is no good is another trouble than one that does not fit.
            var made = seal();
            var check = new KeyCheck(() => made);
            var locked = sealedOnes.Where(provider => !check.Opens(provider)).ToList();
            return locked.Count == 0
                ? [new("keys_ok", ("count", sealedOnes.Count))]
                : [.. locked.Select(provider => new Finding("key_locked", ("provider", provider.Name)))];
        }
        catch (KeySealException trouble)
        {
            return [new("secret_bad", ("cause", trouble.Reason))];
        }
    }
}
