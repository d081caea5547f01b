namespace Weft.Reasons;

/// <summary>What a server of the fleet refuses, or why it does not answer, and what to do about it. Never with a password.</summary>
public static class ServerReasons
{
    public static Reason DatabaseRefusesUser(string server, string words) =>
        new("database_refuses_user", ("server", server), ("words", words));

    public static Reason NoSchema(string server, string words) => new("no_schema", ("server", server), ("words", words));

    public static Reason PacketTooLarge(string server) => new("packet_too_large", ("server", server));

    public static Reason NoRoomForText(string server, string words) =>
        new("no_room_for_text", ("server", server), ("words", words));

    public static Reason DatabaseAway(string server, Reason cause) => new("database_away", ("server", server), ("cause", cause));

    public static Reason DatabaseDiskFull(string words) => new("database_disk_full", ("words", words));

    public static Reason DatabaseReadOnly(string words) => new("database_read_only", ("words", words));

    public static Reason DatabaseRefused(string server, int code, string words) =>
        new("database_refused", ("server", server), ("code", code), ("words", words));

    public static Reason DatabaseTooOld(string server, string product, string version) =>
        new("database_too_old", ("server", server), ("product", product), ("version", version));

    public static Reason DatabaseTooNew(string server, long schema, long known) =>
        new("database_too_new", ("server", server), ("schema", schema), ("known", known), ("most", known + 1));

    public static readonly Reason MigratedElsewhere = new("migrated_elsewhere");

    public static readonly Reason UnknownLedger = new("unknown_ledger");
    public static readonly Reason UnknownGraph = new("unknown_graph");
    public static readonly Reason UnknownDispatch = new("unknown_dispatch");

    public static Reason NoDatabaseAddress(string words) => new("no_database_address", ("words", words));

    public static readonly Reason RedisCluster = new("redis_cluster");

    public static Reason RedisTooOld(string version, string oldest) =>
        new("redis_too_old", ("version", version), ("oldest", oldest));

    public static Reason NoRedisAddress(string words) => new("no_redis_address", ("words", words));

    public static Reason RedisRefuses(Reason cause) => new("redis_refuses", ("cause", cause));

    public static Reason CertificateNotTrusted(string errors) => new("certificate_not_trusted", ("errors", errors));

    public static Reason RedisAway(string words) => new("redis_away", ("words", words));

    public static Reason Neo4jAway(string server) => new("neo4j_no_answer", ("server", server));

    public static Reason Neo4jNotReached(string server, Reason cause) => new("neo4j_away", ("server", server), ("words", cause));

    public static Reason Neo4jWantsSignIn(string server) => new("neo4j_wants_sign_in", ("server", server));

    public static Reason Neo4jRefusesUser(string server, string user) =>
        new("neo4j_refuses_user", ("server", server), ("user", user));

    public static Reason Neo4jRefusesForNow(string server, string user) =>
        new("neo4j_refuses_for_now", ("server", server), ("user", user));

    public static Reason Neo4jPasswordExpired(string server, string user) =>
        new("neo4j_password_expired", ("server", server), ("user", user));

    public static Reason Neo4jForbidden(string server, string user, string words) =>
        new("neo4j_forbidden", ("server", server), ("user", user), ("words", words));

    public static Reason Neo4jReadOnly(string server) => new("neo4j_read_only", ("server", server));

    public static Reason Neo4jNoDatabase(string server, string database) =>
        new("neo4j_no_database", ("server", server), ("database", database));

    public static Reason Neo4jNotRunning(string server) => new("neo4j_not_running", ("server", server));

    public static Reason Neo4jBoltOff(string server, string words) => new("neo4j_bolt_off", ("server", server), ("words", words));

    public static Reason Neo4jFails(string server, string words, string code) =>
        new("neo4j_fails", ("server", server), ("words", words), ("code", code));

    public static Reason Neo4jTooOld(string server, string version, string oldest) =>
        new("neo4j_too_old", ("server", server), ("version", version), ("oldest", oldest));

    /// <summary>A server is away, and is waited for.</summary>
    public static Reason Waiting(Reason cause) => new("waiting_for", ("cause", cause));

    public static Reason PortTaken(long port, string url) => new("port_taken", ("port", port), ("url", url));

    public static Reason NotListening(string address, Reason cause) =>
        new("not_listening", ("address", address), ("cause", cause));

    public static readonly Reason NoAdminYet = new("no_admin_yet");

    public static Reason VisitorsUnknown(Reason cause) => new("visitors_unknown", ("cause", cause));

    public static readonly Reason Neo4jAddressOfDriver = new("neo4j_address_of_driver");
    public static readonly Reason NoNeo4jAddress = new("no_neo4j_address");

    public static Reason NoNeo4j(string server) => new("no_neo4j", ("server", server));
}
