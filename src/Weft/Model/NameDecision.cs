namespace Weft.Model;

public enum DecisionKind
{
    /// <summary>The two names are one entity.</summary>
    Merge,

    /// <summary>The two names are two entities.</summary>
    Split,

    /// <summary>What was decided before no longer counts: rules and answers decide again.</summary>
    Undo,

    /// <summary>The entity of the name is shown as the other.</summary>
    Rename,

    /// <summary>The entity of the name is of the type that stands in place of the other.</summary>
    Retype,

    /// <summary>The entity of the name is none; the other is empty.</summary>
    Hide,
}

/// <summary>What a person says about names of a book, before the ledger has it.</summary>
/// <param name="By">Who says it; empty where nobody has a name.</param>
/// <param name="At">When it was said, of one that comes from elsewhere; null = now.</param>
/// <param name="Undoes">The number of the decision that is taken back.</param>
public sealed record NewDecision(
    DecisionKind Kind,
    string Name,
    string Other,
    string By = "",
    DateTimeOffset? At = null,
    int? Undoes = null
);

/// <summary>
/// What a person decided on names of a book: two are one entity (merge) or are not (split), an entity is called so (rename), is of that type
/// (retype), is none (hide), or nothing any more (undo). The newest decision on a thing wins.
/// </summary>
/// <param name="Number">Rises by one with each decision of the book, from 1.</param>
/// <param name="Other">The other name, the shown name or the type.</param>
public sealed record NameDecision(int Number, DecisionKind Kind, string Name, string Other)
{
    /// <summary>Who decided it; empty where that is not known.</summary>
    public string By { get; init; } = "";

    /// <summary>Null = not known: it is older than the column.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Of an undo: the number of what is taken back. Null = what was decided on the two names.</summary>
    public int? Undoes { get; init; }
}
