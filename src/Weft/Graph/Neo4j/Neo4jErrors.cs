using Weft.Reasons;

namespace Weft.Graph.Neo4j;

/// <summary>What became of a request that brought no answer: again at once, later, or not without a person.</summary>
internal enum Remedy
{
    /// <summary>Nothing was done, or the statement may be repeated; it will most likely go through.</summary>
    Again,

    /// <summary>A server that is away, full or read-only: whoever asks may ask again until somebody has seen to it.</summary>
    Later,

    /// <summary>Wrong password, no such database: as <see cref="Later"/> once it has worked; at the start a person must act.</summary>
    Person,

    /// <summary>The statement itself is refused, and always will be.</summary>
    Never,
}

/// <summary>The server's errors by their codes: they come with HTTP 202, 400, 401, 404, 429 or 500, which say less.</summary>
internal static class Neo4jErrors
{
    public const string ReadOnly = "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase";
    public const string Deadlock = "Neo.TransientError.Transaction.DeadlockDetected";
    public const string SameRuleStands = "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists";

    public static bool IsRefusal(string code) =>
        code is "Neo.ClientError.Security.Unauthorized" or "Neo.ClientError.Security.AuthenticationRateLimit";

    public static Remedy RemedyOf(string code) =>
        code switch
        {
            "Neo.TransientError.General.DatabaseUnavailable" => Remedy.Later,
            _ when code.StartsWith("Neo.TransientError.", StringComparison.Ordinal) => Remedy.Again,
            "Neo.ClientError.Cluster.NotALeader"
            or "Neo.ClientError.Security.AuthorizationExpired"
            or "Neo.ClientError.Transaction.TransactionIdCollision"
            // What was found was deleted by another before it could be locked.
            or "Neo.ClientError.Statement.EntityNotFound" => Remedy.Again,
            "Neo.ClientError.Security.AuthenticationRateLimit"
            or "Neo.ClientError.Request.Invalid"
            // Waiting for indexes that are still being filled.
            or "Neo.ClientError.Procedure.ProcedureCallFailed" => Remedy.Later,
            // The server's own time limits, and transactions that a person ended.
            _ when code.StartsWith("Neo.ClientError.Transaction.", StringComparison.Ordinal) => Remedy.Later,
            // Constraints that what stands there breaks.
            _ when code.StartsWith("Neo.DatabaseError.Schema.", StringComparison.Ordinal) => Remedy.Person,
            ReadOnly or "Neo.ClientError.Database.DatabaseNotFound" => Remedy.Person,
            _ when code.StartsWith("Neo.ClientError.Security.", StringComparison.Ordinal) => Remedy.Person,
            _ when code.StartsWith("Neo.ClientError.", StringComparison.Ordinal) => Remedy.Never,
            // Neo.DatabaseError and whatever has no code: disk full, a store in panic.
            _ => Remedy.Later,
        };

    /// <summary>What to do, for a person; never with the password.</summary>
    public static Reason Tell(Neo4jAddress address, string code, string message) =>
        code switch
        {
            "Neo.ClientError.Security.Unauthorized" when address.User.Length == 0 => ServerReasons.Neo4jWantsSignIn(
                address.ToString()
            ),
            "Neo.ClientError.Security.Unauthorized" => ServerReasons.Neo4jRefusesUser(address.ToString(), address.User),
            "Neo.ClientError.Security.AuthenticationRateLimit" => ServerReasons.Neo4jRefusesForNow(
                address.ToString(),
                address.User
            ),
            "Neo.ClientError.Security.CredentialsExpired" => ServerReasons.Neo4jPasswordExpired(address.ToString(), address.User),
            "Neo.ClientError.Security.Forbidden" => ServerReasons.Neo4jForbidden(address.ToString(), address.User, message),
            ReadOnly => ServerReasons.Neo4jReadOnly(address.ToString()),
            "Neo.ClientError.Database.DatabaseNotFound" => ServerReasons.Neo4jNoDatabase(
                address.Server.ToString(),
                address.Database
            ),
            "Neo.TransientError.General.DatabaseUnavailable" => ServerReasons.Neo4jNotRunning(address.ToString()),
            "N/A" => ServerReasons.Neo4jBoltOff(address.ToString(), message),
            _ => ServerReasons.Neo4jFails(address.ToString(), message, code),
        };
}
