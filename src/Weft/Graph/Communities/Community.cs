namespace Weft.Graph.Communities;

/// <summary>Members of the cast that have more to do with each other than with others.</summary>
/// <param name="Number">From 1, the one with most importance first.</param>
/// <param name="Head">Id of its most important member; the community is called after it.</param>
/// <param name="Members">Ids, the most important first; at least three.</param>
internal sealed record Community(int Number, string Head, IReadOnlyList<string> Members);
