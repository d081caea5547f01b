using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Model;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary>A user to be added.</summary>
internal sealed record UserBody(string Name, string Role, string Password);

internal sealed record RoleBody(string Role);

internal sealed record PasswordBody(string Password);

/// <param name="Old">As it is until now.</param>
internal sealed record OwnPasswordBody(string Old, string Password);

/// <summary>Who asks.</summary>
/// <param name="Kind">user, token, machine (nobody has to sign in), or watcher (the node's password).</param>
internal sealed record CallerShape(string Kind, string Name, string Role)
{
    public static CallerShape Of(Caller? caller) =>
        new(
            (caller?.Kind ?? CallerKind.Machine).ToString().ToLowerInvariant(),
            caller?.Name ?? "",
            Glossary.Word(caller?.Role ?? UserRole.Reader)
        );
}

/// <summary>A token to be made.</summary>
/// <param name="Days">How long it is good; null = until it is revoked.</param>
internal sealed record TokenBody(string Name, string Role, int? Days = null);

/// <summary><c>/api/users</c> and <c>/api/tokens</c>: who may come in. Passwords go in and never come out.</summary>
internal sealed class AccountRoutes(WebParts parts) : IResource
{
    private readonly UserAccounts _users = parts.UseCases.Users;
    private readonly SignIns _signIns = parts.UseCases.SignIns;
    private readonly ApiTokens _tokens = parts.UseCases.Tokens;

    public void Map(IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("/api/users").WithTags("Users");
        users.MapGet("", ListAsync).ForAdmins().Says<Slice<UserShape>>("listUsers", "Who may sign in, by name");
        users.MapPost("", AddAsync).ForAdmins().Says<UserShape>("addUser", "Adds a user; the first is an admin", 201, 409);
        users
            .MapPut("{name}/role", RoleAsync)
            .ForAdmins()
            .Says<UserShape>("changeRole", "Changes a role and ends the user's sign-ins", 200, 404, 409);
        users
            .MapPut("{name}/password", PasswordAsync)
            .ForAdmins()
            .Says<UserShape>("changePassword", "Changes a password and ends the user's sign-ins", 200, 404);
        users
            .MapDelete("{name}", RemoveAsync)
            .ForAdmins()
            .Says<RemovedUserShape>("removeUser", "Removes a user and ends their sign-ins; the last admin stays", 200, 404, 409);
        var me = routes.MapGroup("/api/me").WithTags("Users");
        me.MapGet("", Me).ForReaders().Says<CallerShape>("showMe", "Who asks, as this node knows them");
        me.MapPut("password", OwnPasswordAsync)
            .ForReaders()
            .Says<UserShape>("changeOwnPassword", "Changes one's own password and ends all of one's sign-ins", 200, 401);
        me.MapGet("sign-ins", OwnSignInsAsync)
            .ForReaders()
            .Says<Slice<SignInShape>>("listOwnSignIns", "Where one is signed in, the one used last first", 200, 401);
        me.MapDelete("sign-ins", EndOwnSignInsAsync)
            .ForReaders()
            .Says<EndedSignInsShape>("endOtherSignIns", "Ends all of one's sign-ins but the one that asks", 200, 401);
        me.MapDelete("sign-ins/{id}", EndOwnSignInAsync)
            .ForReaders()
            .Says<EndedSignInsShape>("endOwnSignIn", "Ends one of one's sign-ins", 200, 401, 404);
        users
            .MapGet("{name}/sign-ins", SignInsAsync)
            .ForAdmins()
            .Says<Slice<SignInShape>>("listSignIns", "Where a user is signed in, the one used last first", 200, 404);
        users
            .MapDelete("{name}/sign-ins/{id}", EndSignInAsync)
            .ForAdmins()
            .Says<EndedSignInsShape>("endSignIn", "Ends one of a user's sign-ins", 200, 404);
        users
            .MapDelete("{name}/sign-ins", EndSignInsAsync)
            .ForAdmins()
            .Says<EndedSignInsShape>("endSignIns", "Ends all of a user's sign-ins", 200, 404);
        var tokens = routes.MapGroup("/api/tokens").WithTags("Tokens");
        tokens.MapGet("", TokensAsync).ForAdmins().Says<Slice<TokenShape>>("listTokens", "Tokens by name, without their secrets");
        tokens
            .MapPost("", MakeAsync)
            .ForAdmins()
            .Says<NewTokenShape>("addToken", "Makes a token and says it this once", 201, 409);
        tokens
            .MapDelete("{name}", RevokeAsync)
            .ForAdmins()
            .Says<RevokedTokenShape>("revokeToken", "Revokes a token at once", 200, 404);
    }

    private async Task<IResult> ListAsync(CancellationToken cancel) =>
        Answer.Of(new Slice<UserShape>([.. (await _users.ListAsync(cancel)).Select(UserShape.Of)], null));

