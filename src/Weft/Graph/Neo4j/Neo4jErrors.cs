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
    public static string Tell(Neo4jAddress address, string code, string message) =>
        code switch
        {
            "Neo.ClientError.Security.Unauthorized" when address.User.Length == 0 =>
                $"Neo4j at {address} wants a sign-in: write WEFT_GRAPH as http(s)://user:password@host:7474/database, or set NEO4J_USER and NEO4J_PASSWORD.",
            "Neo.ClientError.Security.Unauthorized" =>
                $"Neo4j at {address} refuses the user '{address.User}': wrong name or password. Put the right ones into WEFT_GRAPH (or NEO4J_USER and NEO4J_PASSWORD).",
            "Neo.ClientError.Security.AuthenticationRateLimit" =>
                $"Neo4j at {address} refuses the user '{address.User}', and for some seconds everybody: there were several wrong passwords. Put the right one into WEFT_GRAPH (or NEO4J_PASSWORD).",
            "Neo.ClientError.Security.CredentialsExpired" =>
                $"Neo4j at {address} wants a new password for the user '{address.User}': set one with ALTER CURRENT USER SET PASSWORD, then put it into WEFT_GRAPH.",
            "Neo.ClientError.Security.Forbidden" =>
                $"Neo4j at {address} doesn't let the user '{address.User}' do that: {message} Give the user rights to read, write and make indexes.",
            ReadOnly =>
                $"Neo4j at {address} is read-only: take server.databases.read_only or default_to_read_only out of its settings, or name another database in WEFT_GRAPH.",
            "Neo.ClientError.Database.DatabaseNotFound" =>
                $"Neo4j at {address.Server} has no database '{address.Database}': WEFT_GRAPH names it after the last slash (Community edition has one, 'neo4j').",
            "Neo.TransientError.General.DatabaseUnavailable" =>
                $"Neo4j at {address} answers, but its database is not running: it is starting, or its log says why it can't.",
            "N/A" => $"Neo4j at {address} fails: {message} (Is its Bolt connector switched off? The HTTP interface needs it.)",
            _ => $"Neo4j at {address}: {message} ({code})",
        };
}
