namespace Weft.Model;

public enum WordKind
{
    Merge,
    Split,

    /// <summary>What was said about the two before no longer counts: rules and answers decide again.</summary>
    Undo,
}

/// <summary>A person's word on names of a book: the two are one entity (merge), they are not (split), or nothing is said any more (undo). The newest word on a pair wins.</summary>
/// <param name="Number">Rises by one with each word of the book, from 1.</param>
public sealed record Word(int Number, WordKind Kind, string Name, string Other);
