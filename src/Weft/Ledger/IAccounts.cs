using Weft.Model;

namespace Weft.Ledger;

/// <summary>What came of a change to a user.</summary>
public enum UserChange
{
    Done,
    NotThere,

    /// <summary>Nobody could let anybody in any more: nothing was changed.</summary>
    LastAdmin,
}

/// <summary>People who may sign in, and who of them is signed in.</summary>
public interface IAccounts
{
    Task<bool> HasUsersAsync(CancellationToken cancel);

    /// <summary>By name.</summary>
    Task<IReadOnlyList<User>> UsersAsync(CancellationToken cancel);

    Task<User?> FindUserAsync(string name, CancellationToken cancel);

    /// <summary>False = somebody bears that name; nothing was changed.</summary>
    Task<bool> TryAddUserAsync(User user, CancellationToken cancel);

    /// <summary>Ends the user's sign-ins where the role is another one.</summary>
    Task<UserChange> ChangeRoleAsync(string name, UserRole role, CancellationToken cancel);

    /// <summary>Ends the user's sign-ins. False = there is no such user.</summary>
    Task<bool> TryChangePasswordAsync(string name, string hash, CancellationToken cancel);

    /// <summary>Ends the user's sign-ins with it.</summary>
    Task<UserChange> RemoveUserAsync(string name, CancellationToken cancel);

    /// <summary>
    /// Those that are over are taken out. It does not begin where the user is gone or has another password than the one that was shown, and
    /// then is not found: a password that is changed while somebody signs in with the old one lets nobody in.
    /// </summary>
    /// <param name="user">As the password was compared with.</param>
    Task BeginSignInAsync(string hash, User user, TimeSpan stays, CancellationToken cancel);

    /// <summary>Of that user, those that hold, the one used last first.</summary>
    Task<IReadOnlyList<SignIn>> SignInsAsync(string user, CancellationToken cancel);

    /// <summary>Null = it never was, has ended, or its user is gone.</summary>
    Task<SignIn?> FindSignInAsync(string hash, CancellationToken cancel);

    /// <summary>From now on it stays good for its whole time again.</summary>
    Task ProlongSignInAsync(string hash, CancellationToken cancel);

    Task EndSignInAsync(string hash, CancellationToken cancel);

    /// <summary>
    /// Counts a try before it is made, so that tries at once count as well; the count ends when none was let through for <paramref name="window"/>.
    /// Returns how long to wait, or null where it may be made. Not safe to repeat: each call counts.
    /// </summary>
    /// <param name="tried">Hash of the name and the address; 64 hexadecimal digits.</param>
    Task<TimeSpan?> CountTryAsync(string tried, int most, TimeSpan window, CancellationToken cancel);

    Task ForgetTriesAsync(string tried, CancellationToken cancel);
}
