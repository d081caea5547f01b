using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Weft.Webhooks;

/// <summary>Signs as the Standard Webhooks specification says: HMAC-SHA256 over <c>id.timestamp.body</c>, in base64.</summary>
internal static class WebhookSignature
{
    public const string SecretMark = "whsec_";

    /// <summary>The specification allows 24 to 64.</summary>
    private const int SecretBytes = 32;

    public static string NewSecret() => SecretMark + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    public static bool IsSecret(string secret) => KeyOf(secret) is { Length: >= 24 and <= 64 };

    /// <param name="seconds">Since 1970, as the header <c>webhook-timestamp</c> says.</param>
    public static string Of(string secret, string id, long seconds, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}."));
        byte[] signed = [.. head, .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(KeyOf(secret)!, signed));
    }

    private static byte[]? KeyOf(string secret)
    {
        if (!secret.StartsWith(SecretMark, StringComparison.Ordinal))
            return null;
        var key = new byte[secret.Length];
        return Convert.TryFromBase64String(secret[SecretMark.Length..], key, out var length) ? key[..length] : null;
    }
}
