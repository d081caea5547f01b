using System.Diagnostics;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

/// <summary>Users as an admin looks after them.</summary>
internal sealed class UserAccounts(IAccounts accounts, TimeProvider time)
{
    public Task<IReadOnlyList<User>> ListAsync(CancellationToken cancel) => accounts.UsersAsync(cancel);

    public async Task<Result<User>> FindAsync(string name, CancellationToken cancel) =>
        await accounts.FindUserAsync(name, cancel) is { } user ? user : new Refusal.UnknownUser(name);

    /// <summary>Null = a user of that name and password may be; told before a person is asked for a password.</summary>
    public async Task<Refusal?> CheckAsync(string name, UserRole role, CancellationToken cancel)
    {
        if (!AccountName.IsGood(name))
            return new Refusal.BadAccountName(name, AccountName.Longest);
        if (await accounts.FindUserAsync(name, cancel) is not null)
            return new Refusal.UserExists(name);
        return role == UserRole.Admin || await accounts.HasUsersAsync(cancel) ? null : new Refusal.FirstUserIsNoAdmin(name);
    }

    public async Task<Result<User>> AddAsync(string name, UserRole role, string password, CancellationToken cancel)
    {
        if (await CheckAsync(name, role, cancel) is { } refusal)
            return refusal;
        if (!Passwords.MayBe(password))
            return new Refusal.BadPassword(Passwords.Least, Passwords.Most);
        var user = new User(name, role, Passwords.Hash(password), time.GetUtcNow());
        return await accounts.TryAddUserAsync(user, cancel) ? user : new Refusal.UserExists(name);
    }

    /// <summary>Ends the user's sign-ins where the role is another one.</summary>
    public async Task<Result<User>> ChangeRoleAsync(string name, UserRole role, CancellationToken cancel) =>
        Refused(name, await accounts.ChangeRoleAsync(name, role, cancel)) is { } refusal
            ? refusal
            : await FindAsync(name, cancel);

    /// <summary>Ends the user's sign-ins.</summary>
    public async Task<Result<User>> ChangePasswordAsync(string name, string password, CancellationToken cancel)
    {
        if (!Passwords.MayBe(password))
            return new Refusal.BadPassword(Passwords.Least, Passwords.Most);
        return await accounts.TryChangePasswordAsync(name, Passwords.Hash(password), cancel)
            ? await FindAsync(name, cancel)
            : new Refusal.UnknownUser(name);
    }

    /// <summary>Null = the user is removed, and signed out everywhere.</summary>
    public async Task<Refusal?> RemoveAsync(string name, CancellationToken cancel) =>
        Refused(name, await accounts.RemoveUserAsync(name, cancel));

    private static Refusal? Refused(string name, UserChange change) =>
        change switch
        {
            UserChange.Done => null,
            UserChange.NotThere => new Refusal.UnknownUser(name),
            UserChange.LastAdmin => new Refusal.LastAdmin(name),
            _ => throw new UnreachableException(),
        };
}
