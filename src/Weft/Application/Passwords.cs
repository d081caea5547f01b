using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Weft.Model;

namespace Weft.Application;

/// <summary>Passwords as they are kept: PBKDF2 with HMAC-SHA-512 and a salt of their own.</summary>
internal static class Passwords
{
    /// <summary>OWASP's figure for PBKDF2 with SHA-512 (Password Storage Cheat Sheet): some tenths of a second for each guess.</summary>
    private const int Rounds = 210_000;

    /// <summary>NIST SP 800-63B, 5.1.1: at least eight characters.</summary>
    public const int Least = 8;

    public const int Most = 200;

    private static readonly User Nobody = new("", UserRole.Reader, "", default);

    private static readonly PasswordHasher<User> Hasher = new(
        Options.Create(
            new PasswordHasherOptions { CompatibilityMode = PasswordHasherCompatibilityMode.IdentityV3, IterationCount = Rounds }
        )
    );

    private static readonly Lazy<string> HashOfNobody = new(() => Hash("nobody's"));

    public static bool MayBe(string password) => password.Length is >= Least and <= Most;

    public static string Hash(string password) => Hasher.HashPassword(Nobody, password);

    /// <summary>Takes as long where there is no such user, so that the time tells nobody's name.</summary>
    public static bool IsRight(User? user, string password)
    {
        // Made at the first try whoever it is, or the first stranger would wait for two hashes.
        var ofNobody = HashOfNobody.Value;
        var verdict = Hasher.VerifyHashedPassword(Nobody, user?.PasswordHash ?? ofNobody, password);
        return user is not null && verdict != PasswordVerificationResult.Failed;
    }
}
