using Weft.Reasons;

namespace Weft.Model;

/// <summary>What somebody did. Each has its reason of the same name, which says it in words (<see cref="AuditReasons"/>).</summary>
public enum AuditKind
{
    SignedIn,
    SignInFailed,
    SignedOut,

    /// <summary>A user's sign-ins elsewhere.</summary>
    SignInsEnded,
    BookImported,
    BookRenamed,
    BookDeleted,
    JobStarted,
    JobPaused,
    JobResumed,
    JobCancelled,
    JobRetried,

    /// <summary>Restart all.</summary>
    JobsRetried,
    ProviderAdded,
    ProviderChanged,
    ProviderRemoved,
    ProviderPaused,
    ProviderResumed,
    ProviderTested,
    NamesMerged,
    NamesSplit,
    NamesUndone,
    NamesRenamed,
    NamesRetyped,
    NamesHidden,
    NamesLearnt,
    GraphExported,
    GraphRebuilt,
    UserAdded,
    UserRoleChanged,
    UserPasswordChanged,
    UserRemoved,
    TokenAdded,
    TokenRevoked,
    WebhookAdded,
    WebhookRemoved,
    WebhookPaused,
    WebhookResumed,
    WebhookTested,
}

public enum ActorKind
{
    /// <summary>Somebody who is signed in to the page, or asks the API from it.</summary>
    User,

    /// <summary>A program with an API token.</summary>
    Token,

    /// <summary>Somebody at the command line, by the name that the system gives them.</summary>
    Terminal,

    /// <summary>Whoever sat at the machine while there were no users.</summary>
    Machine,

    /// <summary>Whoever said the node's password while there were no users.</summary>
    Watcher,

    /// <summary>Nobody who was let in.</summary>
    Stranger,
}

/// <summary>Who did something, and from where.</summary>
/// <param name="Name">The user's or token's, or <c>user@host</c> of a command line; empty for the others.</param>
/// <param name="Owner">Of a token: who made it; else empty.</param>
/// <param name="From">The address that asked; empty at a command line.</param>
public sealed record Actor(ActorKind Kind, string Name = "", string Owner = "", string From = "")
{
    public static readonly Actor Stranger = new(ActorKind.Stranger);

    /// <summary>The user, or the user behind a token; empty where that is nobody.</summary>
    public string Person => Kind == ActorKind.Token ? Owner : Name;
}

/// <summary>That somebody did something. It never holds a secret.</summary>
/// <param name="Number">Rises from entry to entry; numbers may be left out.</param>
public sealed record AuditEntry(long Number, DateTimeOffset At, Actor By, AuditKind Kind, Reason What);

/// <summary>Which entries are asked for; null asks for all.</summary>
public sealed record AuditFilter
{
    public static readonly AuditFilter All = new();

    /// <summary>What this user, token or <c>user@host</c> did, and what tokens did that they made.</summary>
    public string? By { get; init; }

    /// <summary>One of these; empty = of every kind.</summary>
    public IReadOnlyList<AuditKind> Kinds { get; init; } = [];

    /// <summary>Numbers below this one.</summary>
    public long? Before { get; init; }
}
