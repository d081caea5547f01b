namespace Weft.Model;

/// <summary>A kind of entity or tie as the person who ordered a job describes it.</summary>
/// <param name="Name">As facts have it.</param>
/// <param name="About">What it means, in that person's words; may be empty.</param>
public sealed record RecipeKind(string Name, string About = "")
{
    /// <summary>Of a tie: its name from the other end. Empty = it has none.</summary>
    public string Inverse { get; init; } = "";

    /// <summary>Of a tie: it goes both ways.</summary>
    public bool Mutual { get; init; }
}
