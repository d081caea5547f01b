using Weft.Application.Texts;
using Weft.Model;

namespace Weft.Application.Shapes;

/// <summary>A user as programs read it; nothing of the password.</summary>
internal sealed record UserShape(string Name, string Role, DateTimeOffset CreatedAt)
{
    public static UserShape Of(User user) => new(user.Name, Glossary.Word(user.Role), user.Created);
}

/// <summary>A sign-in as programs read it; nothing of its secret.</summary>
/// <param name="Id">By which it is ended.</param>
/// <param name="IsThisOne">The one that asks.</param>
internal sealed record SignInShape(string Id, DateTimeOffset UsedAt, DateTimeOffset Until, bool IsThisOne)
{
    public static SignInShape Of(SignIn signIn, bool isThisOne) =>
        new(signIn.Id, signIn.Until - signIn.Stays, signIn.Until, isThisOne);
}

internal sealed record EndedSignInsShape(int Ended);

internal sealed record RemovedUserShape(string Removed);

/// <summary>A token as programs read it; nothing of its secret.</summary>
internal sealed record TokenShape(string Name, string Role, DateTimeOffset CreatedAt, DateTimeOffset? Until)
{
    public static TokenShape Of(ApiToken token) => new(token.Name, Glossary.Word(token.Role), token.Created, token.Until);
}

/// <summary>A new token, with its secret, this once.</summary>
internal sealed record NewTokenShape(string Name, string Role, DateTimeOffset CreatedAt, DateTimeOffset? Until, string Token)
{
    public static NewTokenShape Of(NewToken made) =>
        new(made.Token.Name, Glossary.Word(made.Token.Role), made.Token.Created, made.Token.Until, made.Secret);
}

internal sealed record RevokedTokenShape(string Revoked);
