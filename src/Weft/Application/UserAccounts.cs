using System.Diagnostics;
using Weft.Application.Texts;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Application;

/// <summary>Users as an admin looks after them.</summary>
internal sealed class UserAccounts(IAccounts accounts, TimeProvider time, AuditLog audit)
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
        if (!await accounts.TryAddUserAsync(user, cancel))
            return new Refusal.UserExists(name);
        await audit.NoteAsync(AuditKind.UserAdded, AuditReasons.UserAdded(name, Glossary.Word(role)));
        return user;
    }

    /// <summary>Ends the user's sign-ins where the role is another one.</summary>
    public async Task<Result<User>> ChangeRoleAsync(string name, UserRole role, CancellationToken cancel)
    {
        if (Refused(name, await accounts.ChangeRoleAsync(name, role, cancel)) is { } refusal)
            return refusal;
        await audit.NoteAsync(AuditKind.UserRoleChanged, AuditReasons.UserRoleChanged(name, Glossary.Word(role)));
        return await FindAsync(name, cancel);
    }

    /// <summary>Ends the user's sign-ins.</summary>
    public async Task<Result<User>> ChangePasswordAsync(string name, string password, CancellationToken cancel)
    {
        if (!Passwords.MayBe(password))
            return new Refusal.BadPassword(Passwords.Least, Passwords.Most);
        if (!await accounts.TryChangePasswordAsync(name, Passwords.Hash(password), cancel))
            return new Refusal.UnknownUser(name);
        await audit.NoteAsync(AuditKind.UserPasswordChanged, AuditReasons.UserPasswordChanged(name));
        return await FindAsync(name, cancel);
    }

    /// <summary>As the user orders it, who has to say the old one. Ends all of their sign-ins.</summary>
    /// <param name="signIns">Counts the tries.</param>
    public async Task<Result<User>> ChangeOwnPasswordAsync(
        string name,
        string old,
        string password,
        SignIns signIns,
        CancellationToken cancel
    )
    {
        var user = await accounts.FindUserAsync(name, cancel);
        if (await signIns.CheckAsync(name, user, old, "own password", cancel) is { } refusal)
            return refusal;
        return await ChangePasswordAsync(name, password, cancel);
    }

    /// <summary>Null = the user is removed, and signed out everywhere.</summary>
    public async Task<Refusal?> RemoveAsync(string name, CancellationToken cancel) =>
        await audit.NotedAsync(
            Refused(name, await accounts.RemoveUserAsync(name, cancel)),
            AuditKind.UserRemoved,
            AuditReasons.UserRemoved(name)
        );

    private static Refusal? Refused(string name, UserChange change) =>
        change switch
        {
            UserChange.Done => null,
            UserChange.NotThere => new Refusal.UnknownUser(name),
            UserChange.LastAdmin => new Refusal.LastAdmin(name),
            _ => throw new UnreachableException(),
        };
}
