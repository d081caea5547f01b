namespace Weft.Model;

public enum DecisionKind
{
    Merge,
    Split,
}

/// <summary>What a person decided on two names of a book: they are one entity (merge), or they are not (split). The newest decision on a pair wins.</summary>
/// <param name="Number">Rises by one with each decision of the book, from 1.</param>
public sealed record NameDecision(int Number, DecisionKind Kind, string Name, string Other);
