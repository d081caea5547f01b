using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Application;

/// <summary>Lets people in and out.</summary>
internal sealed class SignIns(IAccounts accounts, AuditLog audit, TimeProvider time)
{
    public static readonly TimeSpan Short = TimeSpan.FromHours(12);
    public static readonly TimeSpan Long = TimeSpan.FromDays(30);

    private const int MostTries = 5;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    /// <summary>Each takes a processor for some tenths of a second; however many ask, a node goes on with its work.</summary>
    private static readonly SemaphoreSlim AtOnce = new(2);

    private readonly FailureCount _failures = new(time);

    /// <summary>Returns the secret for the browser, which is kept nowhere else.</summary>
    /// <param name="address">From where; tries are counted by name and address.</param>
    /// <param name="keep">For 30 days after it was last used, else for 12 hours.</param>
    public async Task<Result<string>> TryAsync(string name, string password, string address, bool keep, CancellationToken cancel)
    {
        var user = AccountName.IsGood(name) ? await accounts.FindUserAsync(name, cancel) : null;
        if (await CheckAsync(name, user, password, address, cancel) is { } refusal)
            return refusal;
        var secret = SecretText.New();
        var hash = SecretText.HashOf(secret);
        await accounts.BeginSignInAsync(hash, user!, keep ? Long : Short, cancel);
        // Where the password became another one meanwhile, it was no longer right.
        if (await accounts.FindSignInAsync(hash, cancel) is null)
        {
            await NoteFailureAsync(user, address);
            return new Refusal.WrongPassword();
        }
        await audit.NoteAsync(new(ActorKind.User, user!.Name, From: address), AuditKind.SignedIn, AuditReasons.SignedIn);
        return secret;
    }

    /// <summary>Null = the password is right. Each try counts, also of who is signed in and says an old one: a stolen sign-in guesses no faster.</summary>
    /// <param name="user">Null where nobody bears the name.</param>
    public async Task<Refusal?> CheckAsync(string name, User? user, string password, string address, CancellationToken cancel)
    {
        var tried = SecretText.HashOf($"{name}\n{address}");
        if (await accounts.CountTryAsync(tried, MostTries, Window, cancel) is { } wait)
            return new Refusal.WaitToSignIn((int)Math.Ceiling(wait.TotalSeconds));
        if (!await IsRightAsync(user, password, cancel))
        {
            await NoteFailureAsync(user, address);
            return new Refusal.WrongPassword();
        }
        await accounts.ForgetTriesAsync(tried, cancel);
        return null;
    }

    /// <summary>
    /// However many try, so many lines a minute and node are written; those above are counted in the next. A name that no user bears is not
    /// kept: people type passwords into the wrong field.
    /// </summary>
    private async Task NoteFailureAsync(User? user, string address)
    {
        var (isWritten, unwritten) = _failures.Count();
        if (!isWritten)
            return;
        var by = Actor.Stranger with { From = address };
        if (unwritten > 0)
            await audit.NoteAsync(Actor.Stranger, AuditKind.SignInFailed, AuditReasons.SignInsFailed(unwritten));
        await audit.NoteAsync(
            by,
            AuditKind.SignInFailed,
            user is null ? AuditReasons.SignInFailed : AuditReasons.SignInFailedFor(user.Name)
        );
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
        if (others.Count > 0)
            await audit.NoteAsync(AuditKind.SignInsEnded, AuditReasons.SignInsEnded(user, others.Count));
        return others.Count;
    }

    /// <summary>Ends that one of the user's sign-ins; null = it is ended.</summary>
    /// <param name="id">As <see cref="SignIn.Id"/> says it.</param>
    public async Task<Refusal?> EndOneAsync(string user, string id, CancellationToken cancel)
    {
        var ended = (await accounts.SignInsAsync(user, cancel)).FirstOrDefault(signIn => signIn.Id == id);
        if (ended is null)
            return new Refusal.UnknownSignIn(user, id);
        await accounts.EndSignInAsync(ended.Hash, cancel);
        await audit.NoteAsync(AuditKind.SignInsEnded, AuditReasons.SignInsEnded(user, 1));
        return null;
    }

    /// <param name="address">From where.</param>
    public async Task EndAsync(string secret, string address, CancellationToken cancel)
    {
        var hash = SecretText.HashOf(secret);
        var ended = await accounts.FindSignInAsync(hash, cancel);
        await accounts.EndSignInAsync(hash, cancel);
        if (ended is not null)
            await audit.NoteAsync(new(ActorKind.User, ended.User, From: address), AuditKind.SignedOut, AuditReasons.SignedOut);
    }
}

/// <summary>Which failed sign-ins are written down, so that nobody fills the ledger with them.</summary>
internal sealed class FailureCount(TimeProvider time)
{
    private const int MostInMinute = 30;
    private readonly Lock _lock = new();
    private long _minute;
    private int _written;
    private int _unwritten;

    /// <summary>Whether this one is, and how many before it were not.</summary>
    public (bool IsWritten, int Unwritten) Count()
    {
        lock (_lock)
        {
            var minute = time.GetUtcNow().ToUnixTimeSeconds() / 60;
            if (minute != _minute)
                (_minute, _written) = (minute, 0);
            if (_written >= MostInMinute)
            {
                _unwritten++;
                return (false, 0);
            }
            _written++;
            var unwritten = _unwritten;
            _unwritten = 0;
            return (true, unwritten);
        }
    }
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
