using System.Security.Cryptography;

namespace Weft.Runtime;

/// <summary>Chance for a real process; tests and the simulation hand in their own, with a seed.</summary>
internal static class Chance
{
    public static Random New() => new(BitConverter.ToInt32(RandomNumberGenerator.GetBytes(4)));
}
