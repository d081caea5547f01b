namespace Weft.Model;

/// <summary>What the nodes of a fleet must have alike, as one of them has it.</summary>
/// <param name="Build">The program's version.</param>
/// <param name="Schema">Of the ledger, as its build knows it.</param>
/// <param name="SecretMark">Tells one secret from another, and nothing of it; empty where it has none.</param>
/// <param name="Graph">The same for all that weave into the same graph; empty while it is not known.</param>
public sealed record NodeCard(string Build, int Schema, string SecretMark, string Graph);

/// <summary>A node's card as others see it.</summary>
/// <param name="At">By the node's own clock, now.</param>
public sealed record NodeCardSeen(SessionId Session, string Node, NodeCard Card, DateTimeOffset At);
