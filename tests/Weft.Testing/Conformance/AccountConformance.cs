using Weft.Ledger;
using Weft.Model;
using Xunit;

namespace Weft.Testing.Conformance;

/// <summary>Who may come in, and for how long, as every node sees it.</summary>
public abstract class AccountConformance<TBackend> : LedgerStory<TBackend>
    where TBackend : LedgerBackend, new()
{
    private static readonly string Hash = new('a', 64);
    private static readonly string OtherHash = new('b', 64);

    private User Someone(string name, UserRole role) => new(name, role, "hash of " + name, Now);

    private IAccounts Accounts => Ledger.Accounts;
    private IAccounts Elsewhere => Backend.OtherLedger.Accounts;

    [Fact]
    public async Task Users_stand_by_name_and_a_name_is_given_once()
    {
        Assert.False(await Accounts.HasUsersAsync(Stop));
        Assert.True(await Accounts.TryAddUserAsync(Someone("张明", UserRole.Admin), Stop));
        Assert.True(await Accounts.TryAddUserAsync(Someone("li", UserRole.Reader), Stop));
        Assert.False(await Accounts.TryAddUserAsync(Someone("li", UserRole.Admin), Stop));
        Assert.True(await Elsewhere.HasUsersAsync(Stop));
        Assert.Equal(
            [("li", UserRole.Reader), ("张明", UserRole.Admin)],
            (await Elsewhere.UsersAsync(Stop)).Select(user => (user.Name, user.Role))
        );
        Assert.Equal("hash of li", (await Elsewhere.FindUserAsync("li", Stop))!.PasswordHash);
        Assert.Null(await Elsewhere.FindUserAsync("LI", Stop));
    }

    [Fact]
    public async Task The_last_admin_stays()
    {
        await Accounts.TryAddUserAsync(Someone("a", UserRole.Admin), Stop);
        await Accounts.TryAddUserAsync(Someone("b", UserRole.Reader), Stop);
        Assert.Equal(UserChange.LastAdmin, await Accounts.RemoveUserAsync("a", Stop));
        Assert.Equal(UserChange.LastAdmin, await Accounts.ChangeRoleAsync("a", UserRole.Reader, Stop));
        Assert.Equal(UserChange.NotThere, await Accounts.RemoveUserAsync("c", Stop));
        Assert.Equal(UserChange.NotThere, await Accounts.ChangeRoleAsync("c", UserRole.Admin, Stop));
        Assert.Equal(UserChange.Done, await Accounts.ChangeRoleAsync("b", UserRole.Admin, Stop));
        Assert.Equal(UserChange.Done, await Accounts.RemoveUserAsync("a", Stop));
        Assert.Equal(["b"], (await Accounts.UsersAsync(Stop)).Select(user => user.Name));
        Assert.Equal(UserChange.LastAdmin, await Accounts.ChangeRoleAsync("b", UserRole.Reader, Stop));
    }

    [Fact]
    public async Task A_sign_in_holds_everywhere_slides_and_is_over_in_time()
    {
        await Accounts.TryAddUserAsync(Someone("a", UserRole.Admin), Stop);
        await Accounts.BeginSignInAsync(Hash, Someone("a", UserRole.Admin), 2 * Minute, Stop);
        var found = await Elsewhere.FindSignInAsync(Hash, Stop);
        Assert.Equal(("a", UserRole.Admin, 2 * Minute), (found!.User, found.Role, found.Stays));
        Assert.Null(await Elsewhere.FindSignInAsync(OtherHash, Stop));
        Time.Advance(Minute);
        await Elsewhere.ProlongSignInAsync(Hash, Stop);
        Time.Advance(1.5 * Minute);
        Assert.NotNull(await Accounts.FindSignInAsync(Hash, Stop));
        Time.Advance(Minute);
        Assert.Null(await Accounts.FindSignInAsync(Hash, Stop));
        await Accounts.ProlongSignInAsync(Hash, Stop);
        Assert.Null(await Elsewhere.FindSignInAsync(Hash, Stop));
    }

    [Fact]
    public async Task A_password_that_was_changed_meanwhile_begins_no_sign_in()
    {
        var seen = Someone("a", UserRole.Admin);
        await Accounts.TryAddUserAsync(seen, Stop);
        Assert.True(await Elsewhere.TryChangePasswordAsync("a", "another", Stop));
        await Accounts.BeginSignInAsync(Hash, seen, Minute, Stop);
        Assert.Null(await Accounts.FindSignInAsync(Hash, Stop));
        await Accounts.BeginSignInAsync(OtherHash, Someone("nobody", UserRole.Admin), Minute, Stop);
        Assert.Null(await Accounts.FindSignInAsync(OtherHash, Stop));
    }

    [Fact]
    public async Task A_users_sign_ins_are_listed_the_last_used_first()
    {
        var (a, b) = (Someone("a", UserRole.Admin), Someone("b", UserRole.Reader));
        await Accounts.TryAddUserAsync(a, Stop);
        await Accounts.TryAddUserAsync(b, Stop);
        await Accounts.BeginSignInAsync(Hash, a, 2 * Minute, Stop);
        Time.Advance(Minute);
        await Accounts.BeginSignInAsync(OtherHash, a, 5 * Minute, Stop);
        await Accounts.BeginSignInAsync(new('c', 64), b, 5 * Minute, Stop);
        Assert.Equal([OtherHash, Hash], (await Elsewhere.SignInsAsync("a", Stop)).Select(signIn => signIn.Hash));
        Time.Advance(1.5 * Minute);
        Assert.Equal([OtherHash], (await Elsewhere.SignInsAsync("a", Stop)).Select(signIn => signIn.Hash));
    }

    [Fact]
    public async Task What_changes_who_somebody_is_ends_their_sign_ins_and_nobody_elses()
    {
        foreach (
            var change in new Func<Task>[]
            {
                () => Accounts.ChangeRoleAsync("b", UserRole.Reader, Stop),
                () => Accounts.TryChangePasswordAsync("b", "another", Stop),
                () => Accounts.EndSignInAsync(OtherHash, Stop),
                () => Accounts.RemoveUserAsync("b", Stop),
            }
        )
        {
            await Accounts.TryAddUserAsync(Someone("a", UserRole.Admin), Stop);
            await Accounts.TryAddUserAsync(Someone("b", UserRole.Admin), Stop);
            await Accounts.BeginSignInAsync(Hash, Someone("a", UserRole.Admin), Minute, Stop);
            await Accounts.BeginSignInAsync(OtherHash, (await Accounts.FindUserAsync("b", Stop))!, Minute, Stop);
            Assert.NotNull(await Elsewhere.FindSignInAsync(OtherHash, Stop));
            await change();
            Assert.Null(await Elsewhere.FindSignInAsync(OtherHash, Stop));
            Assert.NotNull(await Elsewhere.FindSignInAsync(Hash, Stop));
        }
        Assert.False(await Accounts.TryChangePasswordAsync("b", "another", Stop));
    }

    [Fact]
    public async Task After_some_tries_one_waits_on_every_node_and_waiting_is_enough()
    {
        for (var made = 0; made < 5; made++)
            Assert.Null(await (made % 2 == 0 ? Accounts : Elsewhere).CountTryAsync(Hash, 5, Minute, Stop));
        Time.Advance(Minute / 2);
        Assert.Equal(Minute / 2, await Elsewhere.CountTryAsync(Hash, 5, Minute, Stop));
        Assert.Equal(Minute / 2, await Accounts.CountTryAsync(Hash, 5, Minute, Stop));
        Assert.Null(await Accounts.CountTryAsync(OtherHash, 5, Minute, Stop));
        Time.Advance(Minute / 2);
        Assert.Null(await Accounts.CountTryAsync(Hash, 5, Minute, Stop));
        for (var made = 0; made < 5; made++)
            await Accounts.CountTryAsync(Hash, 5, Minute, Stop);
        await Elsewhere.ForgetTriesAsync(Hash, Stop);
        Assert.Null(await Accounts.CountTryAsync(Hash, 5, Minute, Stop));
    }
}
