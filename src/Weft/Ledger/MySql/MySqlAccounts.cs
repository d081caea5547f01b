using Weft.Model;

namespace Weft.Ledger.MySql;

/// <summary>Users and their sign-ins, in a MySQL or MariaDB database.</summary>
internal sealed class MySqlAccounts(MySqlStore store, RowMapping rows) : IAccounts
{
    public Task<bool> HasUsersAsync(CancellationToken cancel) => store.IsDoneAsync("has-users", cancel);

    public async Task<IReadOnlyList<User>> UsersAsync(CancellationToken cancel) =>
        await store.QueryAsync("users", rows.User, cancel);

    public Task<User?> FindUserAsync(string name, CancellationToken cancel) =>
        store.FirstAsync("user", rows.User, cancel, ("@name", name));

    public async Task<bool> TryAddUserAsync(User user, CancellationToken cancel) =>
        await store.ExecuteAsync(
            "add-user",
            cancel,
            ("@name", user.Name),
            ("@role", ColumnFormats.Word(user.Role)),
            ("@hash", user.PasswordHash),
            ("@created", store.Clock.ToServer(user.Created))
        ) > 0;

    public async Task<UserChange> ChangeRoleAsync(string name, UserRole role, CancellationToken cancel) =>
        (UserChange)(await store.NumberAsync("change-role", cancel, ("@name", name), ("@role", ColumnFormats.Word(role))))!.Value;

    public Task<bool> TryChangePasswordAsync(string name, string hash, CancellationToken cancel) =>
        store.IsDoneAsync("change-password", cancel, ("@name", name), ("@hash", hash));

    public async Task<UserChange> RemoveUserAsync(string name, CancellationToken cancel) =>
        (UserChange)(await store.NumberAsync("remove-user", cancel, ("@name", name)))!.Value;

    public Task BeginSignInAsync(string hash, User user, TimeSpan stays, CancellationToken cancel)
    {
        var (now, length) = (store.NowMs, (long)stays.TotalMilliseconds);
        return store.ExecuteAsync(
            "begin-sign-in",
            cancel,
            ("@hash", hash),
            ("@name", user.Name),
            ("@password", user.PasswordHash),
            ("@stays", length),
            ("@until", now + length),
            ("@now", now)
        );
    }

    public Task<SignIn?> FindSignInAsync(string hash, CancellationToken cancel) =>
        store.FirstAsync("sign-in", rows.SignIn, cancel, ("@hash", hash), ("@now", store.NowMs));

    public async Task<IReadOnlyList<SignIn>> SignInsAsync(string user, CancellationToken cancel) =>
        await store.QueryAsync("sign-ins", rows.SignIn, cancel, ("@name", user), ("@now", store.NowMs));

    public Task ProlongSignInAsync(string hash, CancellationToken cancel) =>
        store.ExecuteAsync("prolong-sign-in", cancel, ("@hash", hash), ("@now", store.NowMs));

    public Task EndSignInAsync(string hash, CancellationToken cancel) =>
        store.ExecuteAsync("end-sign-in", cancel, ("@hash", hash));

    public async Task<TimeSpan?> CountTryAsync(string tried, int most, TimeSpan window, CancellationToken cancel)
    {
        var now = store.NowMs;
        var (tries, last) = await store.FirstAsync(
            "count-try",
            RowMapping.Tries,
            cancel,
            ("@tried", tried),
            ("@most", most),
            ("@since", now - (long)window.TotalMilliseconds),
            ("@now", now)
        );
        return AccountRules.Wait(tries, most, last, window, now);
    }

    public Task ForgetTriesAsync(string tried, CancellationToken cancel) =>
        store.ExecuteAsync("forget-tries", cancel, ("@tried", tried));
}
