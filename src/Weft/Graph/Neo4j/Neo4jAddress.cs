using Weft.Reasons;

namespace Weft.Graph.Neo4j;

/// <summary>What an address of a graph lacks to be one of Neo4j's HTTP interface.</summary>
internal enum AddressFault
{
    None,
    NoAddress,

    /// <summary>A driver's address (bolt, neo4j): the HTTP interface is another port of the same server.</summary>
    OfDriver,
    NoDatabase,
    UnknownOption,
}

/// <summary>
/// <c>http(s)://user:password@host:7474/database</c>, with <c>?library=NAME</c> where several Wefts share one database: each sees only
/// its own books. Written out it shows no password.
/// </summary>
internal sealed class Neo4jAddress
{
    private const string LibraryOption = "?library=";

    private Neo4jAddress(Uri server, string database)
    {
        (Server, Database) = (server, database);
        Query = new Uri(server, $"db/{Uri.EscapeDataString(database)}/query/v2");
    }

    /// <summary>Without user and path, with a slash at its end.</summary>
    public Uri Server { get; }

    public string Database { get; }

    /// <summary>Where statements are sent.</summary>
    public Uri Query { get; }

    /// <summary>Empty: no sign-in.</summary>
    public string User { get; private init; } = "";

    public string Password { get; private init; } = "";

    /// <summary>Whose books these are; empty for one Weft alone.</summary>
    public string Library { get; private init; } = "";

    /// <summary>Null and what is wrong where the text is no such address.</summary>
    public static Neo4jAddress? TryParse(string text, out AddressFault fault)
    {
        fault = AddressFault.None;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            fault = AddressFault.NoAddress;
        else if (
            uri.Scheme.StartsWith("bolt", StringComparison.Ordinal) || uri.Scheme.StartsWith("neo4j", StringComparison.Ordinal)
        )
            fault = AddressFault.OfDriver;
        else if (uri.Scheme is not ("http" or "https"))
            fault = AddressFault.NoAddress;
        else if (uri.AbsolutePath.Trim('/') is not { Length: > 0 } path || path.Contains('/', StringComparison.Ordinal))
            fault = AddressFault.NoDatabase;
        else if (LibraryOf(uri) is null)
            fault = AddressFault.UnknownOption;
        else
            return Made(uri);
        return null;
    }

    /// <summary>As above; <see cref="GraphException"/> where it is none.</summary>
    public static Neo4jAddress Parse(string text) =>
        TryParse(text, out var fault)
        ?? throw new GraphException(
            fault == AddressFault.OfDriver ? ServerReasons.Neo4jAddressOfDriver : ServerReasons.NoNeo4jAddress
        );

    public override string ToString() => new Uri(Server, Database).ToString();

    private static Neo4jAddress Made(Uri uri)
    {
        var user = uri.UserInfo.Split(':', 2);
        return new(new UriBuilder(uri.Scheme, uri.Host, uri.Port).Uri, Uri.UnescapeDataString(uri.AbsolutePath.Trim('/')))
        {
            User = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : "",
            Library = LibraryOf(uri)!,
        };
    }

    private static string? LibraryOf(Uri uri)
    {
        if (uri.Query.Length <= 1)
            return "";
        if (!uri.Query.StartsWith(LibraryOption, StringComparison.Ordinal) || uri.Query.Contains('&', StringComparison.Ordinal))
            return null;
        // It stands before the slash of every key.
        var library = Uri.UnescapeDataString(uri.Query[LibraryOption.Length..]);
        return library.Contains('/', StringComparison.Ordinal) ? null : library;
    }
}