    private async Task<IResult> AddAsync(UserBody body, CancellationToken cancel)
    {
        if (!Words.TryRead<UserRole>(body.Role, out var role) || role is null)
            return Answer.Bad("role", body.Role, "api.is.role");
        return await _users.AddAsync(body.Name, role.Value, body.Password, cancel) switch
        {
            Result<User>.Done(var user) => Answer.Created(
                $"/api/users/{Uri.EscapeDataString(user.Name)}",
                _ => UserShape.Of(user)
            ),
            var refused => Answer.Refused(((Result<User>.Refused)refused).Why),
        };
    }

    private async Task<IResult> RoleAsync(string name, RoleBody body, CancellationToken cancel)
    {
        if (!Words.TryRead<UserRole>(body.Role, out var role) || role is null)
            return Answer.Bad("role", body.Role, "api.is.role");
        return Answer.Of(await _users.ChangeRoleAsync(name, role.Value, cancel), UserShape.Of);
    }

    private async Task<IResult> PasswordAsync(string name, PasswordBody body, CancellationToken cancel) =>
        Answer.Of(await _users.ChangePasswordAsync(name, body.Password, cancel), UserShape.Of);

    private async Task<IResult> RemoveAsync(string name, CancellationToken cancel) =>
        await _users.RemoveAsync(name, cancel) is { } refusal ? Answer.Refused(refusal) : Answer.Of(new RemovedUserShape(name));

    private static IResult Me(HttpContext context) => Answer.Of(CallerShape.Of(Caller.Of(context.User)));

    /// <summary>The user behind a sign-in; a token or a machine is nobody's self.</summary>
    private static Caller? Self(HttpContext context) =>
        Caller.Of(context.User) is { Kind: CallerKind.User } caller ? caller : null;

    private async Task<IResult> OwnPasswordAsync(HttpContext context, OwnPasswordBody body, CancellationToken cancel) =>
        Self(context) is { } self
            ? Answer.Of(await _users.ChangeOwnPasswordAsync(self.Name, body.Old, body.Password, _signIns, cancel), UserShape.Of)
            : Answer.Refused(new Refusal.SignInWanted());

    private async Task<IResult> OwnSignInsAsync(HttpContext context, CancellationToken cancel)
    {
        if (Self(context) is not { } self)
            return Answer.Refused(new Refusal.SignInWanted());
        var all = await _signIns.ListAsync(self.Name, cancel);
        return Answer.Of(new Slice<SignInShape>([.. all.Select(one => SignInShape.Of(one, one.Hash == self.Proof))], null));
    }

    private async Task<IResult> EndOwnSignInsAsync(HttpContext context, CancellationToken cancel) =>
        Self(context) is { } self
            ? Answer.Of(new EndedSignInsShape(await _signIns.EndOthersAsync(self.Name, self.Proof, cancel)))
            : Answer.Refused(new Refusal.SignInWanted());

    private async Task<IResult> EndOwnSignInAsync(HttpContext context, string id, CancellationToken cancel) =>
        Self(context) is { } self ? await EndSignInAsync(self.Name, id, cancel) : Answer.Refused(new Refusal.SignInWanted());

    private async Task<IResult> EndSignInAsync(string name, string id, CancellationToken cancel) =>
        await _signIns.EndOneAsync(name, id, cancel) is { } why ? Answer.Refused(why) : Answer.Of(new EndedSignInsShape(1));

    private async Task<IResult> SignInsAsync(HttpContext context, string name, CancellationToken cancel)
    {
        if (await _users.FindAsync(name, cancel) is Result<User>.Refused(var why))
            return Answer.Refused(why);
        var proof = Self(context)?.Proof;
        var all = await _signIns.ListAsync(name, cancel);
        return Answer.Of(new Slice<SignInShape>([.. all.Select(one => SignInShape.Of(one, one.Hash == proof))], null));
    }

    private async Task<IResult> EndSignInsAsync(string name, CancellationToken cancel) =>
        await _users.FindAsync(name, cancel) is Result<User>.Refused(var why)
            ? Answer.Refused(why)
            : Answer.Of(new EndedSignInsShape(await _signIns.EndOthersAsync(name, "", cancel)));

    private async Task<IResult> TokensAsync(CancellationToken cancel) =>
        Answer.Of(new Slice<TokenShape>([.. (await _tokens.ListAsync(cancel)).Select(TokenShape.Of)], null));

    private async Task<IResult> MakeAsync(TokenBody body, CancellationToken cancel)
    {
        if (!Words.TryRead<UserRole>(body.Role, out var role) || role is null)
            return Answer.Bad("role", body.Role, "api.is.role");
        if (body.Days is < 1 or > ApiTokens.MostDays)
            return Answer.Bad("days", body.Days, "api.is.range", 1, ApiTokens.MostDays);
        return await _tokens.AddAsync(body.Name, role.Value, body.Days, cancel) switch
        {
            Result<NewToken>.Done(var made) => Answer.Created(
                $"/api/tokens/{Uri.EscapeDataString(made.Token.Name)}",
                _ => NewTokenShape.Of(made)
            ),
            var refused => Answer.Refused(((Result<NewToken>.Refused)refused).Why),
        };
    }

    private async Task<IResult> RevokeAsync(string name, CancellationToken cancel) =>
        await _tokens.RevokeAsync(name, cancel) is { } refusal ? Answer.Refused(refusal) : Answer.Of(new RevokedTokenShape(name));
}
