using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Model;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary>A user to be added.</summary>
internal sealed record UserBody(string Name, string Role, string Password);

internal sealed record RoleBody(string Role);

internal sealed record PasswordBody(string Password);

/// <summary>A token to be made.</summary>
/// <param name="Days">How long it is good; null = until it is revoked.</param>
internal sealed record TokenBody(string Name, string Role, int? Days = null);

/// <summary><c>/api/users</c> and <c>/api/tokens</c>: who may come in. Passwords go in and never come out.</summary>
internal sealed class AccountRoutes(WebParts parts) : IResource
{
    private readonly UserAccounts _users = parts.UseCases.Users;
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
