namespace Weft.Providers;

/// <summary>Tells nodes whether they have the same secret, and nothing of it.</summary>
internal static class SecretMark
{
    public static string Of(KeySeal seal) => seal.Mark("node cards");
}
