using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Weft.Application;

/// <summary>Secrets that nobody chooses: as long as a key, so that a plain hash of them is safe to keep.</summary>
internal static class SecretText
{
    private const int Bytes = 32;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>64 hexadecimal digits.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
