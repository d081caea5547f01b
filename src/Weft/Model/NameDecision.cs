namespace Weft.Model;

public enum DecisionKind
{
    Merge,
    Split,

    /// <summary>What was decided on the two before no longer counts: rules and answers decide again.</summary>
    Undo,
}

/// <summary>
/// What a person decided on two names of a book: they are one entity (merge), they are not (split), or nothing any more (undo). The newest
/// decision on a pair wins.
/// </summary>
/// <param name="Number">Rises by one with each decision of the book, from 1.</param>
public sealed record NameDecision(int Number, DecisionKind Kind, string Name, string Other);
