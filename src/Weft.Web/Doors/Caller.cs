using System.Diagnostics;
using System.Security.Claims;
using Weft.Application.Texts;
using Weft.Model;

namespace Weft.Web.Doors;

internal enum CallerKind
{
    /// <summary>Whoever sits at the machine, while there are no users.</summary>
    Machine,
    User,
    Token,

    /// <summary>Whoever says the node's password: to look at how nodes are, and while there are no users at everything.</summary>
    Watcher,
}

/// <summary>Who asks.</summary>
/// <param name="Name">The user's or the token's; empty for the others.</param>
/// <param name="Proof">Hash of what was shown: the cookie or the token. Empty for the others.</param>
internal sealed record Caller(CallerKind Kind, string Name, UserRole Role, string Proof)
{
    private const string Scheme = "weft";
    private const string ProofClaim = "weft:proof";
    private const string KindClaim = "weft:kind";
    private const string OwnerClaim = "weft:owner";
    private const string FromClaim = "weft:from";

    public static readonly Caller Machine = new(CallerKind.Machine, "", UserRole.Admin, "");
    public static readonly Caller Watcher = new(CallerKind.Watcher, "", UserRole.Admin, "");

    /// <summary>Of a token: who made it; else empty.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The address that asks.</summary>
    public string From { get; init; } = "";

    /// <summary>As the audit log has it.</summary>
    public Actor Actor =>
        new(
            Kind switch
            {
                CallerKind.User => ActorKind.User,
                CallerKind.Token => ActorKind.Token,
                CallerKind.Machine => ActorKind.Machine,
                CallerKind.Watcher => ActorKind.Watcher,
                _ => throw new UnreachableException(),
            },
            Name,
            Owner,
            From
        );

    public bool MayOrder => Role == UserRole.Admin;

    public ClaimsPrincipal ToPrincipal() =>
        new(
            new ClaimsIdentity(
                [
                    new(ClaimTypes.Name, Name),
                    new(ClaimTypes.Role, Glossary.Word(Role)),
                    new(KindClaim, Kind.ToString()),
                    new(ProofClaim, Proof),
                    new(OwnerClaim, Owner),
                    new(FromClaim, From),
                ],
                Scheme
            )
        );

    /// <summary>Null = nobody that was let in here.</summary>
    public static Caller? Of(ClaimsPrincipal principal)
    {
        if (principal.Identity is not { AuthenticationType: Scheme })
            return null;
        string Said(string claim) => principal.FindFirst(claim)?.Value ?? "";
        return new(
            Enum.Parse<CallerKind>(Said(KindClaim)),
            Said(ClaimTypes.Name),
            Enum.Parse<UserRole>(Said(ClaimTypes.Role), ignoreCase: true),
            Said(ProofClaim)
        )
        {
            Owner = Said(OwnerClaim),
            From = Said(FromClaim),
        };
    }
}
