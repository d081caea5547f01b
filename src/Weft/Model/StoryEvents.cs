namespace Weft.Model;

/// <summary>
/// How facts tell an event: a mention of the type <see cref="EntityTypes.Event"/> whose name is its summary, and ties to those that take part
/// and to the place.
/// </summary>
public static class StoryEvents
{
    /// <summary>From a participant to an event.</summary>
    public const string TakesPart = "takes_part";

    /// <summary>From an event to a place.</summary>
    public const string TakesPlaceIn = "takes_place_in";
}
