using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

/// <summary>Lets people in and out.</summary>
internal sealed class SignIns(IAccounts accounts)
{
    public static readonly TimeSpan Short = TimeSpan.FromHours(12);
    public static readonly TimeSpan Long = TimeSpan.FromDays(30);

    private const int MostTries = 5;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    /// <summary>Each takes a processor for some tenths of a second; however many ask, a node goes on with its work.</summary>
    private static readonly SemaphoreSlim AtOnce = new(2);

    /// <summary>Returns the secret for the browser, which is kept nowhere else.</summary>
    /// <param name="address">From where; tries are counted by name and address.</param>
    /// <param name="keep">For 30 days after it was last used, else for 12 hours.</param>
    public async Task<Result<string>> TryAsync(string name, string password, string address, bool keep, CancellationToken cancel)
    {
        var tried = SecretText.HashOf($"{name}\n{address}");
        if (await accounts.CountTryAsync(tried, MostTries, Window, cancel) is { } wait)
            return new Refusal.WaitToSignIn((int)Math.Ceiling(wait.TotalSeconds));
        var user = AccountName.IsGood(name) ? await accounts.FindUserAsync(name, cancel) : null;
        if (!await IsRightAsync(user, password, cancel))
            return new Refusal.WrongPassword();
        await accounts.ForgetTriesAsync(tried, cancel);
        var secret = SecretText.New();
        var hash = SecretText.HashOf(secret);
        await accounts.BeginSignInAsync(hash, user!, keep ? Long : Short, cancel);
        // Where the password became another one meanwhile, it was no longer right.
        return await accounts.FindSignInAsync(hash, cancel) is null ? new Refusal.WrongPassword() : secret;
    }

    private static async Task<bool> IsRightAsync(User? user, string password, CancellationToken cancel)
    {
        if (password.Length > Passwords.Most)
            return false;
        await AtOnce.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => Passwords.IsRight(user, password), cancel);
        }
        finally
        {
            AtOnce.Release();
        }
    }

    /// <summary>Where the user is signed in, the one used last first.</summary>
    public Task<IReadOnlyList<SignIn>> ListAsync(string user, CancellationToken cancel) => accounts.SignInsAsync(user, cancel);

    /// <summary>Ends all of the user's sign-ins but that one; how many.</summary>
    /// <param name="but">Hash of the one that stays; empty: none stays.</param>
    public async Task<int> EndOthersAsync(string user, string but, CancellationToken cancel)
    {
        var others = (await accounts.SignInsAsync(user, cancel)).Where(signIn => signIn.Hash != but).ToList();
        foreach (var other in others)
            await accounts.EndSignInAsync(other.Hash, cancel);
        return others.Count;
    }

    public Task EndAsync(string secret, CancellationToken cancel) => accounts.EndSignInAsync(SecretText.HashOf(secret), cancel);
}

/// <summary>Names of users and tokens.</summary>
internal static class AccountName
{
    public const int Longest = 64;

    /// <summary>Letters of any script and digits, with - _ . @ or single blanks between them.</summary>
    public static bool IsGood(string name) =>
        name.Length is > 0 and <= Longest
        && name.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' or '@' or ' ')
        && name.Trim() == name
        && !name.Contains("  ", StringComparison.Ordinal);
}
