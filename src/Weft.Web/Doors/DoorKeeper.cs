using System.Collections.Concurrent;
using Weft.Application;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Web.Doors;

/// <summary>Who somebody is by what they show, and whether that still holds. It is asked of the ledger each time, so that an end is one at once.</summary>
internal sealed class DoorKeeper(ILedger ledger, TimeProvider time)
{
    /// <summary>However many pages and readers of events somebody has open, the ledger is asked once in so long whether they may go on.</summary>
    public static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, Task<Caller?> Now)> _looks = new();
    private volatile bool _hasUsers;
    private volatile bool _isKnown;

    /// <summary>Whether sign-in is wanted. The last admin stays, so that it is wanted for ever after.</summary>
    public async Task<bool> HasUsersAsync(CancellationToken cancel)
    {
        if (_hasUsers)
            return true;
        try
        {
            (_hasUsers, _isKnown) = (await ledger.Accounts.HasUsersAsync(cancel), true);
        }
        catch (TransientException) when (_isKnown)
        {
            // There were none before the ledger was away: whoever sits at the machine still sees what it shows of then.
        }
        return _hasUsers;
    }

    public Task<SignIn?> SignInOfAsync(string secret, CancellationToken cancel) =>
        ledger.Accounts.FindSignInAsync(SecretText.HashOf(secret), cancel);

    /// <summary>A sign-in that is used stays good; the ledger is not told more often than need be. True = it was told.</summary>
    public async Task<bool> UseAsync(SignIn signIn, CancellationToken cancel)
    {
        if (signIn.Until - time.GetUtcNow() > signIn.Stays * 0.95)
            return false;
        await ledger.Accounts.ProlongSignInAsync(signIn.Hash, cancel);
        return true;
    }

    /// <summary>The same for whoever came in with it, where it still holds.</summary>
    public async Task UseAsync(Caller caller, CancellationToken cancel)
    {
        if (caller.Kind == CallerKind.User && await ledger.Accounts.FindSignInAsync(caller.Proof, cancel) is { } signIn)
            await UseAsync(signIn, cancel);
    }

    public async Task<Caller?> TokenAsync(string secret, CancellationToken cancel)
    {
        if (!secret.StartsWith(ApiTokens.Mark, StringComparison.Ordinal))
            return null;
        var hash = SecretText.HashOf(secret);
        return await ledger.AccessKeys.FindTokenAsync(hash, cancel) is { } token
            ? new(CallerKind.Token, token.Name, token.Role, hash) { Owner = token.Owner }
            : null;
    }

    public static Caller Of(SignIn signIn) => new(CallerKind.User, signIn.User, signIn.Role, signIn.Hash);

    /// <summary>The caller as of now; null = no longer let in.</summary>
    public async Task<Caller?> StillAsync(Caller caller, CancellationToken cancel) =>
        caller.Kind switch
        {
            CallerKind.User => await ledger.Accounts.FindSignInAsync(caller.Proof, cancel) is { } signIn ? Of(signIn) : null,
            CallerKind.Token => await ledger.AccessKeys.FindTokenAsync(caller.Proof, cancel) is { } token
                ? caller with
                {
                    Role = token.Role,
                }
                : null,
            _ => await HasUsersAsync(cancel) ? null : caller,
        };

    /// <summary>The same for who only looks on: as it was at most <see cref="LooksEvery"/> ago. Who can't be asked about goes on.</summary>
    public async Task<bool> MayLookAsync(Caller caller)
    {
        var key = $"{caller.Kind}/{caller.Proof}";
        var now = time.GetUtcNow();
        if (!_looks.TryGetValue(key, out var last) || now - last.At >= LooksEvery)
        {
            foreach (var old in _looks.Where(old => now - old.Value.At >= 2 * LooksEvery))
                _looks.TryRemove(old.Key, out _);
            _looks[key] = last = (now, StillAsync(caller, CancellationToken.None));
        }
        try
        {
            return await last.Now is not null;
        }
        catch (TransientException)
        {
            return true;
        }
    }

    /// <summary>Null = the caller may order something; else why not.</summary>
    public async Task<Refusal?> MayOrderAsync(Caller? caller, CancellationToken cancel)
    {
        if (caller is null || await StillAsync(caller, cancel) is not { } now)
            return new Refusal.SignInWanted();
        return now.MayOrder ? null : await ReaderMayNotAsync(cancel);
    }

    public async Task<Refusal> ReaderMayNotAsync(CancellationToken cancel) =>
        new Refusal.ReaderMayNot([
            .. (await ledger.Accounts.UsersAsync(cancel)).Where(user => user.Role == UserRole.Admin).Select(user => user.Name),
        ]);
}
