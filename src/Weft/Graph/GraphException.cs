using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Graph;

/// <summary>The graph cannot go on without a person: its file is damaged or newer than this program, its server refuses the password. The reason says what to do.</summary>
public sealed class GraphException(Reason reason, Exception? cause = null) : ReasonedException(reason, cause);

/// <summary>The graph is away for now (busy, disk full, server gone): nothing was changed or the outcome is unknown; ask again.</summary>
public sealed class GraphUnavailableException(Reason reason, Exception? cause = null) : TransientException(reason, cause);
