namespace Weft.Model;

/// <summary>What happens in an event that a book tells.</summary>
public enum StoryEventKind
{
    Battle,
    Death,
    Birth,
    Marriage,
    Oath,
    Journey,

    /// <summary>None of these.</summary>
    Other,
}
