using Weft.Ledger;
using Weft.Model;

namespace Weft.Testing.Models;

/// <summary>The model's users and their sign-ins.</summary>
internal sealed class MemoryAccounts(MemoryState state) : IAccounts
{
    private readonly SortedDictionary<string, User> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SignIn> _signIns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Count, DateTimeOffset Last)> _tries = new(StringComparer.Ordinal);

    public Task<bool> HasUsersAsync(CancellationToken cancel) => Task.FromResult(_users.Count > 0);

    public Task<IReadOnlyList<User>> UsersAsync(CancellationToken cancel) => MemoryState.Listed(_users.Values);

    public Task<User?> FindUserAsync(string name, CancellationToken cancel) => Task.FromResult(_users.GetValueOrDefault(name));

    public Task<bool> TryAddUserAsync(User user, CancellationToken cancel) => Task.FromResult(_users.TryAdd(user.Name, user));

    public Task<UserChange> ChangeRoleAsync(string name, UserRole role, CancellationToken cancel)
    {
        if (!_users.TryGetValue(name, out var user))
            return Task.FromResult(UserChange.NotThere);
        if (user.Role == role)
            return Task.FromResult(UserChange.Done);
        if (role != UserRole.Admin && !HasOtherAdmin(name))
            return Task.FromResult(UserChange.LastAdmin);
        _users[name] = user with { Role = role };
        EndAll(name);
        return Task.FromResult(UserChange.Done);
    }

    public Task<bool> TryChangePasswordAsync(string name, string hash, CancellationToken cancel)
    {
        if (!_users.TryGetValue(name, out var user))
            return Task.FromResult(false);
        _users[name] = user with { PasswordHash = hash };
        EndAll(name);
        return Task.FromResult(true);
    }

    public Task<UserChange> RemoveUserAsync(string name, CancellationToken cancel)
    {
        if (!_users.ContainsKey(name))
            return Task.FromResult(UserChange.NotThere);
        if (!HasOtherAdmin(name))
            return Task.FromResult(UserChange.LastAdmin);
        _users.Remove(name);
        EndAll(name);
        return Task.FromResult(UserChange.Done);
    }

    public Task BeginSignInAsync(string hash, User user, TimeSpan stays, CancellationToken cancel)
    {
        if (_users.TryGetValue(user.Name, out var now) && now.PasswordHash == user.PasswordHash)
            _signIns.TryAdd(hash, new(hash, user.Name, UserRole.Reader, stays, state.Now + stays));
        return Task.CompletedTask;
    }

    public Task<SignIn?> FindSignInAsync(string hash, CancellationToken cancel) =>
        Task.FromResult(
            _signIns.TryGetValue(hash, out var found) && found.Until > state.Now && _users.TryGetValue(found.User, out var user)
                ? found with
                {
                    Role = user.Role,
                }
                : null
        );

    public Task<IReadOnlyList<SignIn>> SignInsAsync(string user, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<SignIn>>([
            .. _signIns
                .Values.Where(found => found.User == user && found.Until > state.Now)
                .Select(found => found with { Role = _users[user].Role })
                .OrderByDescending(found => found.Until - found.Stays)
                .ThenBy(found => found.Hash, StringComparer.Ordinal),
        ]);

    public Task ProlongSignInAsync(string hash, CancellationToken cancel)
    {
        if (_signIns.TryGetValue(hash, out var found) && found.Until > state.Now)
            _signIns[hash] = found with { Until = state.Now + found.Stays };
        return Task.CompletedTask;
    }

    public Task EndSignInAsync(string hash, CancellationToken cancel)
    {
        _signIns.Remove(hash);
        return Task.CompletedTask;
    }

    public Task<TimeSpan?> CountTryAsync(string tried, int most, TimeSpan window, CancellationToken cancel)
    {
        var now = state.Now;
        var (count, last) = _tries.GetValueOrDefault(tried);
        if (last <= now - window)
            count = 0;
        if (count >= most)
            return Task.FromResult<TimeSpan?>(last + window - now);
        _tries[tried] = (count + 1, now);
        return Task.FromResult<TimeSpan?>(null);
    }

    public Task ForgetTriesAsync(string tried, CancellationToken cancel)
    {
        _tries.Remove(tried);
        return Task.CompletedTask;
    }

    private bool HasOtherAdmin(string name) => _users.Values.Any(user => user.Role == UserRole.Admin && user.Name != name);

    private void EndAll(string name)
    {
        foreach (var one in _signIns.Values.Where(signIn => signIn.User == name).ToList())
            _signIns.Remove(one.Hash);
    }
}
