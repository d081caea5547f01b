using Weft.Application.Texts;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Application;

/// <summary>A token that was just made.</summary>
/// <param name="Secret">Shown this once: only its hash is kept.</param>
internal sealed record NewToken(ApiToken Token, string Secret);

/// <summary>What programs are let in with.</summary>
internal sealed class ApiTokens(IAccessKeys keys, TimeProvider time, AuditLog audit)
{
    public const int MostDays = 3650;

    /// <summary>What every token begins with, so that people and scanners know one when they see it.</summary>
    public const string Mark = "weft_";

    public Task<IReadOnlyList<ApiToken>> ListAsync(CancellationToken cancel) => keys.TokensAsync(cancel);

    /// <param name="days">Null = until it is revoked.</param>
    public async Task<Result<NewToken>> AddAsync(string name, UserRole role, int? days, CancellationToken cancel)
    {
        if (!AccountName.IsGood(name))
            return new Refusal.BadAccountName(name, AccountName.Longest);
        var (now, secret) = (time.GetUtcNow(), Mark + SecretText.New());
        var token = new ApiToken(name, role, now, days is { } length ? now.AddDays(length) : null) { Owner = audit.Actor.Person };
        if (!await keys.TryAddTokenAsync(token, SecretText.HashOf(secret), cancel))
            return new Refusal.TokenExists(name);
        await audit.NoteAsync(AuditKind.TokenAdded, AuditReasons.TokenAdded(name, Glossary.Word(role)));
        return new NewToken(token, secret);
    }

    /// <summary>Null = it is revoked.</summary>
    public async Task<Refusal?> RevokeAsync(string name, CancellationToken cancel) =>
        await audit.NotedAsync(
            await keys.TryRevokeTokenAsync(name, cancel) ? null : new Refusal.UnknownToken(name),
            AuditKind.TokenRevoked,
            AuditReasons.TokenRevoked(name)
        );
}
