namespace Weft.Model;

/// <summary>What one chapter says of a name beside its ties.</summary>
/// <param name="Name">As in its mention.</param>
/// <param name="Kind">One of <see cref="TraitKinds"/>.</param>
/// <param name="Text">In the reader's words, short.</param>
/// <param name="Quote">A stretch of the chapter's text that shows it.</param>
/// <param name="Offset">Where the quote starts, in UTF-16 units from the chapter's start.</param>
public sealed record Trait(string Name, string Kind, string Text, string Quote, int Offset);

public static class TraitKinds
{
    /// <summary>Who or what it is, in a sentence.</summary>
    public const string Description = "description";

    /// <summary>Rank or form of address.</summary>
    public const string Title = "title";

    /// <summary>Its part in the story or in a group.</summary>
    public const string Role = "role";

    public const string Occupation = "occupation";

    /// <summary>Character, looks, ability.</summary>
    public const string Trait = "trait";

    /// <summary>In the order in which they are shown.</summary>
    public static readonly IReadOnlyList<string> All = [Description, Title, Role, Occupation, Trait];
}
