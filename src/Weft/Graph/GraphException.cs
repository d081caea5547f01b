namespace Weft.Graph;

/// <summary>The graph cannot go on without a person: its file is damaged, or newer than this program. The message says what to do.</summary>
public class GraphException : Exception
{
    public GraphException(string message, Exception? inner = null)
        : base(message, inner) { }
}

/// <summary>The graph is away for now (busy, disk full, server gone): nothing was changed or the outcome is unknown; ask again.</summary>
public sealed class GraphUnavailableException : GraphException
{
    public GraphUnavailableException(string message, Exception? inner = null)
        : base(message, inner) { }
}
