using Weft.Runtime;

namespace Weft.Graph;

/// <summary>The graph cannot go on without a person: its file is damaged or newer than this program, its server refuses the password. The message says what to do.</summary>
public sealed class GraphException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The graph is away for now (busy, disk full, server gone): nothing was changed or the outcome is unknown; ask again.</summary>
public sealed class GraphUnavailableException(string message, Exception? inner = null) : TransientException(message, inner);
