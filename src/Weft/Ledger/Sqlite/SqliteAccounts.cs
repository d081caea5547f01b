using Weft.Model;
using Weft.Storage.Sqlite;

namespace Weft.Ledger.Sqlite;

/// <summary>Users and their sign-ins, in a SQLite file.</summary>
internal sealed class SqliteAccounts(SqliteFile file, TimeProvider time) : IAccounts
{
    private static readonly RowMapping Rows = RowMapping.ByUnixTime;

    public Task<bool> HasUsersAsync(CancellationToken cancel) => file.ReadAsync(db => db.Number("has-users") > 0, cancel);

    public Task<IReadOnlyList<User>> UsersAsync(CancellationToken cancel) =>
        file.ReadListAsync(db => db.Query("users", Rows.User), cancel);

    public Task<User?> FindUserAsync(string name, CancellationToken cancel) =>
        file.ReadAsync(db => db.First("user", Rows.User, ("$name", name)), cancel);

    public Task<bool> TryAddUserAsync(User user, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
                db.Execute(
                    "add-user",
                    ("$name", user.Name),
                    ("$role", ColumnFormats.Word(user.Role)),
                    ("$hash", user.PasswordHash),
                    ("$created", ColumnFormats.Ms(user.Created))
                ) > 0,
            cancel
        );

    public Task<UserChange> ChangeRoleAsync(string name, UserRole role, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
            {
                if (db.First("user", Rows.User, ("$name", name)) is not { } user)
                    return UserChange.NotThere;
                if (user.Role == role)
                    return UserChange.Done;
                if (role != UserRole.Admin && !HasOtherAdmin(db, name))
                    return UserChange.LastAdmin;
                db.Execute("change-role", ("$name", name), ("$role", ColumnFormats.Word(role)));
                db.Execute("end-sign-ins", ("$name", name));
                return UserChange.Done;
            },
            cancel
        );

    public Task<bool> TryChangePasswordAsync(string name, string hash, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
            {
                db.Execute("end-sign-ins", ("$name", name));
                return db.Execute("change-password", ("$name", name), ("$hash", hash)) > 0;
            },
            cancel
        );

    public Task<UserChange> RemoveUserAsync(string name, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
            {
                if (db.First("user", Rows.User, ("$name", name)) is null)
                    return UserChange.NotThere;
                if (!HasOtherAdmin(db, name))
                    return UserChange.LastAdmin;
                db.Execute("remove-user", ("$name", name));
                db.Execute("end-sign-ins", ("$name", name));
                return UserChange.Done;
            },
            cancel
        );

    private static bool HasOtherAdmin(SqliteDb db, string name) => db.Number("other-admins", ("$name", name)) > 0;

    public Task BeginSignInAsync(string hash, User user, TimeSpan stays, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
            {
                var (now, length) = (time.NowMs(), (long)stays.TotalMilliseconds);
                db.Execute("forget-sign-ins", ("$now", now));
                return db.Execute(
                    "begin-sign-in",
                    ("$hash", hash),
                    ("$name", user.Name),
                    ("$password", user.PasswordHash),
                    ("$stays", length),
                    ("$until", now + length)
                );
            },
            cancel
        );

    public Task<SignIn?> FindSignInAsync(string hash, CancellationToken cancel) =>
        file.ReadAsync(db => db.First("sign-in", Rows.SignIn, ("$hash", hash), ("$now", time.NowMs())), cancel);

    public Task<IReadOnlyList<SignIn>> SignInsAsync(string user, CancellationToken cancel) =>
        file.ReadListAsync(db => db.Query("sign-ins", Rows.SignIn, ("$name", user), ("$now", time.NowMs())), cancel);

    public Task ProlongSignInAsync(string hash, CancellationToken cancel) =>
        file.WriteAsync(db => db.Execute("prolong-sign-in", ("$hash", hash), ("$now", time.NowMs())), cancel);

    public Task EndSignInAsync(string hash, CancellationToken cancel) =>
        file.WriteAsync(db => db.Execute("end-sign-in", ("$hash", hash)), cancel);

    public Task<TimeSpan?> CountTryAsync(string tried, int most, TimeSpan window, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
            {
                var now = time.NowMs();
                db.Execute("forget-old-tries", ("$since", now - (long)window.TotalMilliseconds));
                db.Execute("count-try", ("$tried", tried), ("$most", most), ("$now", now));
                var (tries, last) = db.First("tries", RowMapping.Tries, ("$tried", tried));
                return AccountRules.Wait(tries, most, last, window, now);
            },
            cancel
        );

    public Task ForgetTriesAsync(string tried, CancellationToken cancel) =>
        file.WriteAsync(db => db.Execute("forget-tries", ("$tried", tried)), cancel);
}
