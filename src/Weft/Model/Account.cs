namespace Weft.Model;

/// <summary>What somebody may do. A reader looks and exports; an admin does everything.</summary>
public enum UserRole
{
    Reader,
    Admin,
}

/// <summary>Somebody who may sign in.</summary>
/// <param name="PasswordHash">Never the password; empty where it is not asked for.</param>
public sealed record User(string Name, UserRole Role, string PasswordHash, DateTimeOffset Created);

/// <summary>Somebody's presence on the page, good on every node until it ends.</summary>
/// <param name="Hash">Of the secret in the browser's cookie; 64 hexadecimal digits.</param>
/// <param name="Role">The user's, as of now.</param>
/// <param name="Stays">How long it stays good after it was last used.</param>
public sealed record SignIn(string Hash, string User, UserRole Role, TimeSpan Stays, DateTimeOffset Until)
{
    private const int IdLength = 12;

    /// <summary>Names it to people and programs; nobody gets in with it.</summary>
    public string Id => Hash[..Math.Min(IdLength, Hash.Length)];
}

/// <summary>What a program shows instead of a password.</summary>
/// <param name="Until">Null = until it is revoked.</param>
public sealed record ApiToken(string Name, UserRole Role, DateTimeOffset Created, DateTimeOffset? Until)
{
    /// <summary>Who made it: a user, or <c>user@host</c> of a command line; empty where that is not known.</summary>
    public string Owner { get; init; } = "";
}

/// <summary>A key that guards forms, sealed.</summary>
public sealed record FormKey(string Name, string Sealed);
